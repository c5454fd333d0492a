import { randomBytes } from 'node:crypto';
import { createTagCalculator } from '../../crypto/authentication-tag.js';
import {
  DATA_FILE_HEADER_SIZE,
  type DataFileHeader,
  parseDataFileHeader,
} from '../../crypto/data-file-header.js';
import type { StagedBytes } from './staged-bytes.js';
import type { StoreFileReader } from '../store.js';
import { createReferencedBytes } from './referenced-bytes.js';
import { SEGMENT_SIZE, type SegmentDigester, type SegmentKey } from './segment-digests.js';
import type { SnapshotKey } from './snapshot-key.js';

/** A data file that was read once, from its first byte to its end. */
export interface HashedFile {
  readonly header: DataFileHeader;
  readonly ciphertext: StagedBytes;
  /** Computed over the ciphertext; to be compared with the header's. */
  readonly tag: Uint8Array;
  /** CRC-32 of the plaintext of each segment. Not to be looked at before the tag has matched. */
  readonly segmentCrcs: Uint32Array;
}

/**
 * Reads a data file once, computing its tag and the digests of its segments, and leaves the ciphertext where it is
 * (see {@link createReferencedBytes}). Memory: the digester's buffers, and 20 bytes for each segment.
 *
 * @throws INTEGRITY (finding HEADER_INVALID), UNSUPPORTED (finding HEADER_UNSUPPORTED), and what the store throws.
 */
export async function hashInPlace(
  reader: StoreFileReader,
  key: SnapshotKey,
  options: {
    readonly createDigester: (key: SegmentKey) => SegmentDigester;
    readonly onBytes?: (bytes: number) => void;
  },
): Promise<HashedFile> {
  const front = Buffer.alloc(DATA_FILE_HEADER_SIZE);
  const header = parseDataFileHeader(front.subarray(0, await reader.read(front, 0)));
  const segmentMacKey = randomBytes(32);
  const digester = options.createDigester({ aesKey: key.aesKey, iv: header.iv, segmentMacKey });
  const calculator = createTagCalculator(key.macKey);
  let sizeBytes = 0;
  for await (const segment of readSegments(reader, digester)) {
    sizeBytes += segment.length;
    const added = digester.add(segment);
    calculator.update(segment);
    await added;
    options.onBytes?.(segment.length);
  }
  const { macs, crcs: segmentCrcs } = await digester.finish();
  const range = { reader, fileOffset: DATA_FILE_HEADER_SIZE, sizeBytes, segmentMacKey, macs };
  return { header, ciphertext: createReferencedBytes(range), tag: calculator.digest(), segmentCrcs };
}

/** The ciphertext in segments; the next one is being read while one is looked at. */
async function* readSegments(reader: StoreFileReader, digester: SegmentDigester): AsyncGenerator<Uint8Array> {
  const beginSegment = (index: number): Promise<Uint8Array> => {
    const segment = readSegment(reader, digester, index);
    // It may fail while the segment before is still being looked at; whoever awaits it hears of it then.
    segment.catch(() => {});
    return segment;
  };
  let upcoming: Promise<Uint8Array> | undefined = beginSegment(0);
  try {
    for (let index = 1; upcoming !== undefined; index += 1) {
      const segment: Uint8Array = await upcoming;
      upcoming = segment.length === SEGMENT_SIZE ? beginSegment(index) : undefined;
      if (segment.length > 0) yield segment;
    }
  } finally {
    await upcoming?.catch(() => {});
  }
}

async function readSegment(
  reader: StoreFileReader,
  digester: SegmentDigester,
  index: number,
): Promise<Uint8Array> {
  const buffer = await digester.takeBuffer();
  return buffer.subarray(0, await reader.read(buffer, DATA_FILE_HEADER_SIZE + index * SEGMENT_SIZE));
}
