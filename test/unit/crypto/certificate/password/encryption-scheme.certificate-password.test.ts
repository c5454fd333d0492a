import { describe, expect, it } from 'vitest';
import { listPasswordForms } from '../../../../../src/crypto/certificate/password/encryption-scheme.js';

const listUtf16 = (password: string | undefined) => listPasswordForms(password).map(({ utf16 }) => utf16);

describe('listPasswordForms', () => {
  it('takes no password and the empty one for the same, in two forms', () => {
    expect(listUtf16(undefined)).toEqual(['', null]);
    expect(listUtf16('')).toEqual(['', null]);
  });

  it('has one form of an ASCII password', () => {
    expect(listUtf16(' p w ')).toEqual([' p w ']);
  });

  it('tries the standard form of another password first', () => {
    expect(listUtf16('ä密')).toEqual(['ä密', 'Ã¤å¯\u0086']);
    expect(listPasswordForms('ä密').map(({ utf8 }) => Buffer.from(utf8).toString('hex'))).toEqual(
      Array.from({ length: 2 }, () => 'c3a4e5af86'),
    );
  });
});
