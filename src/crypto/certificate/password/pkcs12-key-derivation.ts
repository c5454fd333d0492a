import { hash } from 'node:crypto';
import { assertIterationCount } from './iteration-count.js';

/** The hashes that PKCS#12 files derive keys with. */
export type Pkcs12Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** The purpose of the derived bytes: the `ID` of RFC 7292, appendix B.3. */
export type DerivedUse = 'key' | 'iv' | 'mac';

/** Bytes that a hash takes at a time: `v` of RFC 7292, appendix B.2. */
const BLOCK_SIZES: Readonly<Record<Pkcs12Hash, number>> = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 };

const USE_IDS: Readonly<Record<DerivedUse, number>> = { key: 1, iv: 2, mac: 3 };

/** The input of the derivation, as the file names it. */
export interface Pkcs12Derivation {
  /** UTF-16 code units; null is no bytes at all, not even the closing zero. */
  readonly password: string | null;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly hash: Pkcs12Hash;
}

/**
 * Derives `size` bytes from a password.
 *
 * @throws UNSUPPORTED when the number of iterations is out of bounds.
 * Source: RFC 7292, appendix B.2.
 */
export function derivePkcs12Bytes(
  derivation: Pkcs12Derivation,
  wanted: { readonly use: DerivedUse; readonly size: number },
): Uint8Array {
  assertIterationCount(derivation.iterations);
  const blockSize = BLOCK_SIZES[derivation.hash];
  const diversifier = Buffer.alloc(blockSize, USE_IDS[wanted.use]);
  const salt = repeatToBlocks(derivation.salt, blockSize);
  const password = repeatToBlocks(encodePassword(derivation.password), blockSize);
  const input = Buffer.concat([salt, password]);
  let derived = hashRepeatedly(Buffer.concat([diversifier, input]), derivation);
  for (let digest = derived; derived.length < wanted.size; derived = Buffer.concat([derived, digest])) {
    addToBlocks(input, digest, blockSize);
    digest = hashRepeatedly(Buffer.concat([diversifier, input]), derivation);
  }
  return derived.subarray(0, wanted.size);
}

function hashRepeatedly(first: Buffer, { hash: name, iterations }: Pkcs12Derivation): Buffer {
  let digest = hash(name, first, 'buffer');
  for (let round = 1; round < iterations; round += 1) digest = hash(name, digest, 'buffer');
  return digest;
}

/** A BMPString with its closing zero. Source: RFC 7292, appendix B.1. */
function encodePassword(password: string | null): Buffer {
  return password === null ? Buffer.alloc(0) : Buffer.from(`${password}\0`, 'utf16le').swap16();
}

/** Repeats bytes until they fill whole blocks; no bytes stay no bytes. */
function repeatToBlocks(bytes: Uint8Array, blockSize: number): Buffer {
  const size = Math.ceil(bytes.length / blockSize) * blockSize;
  return size === 0 ? Buffer.alloc(0) : Buffer.alloc(size, bytes);
}

/** Adds `digest`, repeated to a block, and 1 to each block of `input`, as numbers in big-endian order. */
function addToBlocks(input: Buffer, digest: Buffer, blockSize: number): void {
  for (let block = 0; block < input.length; block += blockSize) {
    let carry = 1;
    for (let at = blockSize - 1; at >= 0; at -= 1) {
      carry += (input[block + at] ?? 0) + (digest[at % digest.length] ?? 0);
      input[block + at] = carry;
      carry >>= 8;
    }
  }
}
