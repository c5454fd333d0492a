import { describe, expect, it } from 'vitest';
import { parseSubject } from '../../../../../src/crypto/certificate/make/backup-certificate.js';

describe('a subject', () => {
  it.each([
    ['Azure Stack Hub backup', ['CN=Azure Stack Hub backup']],
    ['CN=backup, O=Contoso', ['O=Contoso', 'CN=backup']],
    ['cn=backup,ou=IT , C=US', ['C=US', 'OU=IT', 'CN=backup']],
    ['CN=backup, O=Contoso\\, Inc.', ['O=Contoso, Inc.', 'CN=backup']],
    ['CN=a=b', ['CN=a=b']],
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
    expect(() => parseSubject(text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});
