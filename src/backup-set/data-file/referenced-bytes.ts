import { createFindingError } from '../../core/errors/finding-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { equalTags } from '../../crypto/authentication-tag.js';
import type { StagedBytes } from './staged-bytes.js';
import type { StoreFileReader } from '../store.js';
import { computeSegmentMac, SEGMENT_SIZE } from './segment-digests.js';

/** Bytes that were read once, and what it takes to know them again. */
export interface ReferencedRange {
  readonly reader: StoreFileReader;
  /** Where they begin in the file. */
  readonly fileOffset: number;
  readonly sizeBytes: number;
  readonly segmentMacKey: Uint8Array;
  /** One per segment. */
  readonly macs: Uint8Array;
}

/**
 * Bytes that stay where they are instead of being copied. Each segment that is read again must have the MAC it had
 * when it was read first, under a key that never leaves this process: what is given out are the very bytes that were
 * read once, or nothing. No disk is written.
 *
 * `read` throws INTEGRITY (finding TAG_MISMATCH) when the file has changed since, and what the store throws.
 */
export function createReferencedBytes(range: ReferencedRange): StagedBytes {
  let cached: { readonly index: number; readonly bytes: Uint8Array } | undefined;
  const readSegment = async (index: number): Promise<Uint8Array> => {
    if (cached?.index === index) return cached.bytes;
    const bytes = await readAgain(range, index);
    cached = { index, bytes };
    return bytes;
  };
  return {
    sizeBytes: range.sizeBytes,
    async read(target, offset) {
      if (!Number.isSafeInteger(offset) || offset < 0 || offset + target.length > range.sizeBytes) {
        throw new RestackError(
          'INTEGRITY',
          `read of ${target.length} bytes at ${offset} of ${range.sizeBytes}`,
        );
      }
      let done = 0;
      while (done < target.length) {
        const index = Math.floor((offset + done) / SEGMENT_SIZE);
        const segment = await readSegment(index);
        const part = segment.subarray(offset + done - index * SEGMENT_SIZE).subarray(0, target.length - done);
        target.set(part, done);
        done += part.length;
      }
    },
    dispose: async () => {
      cached = undefined;
      await range.reader.close();
    },
  };
}

async function readAgain(range: ReferencedRange, index: number): Promise<Uint8Array> {
  const start = index * SEGMENT_SIZE;
  const bytes = Buffer.allocUnsafeSlow(Math.min(SEGMENT_SIZE, range.sizeBytes - start));
  const length = await range.reader.read(bytes, range.fileOffset + start);
  const mac = computeSegmentMac(range.segmentMacKey, index, bytes);
  if (length === bytes.length && equalTags(mac, range.macs.subarray(16 * index, 16 * index + 16)))
    return bytes;
  throw createFindingError('TAG_MISMATCH', 'the file changed while it was being proved');
}
