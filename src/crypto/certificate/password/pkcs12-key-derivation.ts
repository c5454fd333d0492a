import { hash } from 'node:crypto';

/** The hashes that PKCS#12 files derive keys with. */
export type Pkcs12Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** The purpose of the derived bytes: the `ID` of RFC 7292, appendix B.3. */
export type DerivedUse = 'key' | 'iv' | 'mac';

/** Bytes that a hash takes at a time: `v` of RFC 7292, appendix B.2. */
const BLOCK_SIZES: Readonly<Record<Pkcs12Hash, number>> = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 };

/** Bytes that a hash gives: `u` of RFC 7292, appendix B.2. */
const HASH_SIZES: Readonly<Record<Pkcs12Hash, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

const USE_IDS: Readonly<Record<DerivedUse, number>> = { key: 1, iv: 2, mac: 3 };

/** The key derivation of PKCS#12, as a file names it. */
export interface Pkcs12Derivation {
  readonly kind: 'pkcs12';
  /** UTF-16 code units; null is no bytes at all, not even the closing zero. */
  readonly password: string | null;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly hash: Pkcs12Hash;
  readonly use: DerivedUse;
  /** Bytes. */
  readonly size: number;
}

/** Hashes of one piece: a few milliseconds. */
const PIECE_HASHES = 10_000;

/** The hashes that a derivation takes. */
export function countHashes({ hash, iterations, size }: Pkcs12Derivation): number {
  return iterations * Math.ceil(size / HASH_SIZES[hash]);
}

/**
 * Derives `size` bytes from a password, a piece at a time, so that whoever asks for the next piece can do something
 * else in between: node:crypto has no form of it that runs as a whole.
 *
 * @returns yields the number of hashes that the piece took; the bytes at last. Source: RFC 7292, appendix B.2.
 */
export function* derivePkcs12InPieces(derivation: Pkcs12Derivation): Generator<number, Uint8Array> {
  const blockSize = BLOCK_SIZES[derivation.hash];
  const diversifier = Buffer.alloc(blockSize, USE_IDS[derivation.use]);
  const salt = repeatToBlocks(derivation.salt, blockSize);
  const password = repeatToBlocks(encodePassword(derivation.password), blockSize);
  const input = Buffer.concat([salt, password]);
  let derived = yield* hashRepeatedly(Buffer.concat([diversifier, input]), derivation);
  for (let digest = derived; derived.length < derivation.size; derived = Buffer.concat([derived, digest])) {
    addToBlocks(input, digest, blockSize);
    digest = yield* hashRepeatedly(Buffer.concat([diversifier, input]), derivation);
  }
  return derived.subarray(0, derivation.size);
}

function* hashRepeatedly(first: Buffer, derivation: Pkcs12Derivation): Generator<number, Buffer> {
  const { hash: name, iterations } = derivation;
  let digest = hash(name, first, 'buffer');
  for (let done = 1; done < iterations;) {
    const end = Math.min(iterations, done + PIECE_HASHES);
    const count = end - done;
    for (; done < end; done += 1) digest = hash(name, digest, 'buffer');
    yield count;
  }
  return digest;
}

/** A BMPString with its closing zero. Source: RFC 7292, appendix B.1. */
function encodePassword(password: string | null): Buffer {
  return password === null ? Buffer.alloc(0) : Buffer.from(`${password}\0`, 'utf16le').swap16();
}

/** Repeats bytes until they fill whole blocks; no bytes stay no bytes. */
function repeatToBlocks(bytes: Uint8Array, blockSize: number): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / blockSize) * blockSize, bytes);
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
