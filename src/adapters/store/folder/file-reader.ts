import { closeQuietly } from '../../../core/errors/first-failure.js';
import type { FileSource } from './file-system.js';
import type { StoreFileReader } from '../../../backup-set/store.js';
import { Readable } from 'node:stream';

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

/** Length of a chunk: large enough that system calls do not count beside hashing, small enough to keep memory flat. */
const CHUNK_BYTES = 512 * 1024;

/** Most files of a share are smaller. Memory for a whole chunk costs more than to read one of them. */
const FIRST_BYTES = 16 * 1024;

/**
 * Streams an open file from its first byte to its end, and closes it whatever happens.
 *
 * @param mapError turns the system's error into that of the stream.
 */
export function streamFile(source: FileSource, mapError: (error: unknown) => Promise<Error>): Readable {
  let position = 0;
  let length = FIRST_BYTES;
  const pushChunk = async (stream: Readable): Promise<void> => {
    try {
      const buffer = Buffer.allocUnsafe(length);
      const { bytesRead } = await source.read({ buffer, offset: 0, length, position });
      position += bytesRead;
      length = bytesRead < FIRST_BYTES ? FIRST_BYTES : CHUNK_BYTES;
      stream.push(bytesRead === 0 ? null : buffer.subarray(0, bytesRead));
    } catch (error) {
      stream.destroy(await mapError(error));
    }
  };
  return new Readable({
    highWaterMark: 2 * CHUNK_BYTES,
    read() {
      void pushChunk(this);
    },
    destroy(error, callback) {
      void closeThen(source, () => callback(error));
    },
  });
}

async function closeThen(source: FileSource, done: () => void): Promise<void> {
  await closeQuietly(source);
  done();
}

/** Reads a file to its end, or its first `limitBytes`. Servers may answer in parts; only an empty answer is the end. */
export async function readUpTo(source: FileSource, limitBytes: number): Promise<Uint8Array> {
  let buffer = Buffer.allocUnsafe(Math.min(FIRST_BYTES, limitBytes));
  for (let length = 0; ;) {
    const range = { buffer, offset: length, length: buffer.length - length, position: length };
    const { bytesRead } = await source.read(range);
    length += bytesRead;
    if (bytesRead === 0 || length === limitBytes) return buffer.subarray(0, length);
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafe(Math.min(2 * length, limitBytes));
      larger.set(buffer);
      buffer = larger;
    }
  }
}
