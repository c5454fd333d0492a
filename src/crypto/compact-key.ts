import { formatCount } from '../core/sizes.js';
import { createFindingError } from '../core/errors/finding-error.js';
import { AES_KEY_SIZE } from './block-cipher.js';
import { RestackError } from '../core/errors/restack-error.js';
import { parseStrictBase64 } from './strict-base64.js';

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
      `the compact key is ${formatCount(bytes.length, 'byte')} long, expected ${COMPACT_KEY_SIZE}`,
    );
  }
  return {
    aesKey: bytes.subarray(0, AES_KEY_SIZE),
    macKey: bytes.subarray(AES_KEY_SIZE),
    unusualLength: bytes.length !== COMPACT_KEY_SIZE,
  };
}

const BASE64_LENGTH = 88;

/**
 * Parses the operator's key of backups made by 1811 and earlier, as `New-AzsEncryptionKeyBase64` prints it: base64 of
 * 64 bytes (the cmdlet draws letters; any bytes are taken, since the tag of the data proves the key). A byte order
 * mark and white space before and behind it are dropped.
 *
 * @throws NO_KEY when it is anything else; the text itself is in neither message nor details.
 * @returns the 64 bytes of the compact key. Source: format specification, section 3.
 */
export function parseLegacyKey(text: string): Uint8Array {
  // trim() takes U+FEFF away too.
  const trimmed = text.trim();
  const key = parseStrictBase64(trimmed);
  if (key?.length === COMPACT_KEY_SIZE) return key;
  const found =
    key === undefined
      ? `${trimmed.length} characters that are not base64`
      : `base64 of ${key.length} bytes (${trimmed.length} characters)`;
  throw new RestackError(
    'NO_KEY',
    `the legacy key cannot be used: found ${found}, expected base64 of ${COMPACT_KEY_SIZE} bytes ` +
      `(${BASE64_LENGTH} characters), as New-AzsEncryptionKeyBase64 prints it`,
  );
}
