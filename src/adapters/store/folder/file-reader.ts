import { closeQuietly } from '../../../core/errors/first-failure.js';
import type { FileSource } from './file-system.js';
import type { StoreFileReader } from '../../../backup-set/store.js';

/**
 * Reads an open file at any offset.
 *
 * @param mapError turns the system's error into that of the reader.
 */
export function createFileReader(
  source: FileSource,
  mapError: (error: unknown) => Promise<Error>,
): StoreFileReader {
  let closing: Promise<void> | undefined;
  return {
    async read(target, offset) {
      try {
        return await fill(source, target, offset);
      } catch (error) {
        throw await mapError(error);
      }
    },
    async close() {
      closing ??= closeQuietly(source);
      await closing;
    },
  };
}

/** Fills a buffer. Servers may answer in parts; only an empty answer is the end. */
async function fill(source: FileSource, target: Uint8Array, offset: number): Promise<number> {
  let done = 0;
  while (done < target.length) {
    const range = { buffer: target, offset: done, length: target.length - done, position: offset + done };
    const { bytesRead } = await source.read(range);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done;
}
