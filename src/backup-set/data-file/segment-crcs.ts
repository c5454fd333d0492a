import { crc32 } from 'node:zlib';
import { createCrcCombiner } from './crc32-combine.js';
import { type ByteRange, type RandomAccess, streamRange } from './random-access.js';
import { SEGMENT_SIZE } from './segment-digests.js';

/**
 * Gives a plaintext whose segments have been summed already the CRC-32 of any range of it: the sums of the segments
 * inside are put together, and only the ends of the range are read.
 *
 * @param crcs one per segment of the ciphertext. The last one covers the padding and is not used.
 */
export function withSegmentCrcs(plaintext: RandomAccess, crcs: Uint32Array): RandomAccess {
  const appendSegment = createCrcCombiner(SEGMENT_SIZE);
  const sumRead = async (range: ByteRange, start: number): Promise<number> => {
    let crc = start;
    for await (const piece of streamRange(plaintext, range)) crc = crc32(piece, crc);
    return crc;
  };
  return {
    sizeBytes: plaintext.sizeBytes,
    read: async (offset, length) => plaintext.read(offset, length),
    async computeCrc({ offset, length }) {
      const end = offset + length;
      const first = Math.ceil(offset / SEGMENT_SIZE);
      const last = Math.min(Math.floor(end / SEGMENT_SIZE), crcs.length - 1);
      if (first >= last) return sumRead({ offset, length }, 0);
      let crc = await sumRead({ offset, length: first * SEGMENT_SIZE - offset }, 0);
      for (const sum of crcs.subarray(first, last)) crc = appendSegment(crc, sum);
      const tail = last * SEGMENT_SIZE;
      return sumRead({ offset: tail, length: end - tail }, crc);
    },
  };
}
