import { createDecipheriv, pbkdf2 } from 'node:crypto';
import { derivePkcs12InPieces, type Pkcs12Derivation } from './pkcs12-key-derivation.js';

/** PBKDF2, as a file names it. Source: RFC 8018, section 5.2. */
export interface Pbkdf2Derivation {
  readonly kind: 'pbkdf2';
  /** UTF-8. */
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
  /** As node:crypto names it. */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
}

/** Bytes that a password is to be turned into. */
export type KeyDerivation = Pbkdf2Derivation | Pkcs12Derivation;

/** Turns a password into the bytes of a key. It can take seconds, and must not hold the caller's thread meanwhile. */
export type DeriveKey = (derivation: KeyDerivation) => Promise<Uint8Array>;

/** Derives without another thread of JavaScript: PBKDF2 beside this one, PKCS#12's own derivation a piece at a time. */
export const deriveKey: DeriveKey = (derivation) =>
  derivation.kind === 'pbkdf2' ? derivePbkdf2(derivation) : derivePkcs12(derivation);

function derivePbkdf2({ password, salt, iterations, hash, size }: Pbkdf2Derivation): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    pbkdf2(password, salt, iterations, size, hash, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

async function derivePkcs12(derivation: Pkcs12Derivation): Promise<Uint8Array> {
  const pieces = derivePkcs12InPieces(derivation);
  for (;;) {
    const piece = pieces.next();
    if (piece.done === true) return piece.value;
    await new Promise(setImmediate);
  }
}

/**
 * Decrypts a small, padded ciphertext in one piece.
 *
 * @returns undefined when the padding is wrong, as it mostly is under a wrong password.
 */
export function openCbc(options: {
  /** The name that node:crypto has for it. */
  readonly cipher: string;
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
}): Uint8Array | undefined {
  const decipher = createDecipheriv(options.cipher, options.key, options.iv);
  const start = decipher.update(options.ciphertext);
  try {
    return Buffer.concat([start, decipher.final()]);
  } catch {
    return undefined;
  }
}
