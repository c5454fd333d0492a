import { RestackError } from '../../../core/errors/restack-error.js';
import { type Asn1, childrenOf, integerOf, objectIdentifierOf, octetsOf, parseAsn1 } from '../asn1/asn1.js';
import { listPasswordForms, type PasswordForm } from '../password/certificate-password.js';
import { damagedFile } from '../damaged-file.js';
import { describeAlgorithm, OID } from '../asn1/object-identifiers.js';
import { decryptPrivateKeyInfo, decryptWithPassword } from '../password/password-encryption.js';
import { matchesPkcs12Mac, parsePkcs12Mac, type Pkcs12Mac } from './pkcs12-mac.js';
import { joinSafes, parseSafe, readSafe, type SafeContents } from './pkcs12-safe.js';
import { wrongPassword } from '../wrong-password.js';

/** A PKCS#12 file as far as it can be read without its password. */
export interface Pkcs12File {
  /** The bytes that the MAC covers. */
  readonly content: Uint8Array;
  /** Undefined when the file has none. */
  readonly mac: Pkcs12Mac | undefined;
  /** The safes that lie in the clear. Nothing in them is proved before the MAC has been checked. */
  readonly plain: SafeContents;
  readonly encryptedSafes: readonly EncryptedSafe[];
}

interface EncryptedSafe {
  /** AlgorithmIdentifier. */
  readonly algorithm: Asn1 | undefined;
  readonly ciphertext: Uint8Array;
}

/** All certificates and keys of a PKCS#12 file. */
export interface Pkcs12Content {
  /** X.509 certificates, DER. */
  readonly certificates: readonly Uint8Array[];
  /** PrivateKeyInfo. */
  readonly keys: readonly Asn1[];
}

/**
 * Reads PFX: SEQUENCE { version 3, authSafe ContentInfo, macData OPTIONAL }.
 *
 * @throws UNSUPPORTED when it is damaged, or protected in a way that is not read.
 * Source: RFC 7292, section 4.
 */
export function readPkcs12(pfx: Asn1): Pkcs12File {
  const [version, authSafe, macData] = childrenOf(pfx, 'content');
  const found = integerOf(version, 'version');
  if (found !== 3) throw new RestackError('UNSUPPORTED', `it is PKCS#12 of version ${found}, expected 3`);
  const content = readData(authSafe);
  const safes = parseAsn1(content);
  if (safes === undefined) throw damagedFile('its content is not ASN.1');
  const plain: SafeContents[] = [];
  const encryptedSafes: EncryptedSafe[] = [];
  for (const safe of childrenOf(safes, 'list of safes')) {
    const type = objectIdentifierOf(childrenOf(safe, 'safe')[0], 'type of a safe');
    if (type === OID.encryptedData) encryptedSafes.push(readEncryptedSafe(safe));
    else plain.push(parseSafe(readData(safe)));
  }
  const mac = macData === undefined ? undefined : parsePkcs12Mac(macData);
  return { content, mac, plain: joinSafes(plain), encryptedSafes };
}

/** True when the file shows that it holds a private key; null when an encrypted safe may hold one. */
export function showsPrivateKey({ plain, encryptedSafes }: Pkcs12File): boolean | null {
  if (plain.keys.length > 0 || plain.shroudedKeys.length > 0) return true;
  return encryptedSafes.length > 0 ? null : false;
}

/**
 * Opens a PKCS#12 file. Nothing of it is used unless its MAC, where it has one, matches.
 *
 * @param password undefined and the empty text are the same.
 * @throws WRONG_PASSWORD when the password is not the right one (or the file was changed: the two look alike).
 * @throws UNSUPPORTED when it is damaged, or uses an algorithm that is not read.
 */
export function openPkcs12(file: Pkcs12File, password: string | undefined): Pkcs12Content {
  let macMatched = false;
  for (const form of listPasswordForms(password)) {
    if (file.mac !== undefined) {
      if (!matchesPkcs12Mac(file.mac, file.content, form)) continue;
      macMatched = true;
    }
    const content = decryptContent(file, form);
    if (content !== undefined) return content;
  }
  if (macMatched) {
    throw new RestackError(
      'UNSUPPORTED',
      'the password matches the MAC of the file and does not decrypt it: files with two passwords are not read',
    );
  }
  throw wrongPassword(password);
}

function decryptContent(file: Pkcs12File, password: PasswordForm): Pkcs12Content | undefined {
  const safes = [file.plain];
  for (const { algorithm, ciphertext } of file.encryptedSafes) {
    const contents = decryptWithPassword(algorithm, ciphertext, password);
    if (contents === undefined) return undefined;
    safes.push(readSafe(contents));
  }
  const { certificates, keys, shroudedKeys } = joinSafes(safes);
  const opened = [...keys];
  for (const shrouded of shroudedKeys) {
    const key = decryptPrivateKeyInfo(shrouded, password);
    if (key === undefined) return undefined;
    opened.push(key);
  }
  return { certificates, keys: opened };
}

/** ContentInfo of type data: SEQUENCE { contentType, [0] EXPLICIT OCTET STRING }. */
function readData(contentInfo: Asn1 | undefined): Uint8Array {
  const [contentType, tagged] = childrenOf(contentInfo, 'content');
  const type = objectIdentifierOf(contentType, 'content type');
  if (type !== OID.data) {
    throw new RestackError(
      'UNSUPPORTED',
      `it is protected by ${describeAlgorithm(type)}, expected a password`,
    );
  }
  return octetsOf(childrenOf(tagged, 'content')[0], 'content');
}

/** EncryptedData: SEQUENCE { version, SEQUENCE { contentType, AlgorithmIdentifier, [0] IMPLICIT OCTET STRING } }. */
function readEncryptedSafe(contentInfo: Asn1): EncryptedSafe {
  const [, tagged] = childrenOf(contentInfo, 'encrypted safe');
  const [, info] = childrenOf(childrenOf(tagged, 'encrypted safe')[0], 'encrypted safe');
  const [, algorithm, ciphertext] = childrenOf(info, 'encrypted safe');
  return { algorithm, ciphertext: octetsOf(ciphertext, 'encrypted safe') };
}
