import { RestackError } from '../../../core/errors/restack-error.js';
import { type Asn1, childrenOf, objectIdentifierOf, octetsOf, parseAsn1 } from '../asn1/asn1.js';
import type { PasswordForm } from './certificate-password.js';
import { damagedFile } from '../damaged-file.js';
import { describeAlgorithm, OID } from '../asn1/object-identifiers.js';
import { decryptPbes2 } from './pbes2.js';
import { decryptPkcs12, isPkcs12Encryption } from './pkcs12-encryption.js';

/**
 * Decrypts what a password protects; each algorithm takes the password in its own encoding.
 *
 * @param algorithm AlgorithmIdentifier.
 * @throws UNSUPPORTED when the algorithm is not read or its parameters are damaged or out of bounds.
 * @returns the ASN.1 value that was encrypted; undefined when the password is not the right one.
 */
export function decryptWithPassword(
  algorithm: Asn1 | undefined,
  ciphertext: Uint8Array,
  password: PasswordForm,
): Asn1 | undefined {
  const [identifier, parameters] = childrenOf(algorithm, 'encryption algorithm');
  const oid = objectIdentifierOf(identifier, 'encryption algorithm');
  // Every cipher that is read here has blocks of 8 or 16 bytes.
  if (ciphertext.length === 0 || ciphertext.length % 8 !== 0)
    throw damagedFile('its ciphertext is cut short');
  const plaintext = openWith(oid, { parameters, ciphertext, password });
  // A wrong password passes for the right one by its padding about once in 256 times, and never by what it yields.
  return plaintext === undefined ? undefined : parseAsn1(plaintext);
}

/**
 * Decrypts an EncryptedPrivateKeyInfo.
 *
 * @throws UNSUPPORTED as {@link decryptWithPassword} does.
 * @returns the PrivateKeyInfo; undefined when the password is not the right one.
 * Source: RFC 5958, section 3.
 */
export function decryptPrivateKeyInfo(encrypted: Asn1 | undefined, password: PasswordForm): Asn1 | undefined {
  const [algorithm, ciphertext] = childrenOf(encrypted, 'encrypted private key');
  return decryptWithPassword(algorithm, octetsOf(ciphertext, 'encrypted private key'), password);
}

function openWith(
  oid: string,
  sealed: {
    readonly parameters: Asn1 | undefined;
    readonly ciphertext: Uint8Array;
    readonly password: PasswordForm;
  },
): Uint8Array | undefined {
  const { parameters, ciphertext, password } = sealed;
  const { utf8, utf16, budget } = password;
  if (oid === OID.pbes2) return decryptPbes2({ parameters, ciphertext, password: utf8, budget });
  if (isPkcs12Encryption(oid)) {
    return decryptPkcs12({ oid, parameters, ciphertext, password: utf16, budget });
  }
  throw new RestackError(
    'UNSUPPORTED',
    `the file is encrypted with ${describeAlgorithm(oid)}, which is not read`,
  );
}
