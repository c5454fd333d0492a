import { createHmac, timingSafeEqual } from 'node:crypto';

/** Computes the tag of a ciphertext that comes in pieces. */
export interface TagCalculator {
  update(ciphertext: Uint8Array): void;
  /** Ends the computation. Called once. @returns 64 bytes */
  digest(): Uint8Array;
}

/** Begins an HMAC-SHA-512. Source: format specification, section 3; RFC 2104. */
export function createTagCalculator(macKey: Uint8Array): TagCalculator {
  const hmac = createHmac('sha512', macKey);
  return {
    update(ciphertext) {
      hmac.update(ciphertext);
    },
    digest: () => hmac.digest(),
  };
}

/** Compares two tags in a time that depends on their lengths only. */
export function equalTags(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
