import type { PasswordForm } from './certificate-password.js';
import type { DeriveKey } from './key-derivation.js';

/** A password, and who turns it into keys. */
export interface PasswordWork {
  readonly password: PasswordForm;
  readonly derive: DeriveKey;
}

/** A way to encrypt with a password, with all its parameters. */
export interface PasswordEncryption {
  /** Of the key derivation. */
  readonly iterations: number;
  /** Bytes that a ciphertext is a multiple of. */
  readonly blockSize: number;
  /** Undefined when the padding is wrong, as it mostly is under a wrong password. */
  decrypt(ciphertext: Uint8Array, work: PasswordWork): Promise<Uint8Array | undefined>;
}
