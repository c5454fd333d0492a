import { createPrivateKey, type KeyObject } from 'node:crypto';
import { parseAsn1 } from '../asn1/asn1.js';
import { listPasswordForms } from '../password/certificate-password.js';
import { damagedFile } from '../damaged-file.js';
import type { DeriveKey } from '../password/key-derivation.js';
import { openSealedValue, parseSealedKey, type SealedValue } from '../password/password-encryption.js';
import type { PemBlock } from './pem.js';
import { createKey, createKeyFromInfo } from '../private-key.js';
import { algorithmNotRead } from '../unsupported-algorithm.js';
import { wrongPassword } from '../wrong-password.js';

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
