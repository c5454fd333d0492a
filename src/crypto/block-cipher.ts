import { formatCount } from '../core/sizes.js';
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { createFindingError } from '../core/errors/finding-error.js';
import { assertSize } from './byte-size.js';

/** Length of an AES block, in bytes. */
export const BLOCK_SIZE = 16;

/** Length of the AES key, in bytes. */
export const AES_KEY_SIZE = 32;

const CIPHER = 'aes-256-cbc';

/** A run of whole ciphertext blocks, anywhere in a data file. */
export interface CiphertextRange {
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** The 16 ciphertext bytes before the range; the IV for the first block. */
  readonly previousBlock: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/**
 * Decrypts whole blocks of AES-256-CBC, as many bytes as go in. The padding of a last block stays
 * (see {@link readPaddingLength}).
 *
 * @throws INTEGRITY (finding CIPHERTEXT_TRUNCATED) when the ciphertext is not a whole number of blocks.
 * @throws INTERNAL when key or previous block have the wrong length.
 * Source: NIST SP 800-38A, section 6.2.
 */
export function decryptRange({ key, previousBlock, ciphertext }: CiphertextRange): Uint8Array {
  assertSize('AES key', key, AES_KEY_SIZE);
  assertSize('previous block', previousBlock, BLOCK_SIZE);
  if (ciphertext.length % BLOCK_SIZE !== 0) {
    throw createFindingError(
      'CIPHERTEXT_TRUNCATED',
      `the ciphertext is ${formatCount(ciphertext.length, 'byte')} long, expected a multiple of ${BLOCK_SIZE}`,
    );
  }
  // Without padding the decipher holds nothing back: update() gives every block, and final() has nothing to add.
  return createDecryptor(key, previousBlock)(ciphertext);
}

/**
 * Decrypts AES-256-CBC from one block on, piece by piece: whole blocks go in, as many bytes come out, in memory of their
 * own. The padding of a last block stays.
 *
 * @param previousBlock the 16 ciphertext bytes before the first piece; the IV for the first block.
 * @throws INTERNAL when key or previous block have the wrong length.
 * Source: NIST SP 800-38A, section 6.2.
 */
export function createDecryptor(
  key: Uint8Array,
  previousBlock: Uint8Array,
): (ciphertext: Uint8Array) => Uint8Array {
  assertSize('AES key', key, AES_KEY_SIZE);
  assertSize('previous block', previousBlock, BLOCK_SIZE);
  const decipher = createDecipheriv(CIPHER, key, previousBlock).setAutoPadding(false);
  return (ciphertext) => decipher.update(ciphertext);
}

/**
 * The number of padding bytes at the end of the last plaintext block, 1 to 16.
 *
 * @throws INTEGRITY (finding PADDING_INVALID) unless all of them hold that number.
 * @throws INTERNAL when `lastBlock` is not one block.
 * Source: RFC 5652, section 6.3 (PKCS#7).
 */
export function readPaddingLength(lastBlock: Uint8Array): number {
  assertSize('last block', lastBlock, BLOCK_SIZE);
  const length = lastBlock[BLOCK_SIZE - 1] ?? 0;
  const valid =
    length >= 1 && length <= BLOCK_SIZE && lastBlock.subarray(-length).every((byte) => byte === length);
  if (!valid) throw createFindingError('PADDING_INVALID', 'the last block does not end in PKCS#7 padding');
  return length;
}

/** Encrypts a plaintext that comes in pieces. */
export interface Encryptor {
  update(plaintext: Uint8Array): Uint8Array;
  /** The last, padded block. Called once, at the end. */
  final(): Uint8Array;
}

/**
 * Begins AES-256-CBC with PKCS#7 padding.
 *
 * @throws INTERNAL when key (32 bytes) or IV (16 bytes) have the wrong length.
 */
export function createEncryptor(key: Uint8Array, iv: Uint8Array): Encryptor {
  assertSize('AES key', key, AES_KEY_SIZE);
  assertSize('IV', iv, BLOCK_SIZE);
  const cipher = createCipheriv(CIPHER, key, iv);
  return { update: (plaintext) => cipher.update(plaintext), final: () => cipher.final() };
}
