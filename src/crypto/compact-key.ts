import { createFindingError } from '../core/errors/finding-error.js';
import { AES_KEY_SIZE } from './block-cipher.js';

/** Length of a compact key as the product writes it, in bytes: 32 for AES, 32 for the MAC. */
export const COMPACT_KEY_SIZE = 64;

/** The two keys that a compact key holds. */
export interface SplitCompactKey {
  /** 32 bytes. */
  readonly aesKey: Uint8Array;
  /** All that follows, at least 1 byte; 32 bytes as a rule. */
  readonly macKey: Uint8Array;
  /** True when the compact key is not 64 bytes long: it opens the snapshot all the same (finding COMPACT_KEY_LENGTH). */
  readonly unusualLength: boolean;
}

/**
 * Splits a compact key; the parts are views of `bytes`.
 *
 * @throws INTEGRITY (finding WRAPPED_KEY_DAMAGED) when nothing is left for the MAC key.
 * Source: format specification, section 3.
 */
export function splitCompactKey(bytes: Uint8Array): SplitCompactKey {
  if (bytes.length <= AES_KEY_SIZE) {
    throw createFindingError(
      'WRAPPED_KEY_DAMAGED',
      `the compact key is ${bytes.length} bytes long, expected ${COMPACT_KEY_SIZE}`,
    );
  }
  return {
    aesKey: bytes.subarray(0, AES_KEY_SIZE),
    macKey: bytes.subarray(AES_KEY_SIZE),
    unusualLength: bytes.length !== COMPACT_KEY_SIZE,
  };
}
