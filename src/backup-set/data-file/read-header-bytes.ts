import { DATA_FILE_HEADER_SIZE } from '../../crypto/data-file-header.js';
import type { Store } from '../store.js';

/**
 * Reads the header of a data file and nothing behind it.
 *
 * @returns 90 bytes, or fewer where the file ends before.
 * @throws SHARE_UNREACHABLE when the file cannot be read. Source: format specification, section 3.
 */
export async function readHeaderBytes(store: Store, dataFile: string): Promise<Uint8Array> {
  return store.openReader === undefined
    ? readStreamStart(store, dataFile)
    : readRange(await store.openReader(dataFile));
}

async function readRange(reader: Awaited<ReturnType<NonNullable<Store['openReader']>>>): Promise<Uint8Array> {
  try {
    const header = new Uint8Array(DATA_FILE_HEADER_SIZE);
    return header.subarray(0, await reader.read(header, 0));
  } finally {
    await reader.close();
  }
}

async function readStreamStart(store: Store, dataFile: string): Promise<Uint8Array> {
  const stream = await store.openStream(dataFile);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= DATA_FILE_HEADER_SIZE) break;
    }
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks).subarray(0, DATA_FILE_HEADER_SIZE);
}
