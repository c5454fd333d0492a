import type { KeyObject } from 'node:crypto';

/** A certificate's private key, ready to unwrap. */
export interface CertificateKey {
  readonly kind: 'certificate';
  /** SHA-1 of the certificate, 40 upper-case hexadecimal digits. */
  readonly thumbprint: string;
  readonly privateKey: KeyObject;
  readonly notAfter: Date;
}

/** The operator's legacy key: the 64 bytes of the compact key itself. */
export interface LegacyKey {
  readonly kind: 'legacy';
  readonly compactKey: Uint8Array;
}

/**
 * The keys that a command was given. Opening may ask for a password, so it happens on demand and once per certificate.
 */
export interface Keyring {
  /**
   * The key for a thumbprint; undefined when no given certificate has it.
   * @throws WRONG_PASSWORD when the matching file does not open.
   */
  findCertificateKey(thumbprint: string): Promise<CertificateKey | undefined>;
  /** The legacy key; undefined when none was given. */
  findLegacyKey(): Promise<LegacyKey | undefined>;
}
