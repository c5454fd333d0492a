import { describe, expect, it } from 'vitest';
import { derivePkcs12Bytes } from '../../../../src/crypto/certificate/pkcs12-key-derivation.js';
import { catchRestackError } from '../thrown.js';

const salt = Buffer.from('0102030405060708', 'hex');

describe('derivePkcs12Bytes', () => {
  // From `openssl kdf … PKCS12KDF` with the same salt and 2000 iterations.
  it.each([
    { password: null, hash: 'sha1', size: 20, hex: 'bc437242ad03a1c4c3836d9a0f51cbca5a740636' },
    { password: '', hash: 'sha1', size: 20, hex: '369c83f9b5828d859f8929a900450b74910afdef' },
    {
      password: 'p',
      hash: 'sha256',
      size: 32,
      hex: 'f2926fa03ade6b71c236a1fa36279eefbac0f8795c664893137188d1c3b151f6',
    },
  ] as const)('derives what OpenSSL derives of $password with $hash', ({ password, hash, size, hex }) => {
    const derived = derivePkcs12Bytes({ password, salt, iterations: 2000, hash }, { use: 'mac', size });
    expect(Buffer.from(derived).toString('hex')).toBe(hex);
  });

  it.each([0, 10_000_001, 0x7f_ff_ff_ff])('refuses %i iterations without doing them', (iterations) => {
    const derivation = { password: '', salt, iterations, hash: 'sha1' } as const;
    const error = catchRestackError(() => derivePkcs12Bytes(derivation, { use: 'key', size: 24 }));
    expect(error.code).toBe('UNSUPPORTED');
  });
});
