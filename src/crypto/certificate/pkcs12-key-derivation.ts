import forge from 'node-forge';
import { assertIterationCount } from './iteration-count.js';

/** The hashes that PKCS#12 files derive keys with. */
export type Pkcs12Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** What the derived bytes are for: the `ID` of RFC 7292, appendix B.3. */
export type DerivedUse = 'key' | 'iv' | 'mac';

const USE_IDS: Readonly<Record<DerivedUse, number>> = { key: 1, iv: 2, mac: 3 };

/** The input of the derivation, as the file names it. */
export interface Pkcs12Derivation {
  /** UTF-16 code units; null is no bytes at all, not even the closing zero. */
  readonly password: string | null;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly hash: Pkcs12Hash;
}

/**
 * Derives `size` bytes from a password.
 *
 * @throws UNSUPPORTED when the number of iterations is out of bounds.
 * Source: RFC 7292, appendix B.2.
 */
export function derivePkcs12Bytes(
  derivation: Pkcs12Derivation,
  wanted: { readonly use: DerivedUse; readonly size: number },
): Uint8Array {
  assertIterationCount(derivation.iterations);
  const derived = forge.pkcs12.generateKey(
    derivation.password,
    forge.util.createBuffer(Buffer.from(derivation.salt).toString('latin1')),
    USE_IDS[wanted.use],
    derivation.iterations,
    wanted.size,
    forge.md[derivation.hash].create(),
  );
  return Buffer.from(derived.getBytes(), 'latin1');
}
