import { type DamagedCase, flipBit, LEGACY, ONE, PAIR, setInt16 } from './damage.js';
import { stableBytes } from '../stable-values.js';

/** Where the ciphertext begins. Source: format specification, section 3. */
const CIPHERTEXT = 90;
const header = { exitCode: 22, findingCode: 'HEADER_INVALID' } as const;
const algorithm = { exitCode: 23, findingCode: 'HEADER_UNSUPPORTED' } as const;
const tag = { exitCode: 22, findingCode: 'TAG_MISMATCH' } as const;
const truncated = { exitCode: 22, findingCode: 'CIPHERTEXT_TRUNCATED' } as const;
/** The tag does not cover the IV; the ZIP headers tell. */
const iv = { exitCode: 22, findingCode: 'ZIP_DAMAGED' } as const;
const padding = { exitCode: 22, findingCode: 'PADDING_INVALID' } as const;

/** Fills up to whole blocks, and ends in the given bytes. */
const endIn = (last: readonly number[]) => (plaintext: Uint8Array) => {
  const fill = 16 - (plaintext.length % 16);
  const bytes = Buffer.concat([plaintext, Buffer.alloc(fill < last.length ? fill + 16 : fill, 7)]);
  bytes.set(last, bytes.length - last.length);
  return bytes;
};

export const HEADER_CASES: readonly DamagedCase[] = [
  {
    ...header,
    name: 'header-tag',
    description: 'the header tag is 2',
    damage: { ...PAIR, dataFile: setInt16(0, 2) },
  },
  {
    ...algorithm,
    name: 'header-encryption',
    description: 'the header names an unknown encryption',
    damage: { ...PAIR, dataFile: setInt16(2, 1) },
  },
  {
    ...algorithm,
    name: 'header-authentication',
    description: 'the header names an unknown authentication',
    damage: { ...ONE, dataFile: setInt16(4, 7) },
  },
  {
    ...header,
    name: 'header-iv-length',
    description: 'the IV is said to be 12 bytes long',
    damage: { ...ONE, dataFile: setInt16(6, 12) },
  },
  {
    ...header,
    name: 'header-iv-length-negative',
    description: 'the IV is said to be -16 bytes long',
    damage: { ...ONE, dataFile: setInt16(6, -16) },
  },
  {
    ...header,
    name: 'header-tag-length',
    description: 'the tag is said to be 32 bytes long',
    damage: { ...ONE, dataFile: setInt16(8, 32) },
  },
  {
    ...header,
    name: 'header-tag-length-zero',
    description: 'the tag is said to have no bytes',
    damage: { ...ONE, dataFile: setInt16(8, 0) },
  },
  {
    ...header,
    name: 'header-tag-length-huge',
    description: 'the tag is said to be longer than the file',
    damage: { ...ONE, dataFile: setInt16(8, 32_767) },
  },
  {
    ...header,
    name: 'header-cut-short',
    description: 'the data file ends in its header',
    damage: { ...ONE, dataFile: (file) => file.subarray(0, 9) },
  },
  {
    ...header,
    name: 'header-cut-in-iv',
    description: 'the data file ends in its IV',
    damage: { ...ONE, dataFile: (file) => file.subarray(0, 20) },
  },
  {
    ...header,
    name: 'header-cut-in-tag',
    description: 'the data file ends in its tag',
    damage: { ...ONE, dataFile: (file) => file.subarray(0, 89) },
  },
  {
    ...header,
    name: 'data-file-empty',
    description: 'the data file has no bytes',
    damage: { ...ONE, dataFile: () => Buffer.alloc(0) },
  },
];

export const TAG_CASES: readonly DamagedCase[] = [
  {
    ...tag,
    name: 'tag-bit',
    description: 'one bit of the tag is flipped',
    damage: { ...PAIR, dataFile: flipBit(30) },
  },
  {
    ...tag,
    name: 'tag-last-bit',
    description: 'the last bit of the tag is flipped',
    damage: { ...ONE, dataFile: flipBit(89, 7) },
  },
  {
    ...tag,
    name: 'tag-zero',
    description: 'the tag is all zeros',
    damage: { ...ONE, dataFile: (file) => file.fill(0, 26, CIPHERTEXT) },
  },
  {
    ...tag,
    name: 'legacy-tag-bit',
    description: 'one bit of the tag of a legacy set is flipped',
    keys: ['TEST-ONLY-legacy-key.txt'],
    damage: { ...LEGACY, dataFile: flipBit(30) },
  },
];

