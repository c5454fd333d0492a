import { crc32 } from 'node:zlib';
import { type ByteRange, type RandomAccess, streamRange } from './random-access.js';

/**
 * Gives a plaintext whose spans have been summed already the CRC-32 of any range of it: the sums of the spans inside are
 * put together, and only the ends of the range are read.
 *
 * @param crcs one per span of the ciphertext. The last one covers the padding and is not used.
 */
export function withSpanCrcs(plaintext: RandomAccess, crcs: Uint32Array, spanBytes: number): RandomAccess {
  const appendSpan = createCrcCombiner(spanBytes);
  const sumRead = async (range: ByteRange, start: number): Promise<number> => {
    let crc = start;
    for await (const piece of streamRange(plaintext, range)) crc = crc32(piece, crc);
    return crc;
  };
  const pieces = plaintext.pieces?.bind(plaintext);
  return {
    sizeBytes: plaintext.sizeBytes,
    read: async (offset, length) => plaintext.read(offset, length),
    ...(pieces === undefined ? {} : { pieces }),
    async computeCrc({ offset, length }) {
      const end = offset + length;
      const first = Math.ceil(offset / spanBytes);
      const last = Math.min(Math.floor(end / spanBytes), crcs.length - 1);
      if (first >= last) return sumRead({ offset, length }, 0);
      let crc = await sumRead({ offset, length: first * spanBytes - offset }, 0);
      for (const sum of crcs.subarray(first, last)) crc = appendSpan(crc, sum);
      const tail = last * spanBytes;
      return sumRead({ offset: tail, length: end - tail }, crc);
    },
  };
}

/** The polynomial of CRC-32, lowest power in the highest bit. Source: ISO 3309; RFC 1952, section 8. */
const POLYNOMIAL = 0xedb88320;
const ONE = 0x80000000;

/**
 * Prepares to append pieces of one length to a CRC-32 without their bytes.
 *
 * @param lengthBytes length of each piece appended.
 * @returns the CRC-32 of A followed by B, from the CRC-32 of each.
 */
export function createCrcCombiner(lengthBytes: number): (crcA: number, crcB: number) => number {
  // Appending n bits multiplies the polynomial of what stands before by x^n.
  const shift = powerOfX(8 * lengthBytes);
  return (crcA, crcB) => (multiply(shift, crcA) ^ crcB) >>> 0;
}

/** x^exponent modulo the polynomial, by squaring. */
function powerOfX(exponent: number): number {
  let result = ONE;
  let square = ONE >>> 1;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiply(square, result);
    square = multiply(square, square);
  }
  return result;
}

/** The product of two polynomials modulo the polynomial of CRC-32. */
function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if ((a & bit) !== 0) product ^= shifted;
    shifted = (shifted & 1) === 0 ? shifted >>> 1 : (shifted >>> 1) ^ POLYNOMIAL;
  }
  return product >>> 0;
}
