import { pbkdf2Sync } from 'node:crypto';
import { RestackError } from '../../../core/errors/restack-error.js';
import {
  type Asn1,
  childrenOf,
  integerOf,
  isInteger,
  isSequence,
  objectIdentifierOf,
  octetsOf,
} from '../asn1/asn1.js';
import { damagedFile } from '../damaged-file.js';
import type { IterationBudget } from './iteration-count.js';
import { describeAlgorithm, OID } from '../asn1/object-identifiers.js';
import { openCbc } from './padded-cbc.js';

interface BlockCipher {
  readonly cipher: string;
  readonly keySize: number;
  readonly ivSize: number;
}

const CIPHERS: Readonly<Record<string, BlockCipher>> = {
  '1.2.840.113549.3.7': { cipher: 'des-ede3-cbc', keySize: 24, ivSize: 8 },
  '2.16.840.1.101.3.4.1.2': { cipher: 'aes-128-cbc', keySize: 16, ivSize: 16 },
  '2.16.840.1.101.3.4.1.22': { cipher: 'aes-192-cbc', keySize: 24, ivSize: 16 },
  '2.16.840.1.101.3.4.1.42': { cipher: 'aes-256-cbc', keySize: 32, ivSize: 16 },
};

const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/**
 * Decrypts with PBES2: PBKDF2, then AES or 3DES in CBC mode.
 *
 * @param options `password` is UTF-8, where PKCS#12 itself takes UTF-16.
 * @throws UNSUPPORTED when the parameters are damaged, out of bounds, or name an algorithm that is not read.
 * @returns undefined when the password is not the right one (most of the time: the padding is all there is to tell).
 * Source: RFC 8018, section 6.2 and appendix A.4.
 */
export function decryptPbes2(options: {
  readonly parameters: Asn1 | undefined;
  readonly password: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly budget: IterationBudget;
}): Uint8Array | undefined {
  const [derivation, encryption] = childrenOf(options.parameters, 'encryption parameters');
  const { cipher, iv } = readEncryptionScheme(encryption);
  const { salt, iterations, hash, keySize } = readKeyDerivation(derivation);
  if (keySize !== undefined && keySize !== cipher.keySize) throw damagedFile('its key has the wrong length');
  options.budget.spend(iterations);
  const key = pbkdf2Sync(options.password, salt, iterations, cipher.keySize, hash);
  return openCbc({ cipher: cipher.cipher, key, iv, ciphertext: options.ciphertext });
}

function readEncryptionScheme(node: Asn1 | undefined): {
  readonly cipher: BlockCipher;
  readonly iv: Uint8Array;
} {
  const [algorithm, parameters] = childrenOf(node, 'encryption scheme');
  const oid = objectIdentifierOf(algorithm, 'encryption scheme');
  const cipher = CIPHERS[oid];
  if (cipher === undefined) throw notRead('its content encrypted', oid);
  const iv = octetsOf(parameters, 'IV');
  if (iv.length !== cipher.ivSize) throw damagedFile('its IV has the wrong length');
  return { cipher, iv };
}

/** PBKDF2-params: salt, iterationCount, keyLength OPTIONAL, prf DEFAULT hmacWithSHA1. */
function readKeyDerivation(node: Asn1 | undefined): {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly keySize: number | undefined;
  readonly hash: string;
} {
  const [algorithm, parameters] = childrenOf(node, 'key derivation');
  const oid = objectIdentifierOf(algorithm, 'key derivation');
  if (oid !== OID.pbkdf2) throw notRead('its key derived', oid);
  const [salt, count, ...optional] = childrenOf(parameters, 'key derivation parameters');
  const iterations = integerOf(count, 'iteration count');
  const length = optional.find((part) => isInteger(part));
  return {
    salt: octetsOf(salt, 'salt'),
    iterations,
    keySize: length === undefined ? undefined : integerOf(length, 'key length'),
    hash: readHmac(optional.find((part) => isSequence(part))),
  };
}

function readHmac(node: Asn1 | undefined): string {
  if (node === undefined) return 'sha1';
  const oid = objectIdentifierOf(childrenOf(node, 'HMAC')[0], 'HMAC');
  const hash = HMACS[oid];
  if (hash === undefined) throw notRead('its key derived', oid);
  return hash;
}

function notRead(what: string, oid: string): RestackError {
  return new RestackError(
    'UNSUPPORTED',
    `the file has ${what} with ${describeAlgorithm(oid)}, which is not read`,
  );
}
