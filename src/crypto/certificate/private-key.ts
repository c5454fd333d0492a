import { createPrivateKey, type KeyObject, type PrivateKeyInput } from 'node:crypto';
import { RestackError } from '../../core/errors/restack-error.js';
import { type Asn1, formatDer } from './asn1/asn1.js';

/**
 * Makes a key of a PrivateKeyInfo.
 *
 * @throws UNSUPPORTED when node:crypto does not know the kind of key, or the key is damaged.
 * Source: RFC 5958, section 2.
 */
export function createKeyFromInfo(info: Asn1): KeyObject {
  return createKey({ key: Buffer.from(formatDer(info)), format: 'der', type: 'pkcs8' });
}

/**
 * Makes a key of bytes that no password protects.
 *
 * @throws UNSUPPORTED as {@link createKeyFromInfo} does.
 */
export function createKey(input: PrivateKeyInput): KeyObject {
  try {
    return createPrivateKey(input);
  } catch (cause) {
    throw new RestackError(
      'UNSUPPORTED',
      'a private key in the file is damaged, or of a kind that is not read',
      {
        cause,
      },
    );
  }
}