export const IV_CASES: readonly DamagedCase[] = [
  {
    ...iv,
    name: 'iv-signature',
    description: 'a bit of the IV that changes the signature of the archive',
    damage: { ...ONE, dataFile: flipBit(10) },
  },
  {
    ...iv,
    name: 'iv-version',
    description: 'a bit of the IV that changes the version in the first local header',
    damage: { ...ONE, dataFile: flipBit(14) },
  },
  {
    ...iv,
    name: 'iv-flags',
    description: 'a bit of the IV that changes the flags in the first local header',
    damage: { ...ONE, dataFile: flipBit(16, 1) },
  },
  {
    ...iv,
    name: 'iv-method',
    description: 'a bit of the IV that changes the method in the first local header',
    damage: { ...ONE, dataFile: flipBit(18) },
  },
  {
    ...iv,
    name: 'iv-time',
    description: 'a bit of the IV that changes the time in the first local header',
    damage: { ...ONE, dataFile: flipBit(20) },
  },
  {
    ...iv,
    name: 'iv-date',
    description: 'a bit of the IV that changes the date in the first local header',
    damage: { ...ONE, dataFile: flipBit(22) },
  },
  {
    ...iv,
    name: 'iv-crc',
    description: 'a bit of the IV that changes the CRC in the first local header',
    damage: { ...ONE, dataFile: flipBit(25, 7) },
  },
];

export const CIPHERTEXT_CASES: readonly DamagedCase[] = [
  {
    ...tag,
    name: 'ciphertext-bit',
    description: 'one bit of the ciphertext is flipped',
    damage: { ...PAIR, dataFile: flipBit(CIPHERTEXT) },
  },
  {
    ...tag,
    name: 'ciphertext-last-bit',
    description: 'the last bit of the ciphertext is flipped',
    damage: { ...ONE, dataFile: flipBit(-1, 7) },
  },
  {
    ...tag,
    name: 'ciphertext-block-lost',
    description: 'the last block of the ciphertext is lost',
    damage: { ...ONE, dataFile: (file) => file.subarray(0, -16) },
  },
  {
    ...tag,
    name: 'ciphertext-block-more',
    description: 'the ciphertext has one block more',
    damage: { ...ONE, dataFile: (file) => Buffer.concat([file, stableBytes('one block more', 16)]) },
  },
  {
    ...tag,
    name: 'ciphertext-blocks-swapped',
    description: 'the first two blocks of the ciphertext are swapped',
    damage: {
      ...ONE,
      dataFile: (file) =>
        Buffer.concat([
          file.subarray(0, CIPHERTEXT),
          file.subarray(CIPHERTEXT + 16, CIPHERTEXT + 32),
          file.subarray(CIPHERTEXT, CIPHERTEXT + 16),
          file.subarray(CIPHERTEXT + 32),
        ]),
    },
  },
  {
    ...truncated,
    name: 'ciphertext-byte-lost',
    description: 'the last byte of the ciphertext is lost',
    damage: { ...ONE, dataFile: (file) => file.subarray(0, -1) },
  },
  {
    ...truncated,
    name: 'ciphertext-missing',
    description: 'the data file ends behind its header',
    damage: { ...ONE, dataFile: (file) => file.subarray(0, CIPHERTEXT) },
  },
  {
    ...padding,
    name: 'padding-zero',
    description: 'the padding, under a right tag, is of zero bytes',
    damage: { ...ONE, padded: endIn([0]) },
  },
  {
    ...padding,
    name: 'padding-too-long',
    description: 'the padding, under a right tag, is longer than a block',
    damage: { ...ONE, padded: endIn([17]) },
  },
  {
    ...padding,
    name: 'padding-mixed',
    description: 'the padding, under a right tag, is of different bytes',
    damage: { ...ONE, padded: endIn([3, 2, 3]) },
  },
];
