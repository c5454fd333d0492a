import { createHmac, timingSafeEqual } from 'node:crypto';

/** Takes a ciphertext in pieces and gives its tag once. */
export interface TagCalculator {
  update(ciphertext: Uint8Array): void;
  /** 64 bytes. Called once, at the end. */
  digest(): Uint8Array;
}

/** HMAC-SHA-512 over what follows. Source: format specification, section 3; RFC 2104. */
export function createTagCalculator(macKey: Uint8Array): TagCalculator {
  const hmac = createHmac('sha512', macKey);
  return {
    update(ciphertext) {
      hmac.update(ciphertext);
    },
    digest: () => hmac.digest(),
  };
}

/** Compares in a time that depends on the lengths only. */
export function equalTags(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
