import { createPrivateKey, type KeyObject, type PrivateKeyInput } from 'node:crypto';
import { RestackError } from '../../core/errors/restack-error.js';
import { type Asn1, childrenOf, formatDer, objectIdentifierOf } from './asn1/asn1.js';
import { describeAlgorithm } from './asn1/object-identifiers.js';

/**
 * Makes a key of a PrivateKeyInfo.
 *
 * @throws UNSUPPORTED when node:crypto does not know the kind of key, which the message names, or the key is damaged.
 * Source: RFC 5958, section 2.
 */
export function createKeyFromInfo(info: Asn1): KeyObject {
  const der = Buffer.from(formatDer(info));
  return createKey({ key: der, format: 'der', type: 'pkcs8' }, ` (${describeKind(info)})`);
}

/**
 * Makes a key of bytes that no password protects.
 *
 * @param kind goes into the message.
 * @throws UNSUPPORTED as {@link createKeyFromInfo} does.
 */
export function createKey(input: PrivateKeyInput, kind = ''): KeyObject {
  try {
    return createPrivateKey(input);
  } catch (cause) {
    const message = `a private key in the file${kind} is damaged, or of a kind that is not read`;
    throw new RestackError('UNSUPPORTED', message, { cause });
  }
}

/** PrivateKeyInfo: SEQUENCE { version, AlgorithmIdentifier, … }. */
function describeKind(info: Asn1): string {
  const [, algorithm] = childrenOf(info, 'private key');
  return describeAlgorithm(objectIdentifierOf(childrenOf(algorithm, 'kind of key')[0], 'kind of key'));
}
