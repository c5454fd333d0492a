import { crc32 } from 'node:zlib';
import { createCrcCombiner } from './crc32-combine.js';
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
