import { createDecipheriv } from 'node:crypto';

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
