import { RestackError } from '../../../core/errors/restack-error.js';
import { type Asn1, childrenOf, integerOf, objectIdentifierOf, octetsOf, parseAsn1 } from '../asn1/asn1.js';
import { listPasswordForms, type PasswordWork } from '../password/encryption-scheme.js';
import { assertIterations } from '../password/iteration-limit.js';
import type { DeriveKey } from '../password/key-derivation.js';
import { damagedFile, wrongPassword } from '../certificate-faults.js';
import { describeAlgorithm, OID } from '../asn1/object-identifiers.js';
import { openSealedValue, parseSealedValue, type SealedValue } from '../password/password-encryption.js';
import { matchesPkcs12Mac, parsePkcs12Mac, type Pkcs12Mac } from './pkcs12-mac.js';
import { joinSafes, parseSafe, readSafe, type SafeContents } from './pkcs12-safe.js';

/** A PKCS#12 file as far as it can be read without its password. */
export interface Pkcs12File {
  /** The bytes that the MAC covers. */
  readonly content: Uint8Array;
  /** Undefined when the file has none. */
  readonly mac: Pkcs12Mac | undefined;
  /** The safes that lie in the clear. Nothing in them is proved before the MAC has been checked. */
  readonly plain: SafeContents;
  readonly encryptedSafes: readonly SealedValue[];
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
 * @throws UNSUPPORTED when it is damaged, protected in a way that is not read, or asks for too many iterations.
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
  const encryptedSafes: SealedValue[] = [];
  for (const safe of childrenOf(safes, 'list of safes')) {
    const type = objectIdentifierOf(childrenOf(safe, 'safe')[0], 'type of a safe');
    if (type === OID.encryptedData) encryptedSafes.push(readEncryptedSafe(safe));
    else plain.push(parseSafe(readData(safe)));
  }
  const mac = macData === undefined ? undefined : parsePkcs12Mac(macData);
  const file = { content, mac, plain: joinSafes(plain), encryptedSafes };
  assertIterations(countIterations(file));
  return file;
}

/** The iterations of everything that the file shows without its password. */
function countIterations({ mac, plain, encryptedSafes }: Pkcs12File): readonly number[] {
  const sealed = [...encryptedSafes, ...plain.shroudedKeys];
  const counts = sealed.map(({ encryption }) => encryption.iterations);
  return mac === undefined ? counts : [mac.iterations, ...counts];
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
 * @throws UNSUPPORTED when it is damaged, uses an algorithm that is not read, or asks for too many iterations.
 */
export async function openPkcs12(
  file: Pkcs12File,
  password: string | undefined,
  derive: DeriveKey,
): Promise<Pkcs12Content> {
  let macMatched = false;
  for (const form of listPasswordForms(password)) {
    const work = { password: form, derive };
    if (file.mac !== undefined) {
      if (!(await matchesPkcs12Mac(file.mac, file.content, work))) continue;
      macMatched = true;
    }
    const content = await decryptContent(file, work);
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

async function decryptContent(file: Pkcs12File, work: PasswordWork): Promise<Pkcs12Content | undefined> {
  const opened = [];
  for (const safe of file.encryptedSafes) {
    const contents = await openSealedValue(safe, work);
    if (contents === undefined) return undefined;
    opened.push(readSafe(contents));
  }
  const hidden = joinSafes(opened).shroudedKeys.map(({ encryption }) => encryption.iterations);
  // Keys inside encrypted safes show their iterations only now.
  assertIterations([...countIterations(file), ...hidden]);
  const { certificates, keys, shroudedKeys } = joinSafes([file.plain, ...opened]);
  const openedKeys = [...keys];
  for (const shrouded of shroudedKeys) {
    const key = await openSealedValue(shrouded, work);
    if (key === undefined) return undefined;
    openedKeys.push(key);
  }
  return { certificates, keys: openedKeys };
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
function readEncryptedSafe(contentInfo: Asn1): SealedValue {
  const [, tagged] = childrenOf(contentInfo, 'encrypted safe');
  const [, info] = childrenOf(childrenOf(tagged, 'encrypted safe')[0], 'encrypted safe');
  const [, algorithm, ciphertext] = childrenOf(info, 'encrypted safe');
  return parseSealedValue(algorithm, ciphertext);
}
