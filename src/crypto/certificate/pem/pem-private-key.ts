import { createPrivateKey, type KeyObject } from 'node:crypto';
import { RestackError } from '../../../core/errors/restack-error.js';
import { parseAsn1 } from '../asn1/asn1.js';
import type { PasswordForm } from '../password/certificate-password.js';
import { damagedFile } from '../damaged-file.js';
import { decryptPrivateKeyInfo } from '../password/password-encryption.js';
import type { PemBlock } from './pem.js';
import { createKey, createKeyFromInfo } from '../private-key.js';
import { wrongPassword } from '../wrong-password.js';

const PKCS8 = 'PRIVATE KEY';
const ENCRYPTED_PKCS8 = 'ENCRYPTED PRIVATE KEY';
const TRADITIONAL: ReadonlySet<string> = new Set(['RSA PRIVATE KEY', 'EC PRIVATE KEY']);

/** The ciphers of traditional encrypted keys that node:crypto has in all its builds. */
const TRADITIONAL_CIPHER = /^(AES-(128|192|256)-CBC|DES-EDE3-CBC),/i;

/** A password, and its encodings: one list for all keys of a file. */
export interface GivenPassword {
  readonly password: string | undefined;
  readonly forms: readonly PasswordForm[];
}

/** True for the labels of RFC 7468, section 10 and 11, and of OpenSSL's own RSA and EC keys. */
export function isPrivateKeyLabel(label: string): boolean {
  return label === PKCS8 || label === ENCRYPTED_PKCS8 || TRADITIONAL.has(label);
}

/**
 * Opens one private key, PKCS#8 or traditional, with the password where it is encrypted.
 *
 * @throws WRONG_PASSWORD when the password does not open it.
 * @throws UNSUPPORTED when it is damaged, or of a kind or under an encryption that is not read.
 */
export function openPemKey(block: PemBlock, given: GivenPassword): KeyObject {
  if (block.label === ENCRYPTED_PKCS8) return openEncryptedInfo(block, given);
  if (block.headers.has('dek-info')) return openTraditional(block, given.password);
  return createKey({ key: block.text, format: 'pem' });
}

function openEncryptedInfo(block: PemBlock, { password, forms }: GivenPassword): KeyObject {
  const encrypted = parseAsn1(block.bytes);
  if (encrypted === undefined) throw damagedFile('its encrypted private key is not ASN.1');
  for (const form of forms) {
    const info = decryptPrivateKeyInfo(encrypted, form);
    if (info !== undefined) return createKeyFromInfo(info);
  }
  throw wrongPassword(password);
}

function openTraditional(block: PemBlock, password: string | undefined): KeyObject {
  const encryption = block.headers.get('dek-info') ?? '';
  if (!TRADITIONAL_CIPHER.test(encryption)) {
    const cipher = encryption.split(',')[0] ?? '';
    throw new RestackError('UNSUPPORTED', `a private key is encrypted with ${cipher}, which is not read`);
  }
  try {
    return createPrivateKey({
      key: block.text,
      format: 'pem',
      passphrase: Buffer.from(password ?? '', 'utf8'),
    });
  } catch {
    // Whatever a wrong password decrypts to can fail in any layer above; OpenSSL's error says nothing reliable.
    throw wrongPassword(password);
  }
}
