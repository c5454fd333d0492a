import { createPrivateKey, type KeyObject, type PrivateKeyInput } from 'node:crypto';
import { type Asn1, childrenOf, formatDer, objectIdentifierOf, parseAsn1 } from '../asn1/asn1.js';
import { listPasswordForms } from '../password/encryption-scheme.js';
import { damagedFile, wrongPassword } from '../certificate-faults.js';
import type { DeriveKey } from '../password/key-derivation.js';
import { openSealedValue, parseSealedKey, type SealedValue } from '../password/password-encryption.js';
import type { PemBlock } from './pem.js';
import { algorithmNotRead } from '../unsupported-algorithm.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { describeAlgorithm } from '../asn1/object-identifiers.js';

const PKCS8 = 'PRIVATE KEY';
const ENCRYPTED_PKCS8 = 'ENCRYPTED PRIVATE KEY';
const TRADITIONAL: ReadonlySet<string> = new Set(['RSA PRIVATE KEY', 'EC PRIVATE KEY']);

/** The ciphers of traditional encrypted keys that node:crypto has in all its builds. */
const TRADITIONAL_CIPHER = /^(AES-(128|192|256)-CBC|DES-EDE3-CBC),/i;

/** True for the labels of RFC 7468, section 10 and 11, and of OpenSSL's own RSA and EC keys. */
export function isPrivateKeyLabel(label: string): boolean {
  return label === PKCS8 || label === ENCRYPTED_PKCS8 || TRADITIONAL.has(label);
}

/** A private key of a PEM file, before its password. */
export type PemKey =
  | { readonly kind: 'plain' | 'traditional'; readonly text: string }
  | { readonly kind: 'sealed'; readonly sealed: SealedValue };

/**
 * Reads how a private key is protected.
 *
 * @throws UNSUPPORTED when it is damaged, or under an encryption that is not read.
 */
export function parsePemKey(block: PemBlock): PemKey {
  if (block.label === ENCRYPTED_PKCS8) {
    const encrypted = parseAsn1(block.bytes);
    if (encrypted === undefined) throw damagedFile('its encrypted private key is not ASN.1');
    return { kind: 'sealed', sealed: parseSealedKey(encrypted) };
  }
  const encryption = block.headers.get('dek-info');
  if (encryption === undefined) return { kind: 'plain', text: block.text };
  if (TRADITIONAL_CIPHER.test(encryption)) return { kind: 'traditional', text: block.text };
  throw algorithmNotRead('has a private key encrypted with', encryption.split(',')[0] ?? '');
}

/**
 * Opens one private key, PKCS#8 or traditional, with the password where it is encrypted.
 *
 * @throws WRONG_PASSWORD when the password does not open it.
 * @throws UNSUPPORTED when it is damaged, or of a kind that is not read.
 */
export async function openPemKey(
  key: PemKey,
  password: string | undefined,
  derive: DeriveKey,
): Promise<KeyObject> {
  switch (key.kind) {
    case 'plain':
      return createKey({ key: key.text, format: 'pem' });
    case 'traditional':
      return openTraditional(key.text, password);
    case 'sealed':
      return openSealed(key.sealed, password, derive);
  }
}

async function openSealed(
  sealed: SealedValue,
  password: string | undefined,
  derive: DeriveKey,
): Promise<KeyObject> {
  for (const form of listPasswordForms(password)) {
    const info = await openSealedValue(sealed, { password: form, derive });
    if (info !== undefined) return createKeyFromInfo(info);
  }
  throw wrongPassword(password);
}

function openTraditional(text: string, password: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: text, format: 'pem', passphrase: Buffer.from(password ?? '', 'utf8') });
  } catch {
    // Whatever a wrong password decrypts to can fail in any layer above; OpenSSL's error says nothing reliable.
    throw wrongPassword(password);
  }
}

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
