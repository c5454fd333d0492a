import type { FileSource } from './file-system.js';

/** Metadata files are a few KiB. */
const FIRST_BYTES = 16 * 1024;

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
