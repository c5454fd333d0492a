import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeOaep, OAEP_SEED_SIZE } from '../../../src/crypto/oaep-encoding.js';
import { catchRestackError } from '../../fixtures/thrown.js';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const MODULUS_BYTES = 128;

describe.each(['sha256', 'sha1'] as const)('EME-OAEP with %s', (hash) => {
  const seed = new Uint8Array(OAEP_SEED_SIZE[hash]).fill(7);
  /** RFC 8017, section 7.1.1: the modulus less two hashes and two bytes. */
  const longest = MODULUS_BYTES - 2 * OAEP_SEED_SIZE[hash] - 2;
  const encode = (length: number) =>
    encodeOaep(new Uint8Array(length).fill(1), { hash, seed, modulusSize: MODULUS_BYTES });

  it.each([0, 1, longest - 1, longest])('opens with node:crypto, of %i bytes', (length) => {
    const encoded = encode(length);
    expect(encoded).toHaveLength(MODULUS_BYTES);
    const sealed = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, encoded);
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const opened = privateDecrypt({ key: privateKey, padding, oaepHash: hash }, sealed);
    expect(opened).toEqual(Buffer.alloc(length, 1));
  });

  it('refuses a message that is a byte too long', () => {
    expect(catchRestackError(() => encode(longest + 1)).code).toBe('UNSUPPORTED');
  });

  it('refuses a seed of another length', () => {
    const short = { hash, seed: seed.subarray(1), modulusSize: MODULUS_BYTES };
    expect(catchRestackError(() => encodeOaep(new Uint8Array(1), short)).code).toBe('INTERNAL');
  });
});
