import { type Asn1, childrenOf, objectIdentifierOf, octetsOf, parseAsn1 } from '../asn1/asn1.js';
import { OID } from '../asn1/object-identifiers.js';
import { damagedFile } from '../certificate-faults.js';
import type { PasswordEncryption, PasswordWork } from './encryption-scheme.js';
import { parsePbes2 } from './pbes2.js';
import { parsePkcs12Encryption } from './pkcs12-encryption.js';

/** A value that a password protects, before it is opened. */
export interface SealedValue {
  readonly encryption: PasswordEncryption;
  readonly ciphertext: Uint8Array;
}

/**
 * Reads how a value is encrypted, and the ciphertext of it. The algorithm is looked at before anything else, so that a
 * file under one that is not read is never taken for a damaged one.
 *
 * @param algorithm AlgorithmIdentifier.
 * @throws UNSUPPORTED when the algorithm is not read, or parameters or ciphertext are damaged.
 */
export function parseSealedValue(algorithm: Asn1 | undefined, ciphertext: Asn1 | undefined): SealedValue {
  const [identifier, parameters] = childrenOf(algorithm, 'encryption algorithm');
  const oid = objectIdentifierOf(identifier, 'encryption algorithm');
  const encryption = parseEncryption(oid, parameters);
  const bytes = octetsOf(ciphertext, 'ciphertext');
  if (bytes.length === 0 || bytes.length % encryption.blockSize !== 0)
    throw damagedFile('its ciphertext is cut short');
  return { encryption, ciphertext: bytes };
}

/**
 * Reads an EncryptedPrivateKeyInfo.
 *
 * @throws UNSUPPORTED as {@link parseSealedValue} does.
 * Source: RFC 5958, section 3.
 */
export function parseSealedKey(encrypted: Asn1 | undefined): SealedValue {
  const [algorithm, ciphertext] = childrenOf(encrypted, 'encrypted private key');
  return parseSealedValue(algorithm, ciphertext);
}

/**
 * Decrypts what a password protects; each algorithm takes the password in its own encoding.
 *
 * @returns the ASN.1 value that was encrypted; undefined when the password is not the right one.
 */
export async function openSealedValue(
  { encryption, ciphertext }: SealedValue,
  work: PasswordWork,
): Promise<Asn1 | undefined> {
  const plaintext = await encryption.decrypt(ciphertext, work);
  // A wrong password passes for the right one by its padding about once in 256 times, and never by what it yields.
  return plaintext === undefined ? undefined : parseAsn1(plaintext);
}

function parseEncryption(oid: string, parameters: Asn1 | undefined): PasswordEncryption {
  if (oid === OID.pbes2) return parsePbes2(parameters);
  return parsePkcs12Encryption(oid, parameters);
}
