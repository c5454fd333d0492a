import { Readable } from 'node:stream';
import { closeQuietly } from '../../../core/errors/first-failure.js';
import type { FileSource } from './file-system.js';

/** Length of a chunk: large enough that system calls do not count beside hashing, small enough to keep memory flat. */
const CHUNK_BYTES = 512 * 1024;

/**
 * Streams an open file from its first byte to its end, and closes it whatever happens.
 *
 * @param mapError turns the system's error into that of the stream.
 */
export function streamFile(source: FileSource, mapError: (error: unknown) => Promise<Error>): Readable {
  let position = 0;
  const pushChunk = async (stream: Readable): Promise<void> => {
    try {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await source.read({ buffer, offset: 0, length: CHUNK_BYTES, position });
      position += bytesRead;
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
