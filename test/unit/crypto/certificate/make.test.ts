import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKey } from '../../../../src/crypto/certificate/password/key-derivation.js';
import {
  parseSubject,
  assertNewPassword,
  assertValidityDays,
  makeBackupCertificate,
} from '../../../../src/crypto/certificate/make/backup-certificate.js';
import { openCertificateFile } from '../../../../src/crypto/certificate/certificate-file.js';
import { catchRestackError } from '../../../fixtures/thrown.js';

describe('a subject', () => {
  it.each([
    ['Azure Stack Hub backup', ['CN=Azure Stack Hub backup']],
    ['CN=backup, O=Contoso', ['O=Contoso', 'CN=backup']],
    ['cn=backup,ou=IT , C=US', ['C=US', 'OU=IT', 'CN=backup']],
    ['CN=backup, O=Contoso\\, Inc.', ['O=Contoso, Inc.', 'CN=backup']],
    ['CN=a=b', ['CN=a=b']],
    [`CN=${'x'.repeat(64)}`, [`CN=${'x'.repeat(64)}`]],
  ])('%s', (text, expected) => {
    expect(parseSubject(text).map(({ shortName, value }) => `${shortName}=${value}`)).toEqual(expected);
  });

  it.each([
    '',
    ' ',
    'O=Contoso',
    'CN=',
    'CN=x, DC=y',
    'CN=x, y',
    `CN=${'x'.repeat(65)}`,
    'CN=x, C=USA',
    'CN=a\u0007',
  ])('refuses %j', (text) => {
    const error = catchRestackError(() => parseSubject(text));
    expect(error).toMatchObject({ code: 'USAGE', hints: [expect.stringContaining('--subject')] });
  });
});

const NOW = new Date('2026-01-01T00:00:00Z');

describe('makeBackupCertificate', () => {
  it('is valid from an hour ago for the days asked for, and the .pfx holds its key', async () => {
    const subject = [{ shortName: 'CN', value: 'Backup' }];
    const password = 'correct horse battery';
    const made = await makeBackupCertificate({ subject, days: 30, keySizeBits: 2048, password, now: NOW });
    const { notBefore, notAfter, keySizeBits, thumbprint } = made.facts;
    expect([notBefore.toISOString(), notAfter.toISOString()]).toEqual([
      '2025-12-31T23:00:00.000Z',
      '2026-01-31T00:00:00.000Z',
    ]);
    expect(keySizeBits).toBe(2048);
    const derived: string[] = [];
    const [own] = await openCertificateFile(made.pfx, password, (derivation) => {
      derived.push(`${derivation.kind} ${derivation.iterations} ${derivation.size}`);
      return deriveKey(derivation);
    });
    expect(own?.thumbprint).toBe(thumbprint);
    expect(own?.privateKey).not.toBeNull();
    expect(derived.toSorted()).toEqual(['pbkdf2 50000 32', expect.stringMatching(/^pkcs12 50000 /)]);
    // Critical, and for the encryption of keys and data.
    expect(Buffer.from(made.der).toString('hex')).toContain('0603551d0f0101ff040403020430');
    expect(new X509Certificate(made.der).ca).toBe(false);
    expect((await openCertificateFile(made.der, undefined))[0]?.privateKey).toBeNull();
  });
});

describe('options of a new certificate', () => {
  it.each([0, -1, 7301, Number.NaN])('refuse %d days', (days) => {
    expect(catchRestackError(() => assertValidityDays(days)).code).toBe('USAGE');
  });

  it('take the shortest and the longest time', () => {
    expect(() => [1, 7300].forEach(assertValidityDays)).not.toThrow();
  });

  it.each(['', 'pässword of some length', 'line\nbreak of some length'])(
    'refuse the password %j',
    (password) => {
      expect(catchRestackError(() => assertNewPassword(password)).code).toBe('USAGE');
    },
  );

  it('warn of a short password, and of no other', () => {
    expect(assertNewPassword('eleven char')).toContain('12');
    expect(assertNewPassword('twelve chars')).toBeUndefined();
  });
});
