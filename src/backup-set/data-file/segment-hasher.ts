import { createTagCalculator, type TagCalculator } from '../../crypto/authentication-tag.js';
import type { StoreFileReader } from '../store.js';
import { DATA_FILE_HEADER_SIZE } from '../../crypto/data-file-header.js';
import { MIB } from '../../core/sizes.js';

/** Ciphertext is read and hashed in segments of this many bytes; the last one of a file may be shorter. */
export const SEGMENT_SIZE = MIB;

/**
 * Computes the tag over the segments of one file, here or in another thread. It owns the buffers, few and used again
 * and again: fresh memory for every segment would cost as much as decrypting it.
 */
export interface SegmentHasher {
  /** Reads that may be under way while a segment is looked at. */
  readonly readAhead: number;
  /**
   * A buffer for the next segment, as long as the segment may be; resolves when one is free. It stays the segment's
   * while `readAhead` buffers are taken after it. An empty one ends the file.
   */
  takeBuffer(): Promise<Uint8Array>;
  /** Takes the next segment, which stands at the start of the buffer that was taken for it. */
  add(segment: Uint8Array): void;
  /** The tag of all segments, 64 bytes. */
  finish(): Promise<Uint8Array>;
}

/** Computes the tag over segments that are at hand, in their order. */
export function createSegmentTag(macKey: Uint8Array): TagCalculator {
  return createTagCalculator(macKey);
}

/** Hashes in this thread; the next segment is read meanwhile. */
export function createLocalHasher(macKey: Uint8Array): SegmentHasher {
  const buffers = [Buffer.allocUnsafeSlow(SEGMENT_SIZE), Buffer.allocUnsafeSlow(SEGMENT_SIZE)] as const;
  const tag = createSegmentTag(macKey);
  let taken = 0;
  return {
    readAhead: 1,
    takeBuffer: async () => {
      taken += 1;
      return buffers[taken % 2 === 0 ? 0 : 1];
    },
    add: (segment) => tag.update(segment),
    finish: async () => tag.digest(),
  };
}

/**
 * Reads the ciphertext of a data file once, from its first byte to its end, through a hasher.
 *
 * @param onSegment sees each segment in its order. The segment is good until this returns.
 * @returns the tag that was computed, and the size of the ciphertext.
 */
export async function hashSegments(
  reader: StoreFileReader,
  hasher: SegmentHasher,
  onSegment: (segment: Uint8Array) => void,
): Promise<{ readonly tag: Uint8Array; readonly sizeBytes: number }> {
  let sizeBytes = 0;
  for await (const segment of readSegments(reader, hasher)) {
    hasher.add(segment);
    onSegment(segment);
    sizeBytes += segment.length;
  }
  return { tag: await hasher.finish(), sizeBytes };
}

interface ReadSegment {
  readonly bytes: Uint8Array;
  /** True when the file went on to the end of the buffer, and may go on behind it. */
  readonly full: boolean;
}

async function* readSegments(reader: StoreFileReader, hasher: SegmentHasher): AsyncGenerator<Uint8Array> {
  const underWay: Promise<ReadSegment>[] = [];
  let begun = 0;
  const beginUpTo = (count: number): void => {
    while (underWay.length < count) {
      const segment = readSegment(reader, hasher, DATA_FILE_HEADER_SIZE + begun * SEGMENT_SIZE);
      // It may fail while a segment before is still being looked at; whoever awaits it hears of it then.
      segment.catch(() => {});
      underWay.push(segment);
      begun += 1;
    }
  };
  try {
    for (let goesOn = true; goesOn;) {
      beginUpTo(1);
      const segment = await underWay.shift();
      goesOn = segment?.full === true;
      if (goesOn) beginUpTo(hasher.readAhead);
      if (segment !== undefined && segment.bytes.length > 0) yield segment.bytes;
    }
  } finally {
    // Nothing may be read into the buffers, or from the file, once this has ended.
    await Promise.allSettled(underWay);
  }
}

async function readSegment(
  reader: StoreFileReader,
  hasher: SegmentHasher,
  position: number,
): Promise<ReadSegment> {
  const buffer = await hasher.takeBuffer();
  const length = buffer.length === 0 ? 0 : await reader.read(buffer, position);
  return { bytes: buffer.subarray(0, length), full: length > 0 && length === buffer.length };
}
