import {
  type Asn1,
  childrenOf,
  integerOf,
  isInteger,
  isSequence,
  objectIdentifierOf,
  octetsOf,
} from '../asn1/asn1.js';
import { damagedFile } from '../certificate-faults.js';
import { OID } from '../asn1/object-identifiers.js';
import { algorithmNotRead } from '../unsupported-algorithm.js';
import { openCbc } from './key-derivation.js';
import type { PasswordEncryption } from './encryption-scheme.js';

interface BlockCipher {
  readonly cipher: string;
  readonly keySize: number;
  /** As long as the IV. */
  readonly blockSize: number;
}

const CIPHERS: Readonly<Record<string, BlockCipher>> = {
  '1.2.840.113549.3.7': { cipher: 'des-ede3-cbc', keySize: 24, blockSize: 8 },
  '2.16.840.1.101.3.4.1.2': { cipher: 'aes-128-cbc', keySize: 16, blockSize: 16 },
  '2.16.840.1.101.3.4.1.22': { cipher: 'aes-192-cbc', keySize: 24, blockSize: 16 },
  '2.16.840.1.101.3.4.1.42': { cipher: 'aes-256-cbc', keySize: 32, blockSize: 16 },
};

const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/**
 * Reads PBES2: PBKDF2, then AES or 3DES in CBC mode. Its password is UTF-8, where PKCS#12 itself takes UTF-16.
 *
 * @throws UNSUPPORTED when the parameters name an algorithm that is not read, are damaged, or out of bounds.
 * Source: RFC 8018, section 6.2 and appendix A.4.
 */
export function parsePbes2(parameters: Asn1 | undefined): PasswordEncryption {
  const [derivation, encryption] = childrenOf(parameters, 'encryption parameters');
  // All algorithms first: under one that is not read, parameters are of other lengths.
  const [cipher, ivNode] = readCipher(encryption);
  const { hash, salt, iterations, keySize } = readKeyDerivation(derivation);
  const iv = octetsOf(ivNode, 'IV');
  if (iv.length !== cipher.blockSize) throw damagedFile('its IV has the wrong length');
  if (keySize !== undefined && keySize !== cipher.keySize) throw damagedFile('its key has the wrong length');
  return {
    iterations,
    blockSize: cipher.blockSize,
    async decrypt(ciphertext, { password, derive }) {
      const wanted = { salt, iterations, hash, size: cipher.keySize };
      const key = await derive({ kind: 'pbkdf2', password: password.utf8, ...wanted });
      return openCbc({ cipher: cipher.cipher, key, iv, ciphertext });
    },
  };
}

function readCipher(node: Asn1 | undefined): readonly [BlockCipher, Asn1 | undefined] {
  const [algorithm, parameters] = childrenOf(node, 'encryption scheme');
  const oid = objectIdentifierOf(algorithm, 'encryption scheme');
  const cipher = CIPHERS[oid];
  if (cipher === undefined) throw algorithmNotRead('is encrypted with', oid);
  return [cipher, parameters];
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
  if (oid !== OID.pbkdf2) throw algorithmNotRead('has its key derived with', oid);
  const [salt, count, ...optional] = childrenOf(parameters, 'key derivation parameters');
  const hash = readHmac(optional.find((part) => isSequence(part)));
  const length = optional.find((part) => isInteger(part));
  return {
    salt: octetsOf(salt, 'salt'),
    iterations: integerOf(count, 'iteration count'),
    keySize: length === undefined ? undefined : integerOf(length, 'key length'),
    hash,
  };
}

function readHmac(node: Asn1 | undefined): string {
  if (node === undefined) return 'sha1';
  const oid = objectIdentifierOf(childrenOf(node, 'HMAC')[0], 'HMAC');
  const hash = HMACS[oid];
  if (hash === undefined) throw algorithmNotRead('has its key derived with', oid);
  return hash;
}
