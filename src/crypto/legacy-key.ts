import { RestackError } from '../core/errors/restack-error.js';
import { COMPACT_KEY_SIZE } from './compact-key.js';
import { parseStrictBase64 } from './strict-base64.js';

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
