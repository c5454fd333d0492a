import { formatCount } from '../../core/sizes.js';
import { DATA_FILE_HEADER_SIZE } from '../../crypto/data-file-header.js';
import type { StoreFileReader } from '../store.js';
import { type HashedFile, readHeader } from './hash-in-place.js';
import { createSegmentTag, hashSegments, SEGMENT_SIZE, type SegmentHasher } from './segment-hasher.js';
import type { SnapshotKey } from './snapshot-key.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { StagedBytes } from './staged-bytes.js';

/** Memory that one data file after the other is read into. */
export interface FileMemory {
  /** True where reads return at once, so that nothing is gained by beginning the next one early. */
  readonly blocking: boolean;
  /** Lends memory until the file is disposed of; undefined when there is not so much. */
  take(sizeBytes: number): Uint8Array | undefined;
}

/**
 * Reads a data file once into memory, computing its tag on the way.
 *
 * @returns undefined when it does not fit, or has grown beyond `sizeBytes`.
 * @throws INTEGRITY (finding HEADER_INVALID), UNSUPPORTED (finding HEADER_UNSUPPORTED), and what the store throws.
 */
export async function hashInMemory(
  reader: StoreFileReader,
  key: SnapshotKey,
  options: {
    readonly memory: FileMemory;
    readonly sizeBytes: number;
    readonly onBytes?: ((bytes: number) => void) | undefined;
  },
): Promise<HashedFile | undefined> {
  const expectedBytes = Math.max(0, options.sizeBytes - DATA_FILE_HEADER_SIZE);
  // A byte more than there should be: it stays unread unless the file has grown.
  const space = options.memory.take(expectedBytes + 1);
  if (space === undefined) return undefined;
  const header = await readHeader(reader);
  const hasher = createMemoryHasher(key.macKey, space, options.memory);
  const { tag, sizeBytes } = await hashSegments(reader, hasher, (segment) =>
    options.onBytes?.(segment.length),
  );
  if (sizeBytes === space.length) return undefined;
  const ciphertext = createMemoryBytes(space.subarray(0, sizeBytes), async () => reader.close());
  return { header, ciphertext, tag };
}

/** Its buffers are the parts of one memory, one behind the other. */
function createMemoryHasher(macKey: Uint8Array, space: Uint8Array, { blocking }: FileMemory): SegmentHasher {
  const tag = createSegmentTag(macKey);
  let taken = 0;
  return {
    readAhead: blocking ? 0 : 1,
    takeBuffer: async () => {
      const buffer = space.subarray(taken, taken + SEGMENT_SIZE);
      taken += buffer.length;
      return buffer;
    },
    add: (segment) => tag.update(segment),
    finish: async () => tag.digest(),
  };
}

/**
 * Ciphertext that lies in memory, and stays as it is until it is disposed of.
 *
 * @param release called once, by the first `dispose`.
 */
function createMemoryBytes(bytes: Uint8Array, release: () => Promise<void>): StagedBytes {
  let held: Uint8Array | undefined = bytes;
  const select = (offset: number, length: number): Uint8Array => {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset + length > bytes.length) {
      throw new RestackError(
        'INTEGRITY',
        `read of ${formatCount(length, 'byte')} at ${offset} of ${bytes.length}`,
      );
    }
    if (held === undefined) throw new RestackError('INTERNAL', 'bytes were read after their removal');
    return held.subarray(offset, offset + length);
  };
  return {
    sizeBytes: bytes.length,
    view: select,
    read: async (target, offset) => target.set(select(offset, target.length)),
    dispose: async () => {
      if (held === undefined) return;
      held = undefined;
      await release();
    },
  };
}
