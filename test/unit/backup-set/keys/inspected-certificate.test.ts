import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inspectCertificates, matchSets } from '../../../../src/backup-set/keys/inspected-certificate.js';
import {
  inspectCertificateFile,
  openCertificateFile,
} from '../../../../src/crypto/certificate/certificate-file.js';
import { makeBackupCertificate } from '../../../../src/crypto/certificate/make/backup-certificate.js';
import { openSample, sampleFile } from '../../../fixtures/open-sample.js';

const NOW = new Date('2023-01-20T00:00:00Z');

async function lookInto(name: string, password?: string) {
  const bytes = await readFile(sampleFile(`keys/${name}`));
  const opened = password === undefined ? undefined : await openCertificateFile(bytes, password);
  return { facts: await inspectCertificateFile(bytes), opened };
}

const readPassword = async () =>
  (await readFile(sampleFile('keys/TEST-ONLY-password.txt'), 'utf8')).trimEnd();
const codesOf = ({ service }: ReturnType<typeof inspectCertificates>) =>
  service.problems.map(({ code }) => code);

describe('inspectCertificates', () => {
  it('accepts the public part of a backup certificate', async () => {
    const inspected = inspectCertificates(await lookInto('TEST-ONLY-backup-2023.cer'), NOW);
    expect(inspected).toMatchObject({ format: 'cer', hasPrivateKey: false, service: { accepted: true } });
    expect(inspected.certificates).toMatchObject([{ keyType: 'rsa', expired: false, hasPrivateKey: false }]);
  });

  it('says of a file with its private key all that the service minds', async () => {
    const inspected = inspectCertificates(
      await lookInto('TEST-ONLY-backup-2023.pfx', await readPassword()),
      NOW,
    );
    expect(codesOf(inspected)).toEqual(['NOT_A_CER', 'PRIVATE_KEY_INSIDE']);
    expect(inspected.certificates).toMatchObject([{ hasPrivateKey: true }]);
  });

  it('knows a certificate before its time from one behind it', async () => {
    const file = await lookInto('TEST-ONLY-backup-2023.cer');
    expect(codesOf(inspectCertificates(file, new Date('2001-01-01')))).toEqual(['NOT_YET_VALID']);
    expect(codesOf(inspectCertificates(file, new Date('2199-01-01')))).toEqual(['EXPIRED']);
  });

  it('refuses a key that is too short', async () => {
    const made = await makeBackupCertificate({
      subject: [{ shortName: 'CN', value: 'short' }],
      days: 1,
      keySizeBits: 1024,
      password: 'a password of some length',
      now: NOW,
    });
    const inspected = inspectCertificates(
      { facts: await inspectCertificateFile(made.der), opened: undefined },
      NOW,
    );
    expect(codesOf(inspected)).toEqual(['KEY_TOO_SHORT']);
  });

  it('refuses a file without a certificate in sight', () => {
    const facts = { format: 'pem', certificates: [], needsPassword: false, hasPrivateKey: false } as const;
    expect(codesOf(inspectCertificates({ facts, opened: undefined }, NOW))).toEqual(['NOT_ONE_CERTIFICATE']);
  });
});

describe('matchSets', () => {
  it('names sets by their thumbprint, and opens those whose key is at hand', async () => {
    const { catalog } = await openSample();
    const named = matchSets(catalog.sets, await lookInto('TEST-ONLY-backup-2023.cer'));
    const opened = matchSets(catalog.sets, await lookInto('TEST-ONLY-backup-2023.pfx', await readPassword()));
    expect(new Set(named.map(({ state }) => state))).toEqual(new Set(['named']));
    expect(new Set(opened.map(({ state }) => state))).toEqual(new Set(['opens']));
    expect(opened.map(({ backupId }) => backupId)).toEqual(named.map(({ backupId }) => backupId));
    expect(named.length).toBeGreaterThan(0);
    expect(named.length).toBeLessThan(catalog.sets.length);
  });
});
