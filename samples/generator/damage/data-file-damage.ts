import { type DamageByCase, flipBit, LEGACY, ONE, PAIR, setInt16 } from './damage.js';
import { stableBytes } from '../stable-values.js';

/** Where the ciphertext begins. Source: format specification, section 3. */
const CIPHERTEXT = 90;

/** Fills up to whole blocks, and ends in the given bytes. */
const endIn = (last: readonly number[]) => (plaintext: Uint8Array) => {
  const fill = 16 - (plaintext.length % 16);
  const bytes = Buffer.concat([plaintext, Buffer.alloc(fill < last.length ? fill + 16 : fill, 7)]);
  bytes.set(last, bytes.length - last.length);
  return bytes;
};

export const HEADER_DAMAGE: DamageByCase = {
  'header-tag': { ...PAIR, dataFile: setInt16(0, 2) },
  'header-encryption': { ...PAIR, dataFile: setInt16(2, 1) },
  'header-authentication': { ...ONE, dataFile: setInt16(4, 7) },
  'header-iv-length': { ...ONE, dataFile: setInt16(6, 12) },
  'header-iv-length-negative': { ...ONE, dataFile: setInt16(6, -16) },
  'header-tag-length': { ...ONE, dataFile: setInt16(8, 32) },
  'header-tag-length-zero': { ...ONE, dataFile: setInt16(8, 0) },
  'header-tag-length-huge': { ...ONE, dataFile: setInt16(8, 32_767) },
  'header-cut-short': { ...ONE, dataFile: (file) => file.subarray(0, 9) },
  'header-cut-in-iv': { ...ONE, dataFile: (file) => file.subarray(0, 20) },
  'header-cut-in-tag': { ...ONE, dataFile: (file) => file.subarray(0, 89) },
  'data-file-empty': { ...ONE, dataFile: () => Buffer.alloc(0) },
};

export const TAG_DAMAGE: DamageByCase = {
  'tag-bit': { ...PAIR, dataFile: flipBit(30) },
  'tag-last-bit': { ...ONE, dataFile: flipBit(89, 7) },
  'tag-zero': { ...ONE, dataFile: (file) => file.fill(0, 26, CIPHERTEXT) },
  'legacy-tag-bit': { ...LEGACY, dataFile: flipBit(30) },
};

/** The tag does not cover the IV; the ZIP headers tell. */
export const IV_DAMAGE: DamageByCase = {
  'iv-signature': { ...ONE, dataFile: flipBit(10) },
  'iv-version': { ...ONE, dataFile: flipBit(14) },
  'iv-flags': { ...ONE, dataFile: flipBit(16, 1) },
  'iv-method': { ...ONE, dataFile: flipBit(18) },
  'iv-time': { ...ONE, dataFile: flipBit(20) },
  'iv-date': { ...ONE, dataFile: flipBit(22) },
  'iv-crc': { ...ONE, dataFile: flipBit(25, 7) },
};

export const CIPHERTEXT_DAMAGE: DamageByCase = {
  'ciphertext-bit': { ...PAIR, dataFile: flipBit(CIPHERTEXT) },
  'ciphertext-last-bit': { ...ONE, dataFile: flipBit(-1, 7) },
  'ciphertext-block-lost': { ...ONE, dataFile: (file) => file.subarray(0, -16) },
  'ciphertext-block-more': {
    ...ONE,
    dataFile: (file) => Buffer.concat([file, stableBytes('one block more', 16)]),
  },
  'ciphertext-blocks-swapped': {
    ...ONE,
    dataFile: (file) =>
      Buffer.concat([
        file.subarray(0, CIPHERTEXT),
        file.subarray(CIPHERTEXT + 16, CIPHERTEXT + 32),
        file.subarray(CIPHERTEXT, CIPHERTEXT + 16),
        file.subarray(CIPHERTEXT + 32),
      ]),
  },
  'ciphertext-byte-lost': { ...ONE, dataFile: (file) => file.subarray(0, -1) },
  'ciphertext-missing': { ...ONE, dataFile: (file) => file.subarray(0, CIPHERTEXT) },
  'padding-zero': { ...ONE, padded: endIn([0]) },
  'padding-too-long': { ...ONE, padded: endIn([17]) },
  'padding-mixed': { ...ONE, padded: endIn([3, 2, 3]) },
};
