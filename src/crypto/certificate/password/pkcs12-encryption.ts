import rc2 from 'node-forge/lib/rc2.js';
import util from 'node-forge/lib/util.js';
import { type Asn1, childrenOf, integerOf, octetsOf } from '../asn1/asn1.js';
import type { IterationBudget } from './iteration-count.js';
import { openCbc } from './padded-cbc.js';
import { derivePkcs12Bytes } from './pkcs12-key-derivation.js';

interface Pkcs12Cipher {
  /** Bytes. */
  readonly keySize: number;
  open(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined;
}

const IV_SIZE = 8;

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

/** True when the algorithm is one of PKCS#12's own. */
export function isPkcs12Encryption(oid: string): boolean {
  return Object.hasOwn(CIPHERS, oid);
}

/**
 * Decrypts with one of PKCS#12's own password-based encryptions.
 *
 * @param options `parameters` is SEQUENCE { salt OCTET STRING, iterations INTEGER }.
 * @throws UNSUPPORTED when the parameters are damaged or out of bounds.
 * @returns undefined when the password is not the right one (most of the time: the padding is all there is to tell).
 */
export function decryptPkcs12(options: {
  readonly oid: string;
  readonly parameters: Asn1 | undefined;
  readonly password: string | null;
  readonly ciphertext: Uint8Array;
  readonly budget: IterationBudget;
}): Uint8Array | undefined {
  const cipher = CIPHERS[options.oid];
  if (cipher === undefined) return undefined;
  const [salt, iterations] = childrenOf(options.parameters, 'encryption parameters');
  const derivation = {
    password: options.password,
    salt: octetsOf(salt, 'salt'),
    iterations: integerOf(iterations, 'iteration count'),
    hash: 'sha1',
  } as const;
  options.budget.spend(derivation.iterations);
  const key = derivePkcs12Bytes(derivation, { use: 'key', size: cipher.keySize });
  options.budget.spend(derivation.iterations);
  const iv = derivePkcs12Bytes(derivation, { use: 'iv', size: IV_SIZE });
  return cipher.open(key, iv, options.ciphertext);
}
