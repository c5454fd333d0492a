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

/** One encoding of a password: the bytes that a file's writer may have hashed. */
export interface PasswordForm {
  /** UTF-16 code units for the key derivation of PKCS#12, which appends a zero; null is no bytes at all. */
  readonly utf16: string | null;
  /** UTF-8 bytes for PBKDF2. */
  readonly utf8: Uint8Array;
}

/**
 * The encodings that writers of certificate files use, the standard one first (RFC 7292, appendix B.1).
 *
 * An empty password is written in two ways, as the empty text and as nothing. OpenSSL before 1.1.0 widened each byte of
 * a UTF-8 password where PKCS#12 wants UTF-16.
 */
export function listPasswordForms(password: string | undefined): readonly PasswordForm[] {
  const utf8 = Buffer.from(password ?? '', 'utf8');
  if (utf8.length === 0) {
    return [
      { utf16: '', utf8 },
      { utf16: null, utf8 },
    ];
  }
  const widened = utf8.toString('latin1');
  const standard = { utf16: password ?? '', utf8 };
  return widened === password ? [standard] : [standard, { utf16: widened, utf8 }];
}
