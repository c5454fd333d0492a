import rc2 from 'node-forge/lib/rc2.js';
import util from 'node-forge/lib/util.js';
import { type Asn1, childrenOf, integerOf, octetsOf } from '../asn1/asn1.js';
import { openCbc } from './key-derivation.js';
import { algorithmNotRead } from '../unsupported-algorithm.js';
import type { PasswordEncryption } from './encryption-scheme.js';

interface Pkcs12Cipher {
  /** Bytes. */
  readonly keySize: number;
  open(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined;
}

/** Of 3DES and RC2, and of their IVs. */
const BLOCK_SIZE = 8;

const tripleDes: Pkcs12Cipher = {
  keySize: 24,
  open: (key, iv, ciphertext) => openCbc({ cipher: 'des-ede3-cbc', key, iv, ciphertext }),
};

const twoKeyTripleDes: Pkcs12Cipher = {
  keySize: 16,
  open: (key, iv, ciphertext) => tripleDes.open(Buffer.concat([key, key.subarray(0, 8)]), iv, ciphertext),
};

/** node:crypto has no RC2; files of older Windows and OpenSSL hold their certificates under it. */
const rc2Cipher = (keySize: number): Pkcs12Cipher => ({
  keySize,
  open(key, iv, ciphertext) {
    const decipher = rc2.createDecryptionCipher(Buffer.from(key).toString('latin1'), keySize * 8);
    decipher.start(Buffer.from(iv).toString('latin1'));
    decipher.update(util.createBuffer(Buffer.from(ciphertext).toString('latin1')));
    return decipher.finish() ? Buffer.from(decipher.output.getBytes(), 'latin1') : undefined;
  },
});

/** The password-based encryptions of RFC 7292, appendix C. RC4 is not read. */
const CIPHERS: Readonly<Record<string, Pkcs12Cipher>> = {
  '1.2.840.113549.1.12.1.3': tripleDes,
  '1.2.840.113549.1.12.1.4': twoKeyTripleDes,
  '1.2.840.113549.1.12.1.5': rc2Cipher(16),
  '1.2.840.113549.1.12.1.6': rc2Cipher(5),
};

/**
 * Reads one of PKCS#12's own password-based encryptions.
 *
 * @param parameters SEQUENCE { salt OCTET STRING, iterations INTEGER }.
 * @throws UNSUPPORTED when it is none of them, or the parameters are damaged or out of bounds.
 */
export function parsePkcs12Encryption(oid: string, parameters: Asn1 | undefined): PasswordEncryption {
  const cipher = CIPHERS[oid];
  if (cipher === undefined) throw algorithmNotRead('is encrypted with', oid);
  const [saltNode, count] = childrenOf(parameters, 'encryption parameters');
  const salt = octetsOf(saltNode, 'salt');
  const iterations = integerOf(count, 'iteration count');
  return {
    iterations,
    blockSize: BLOCK_SIZE,
    async decrypt(ciphertext, { password, derive }) {
      const input = { kind: 'pkcs12', password: password.utf16, salt, iterations, hash: 'sha1' } as const;
      const key = await derive({ ...input, use: 'key', size: cipher.keySize });
      const iv = await derive({ ...input, use: 'iv', size: BLOCK_SIZE });
      return cipher.open(key, iv, ciphertext);
    },
  };
}
