import { DATA_FILE_HEADER_SIZE, parseDataFileHeader } from '../../crypto/data-file-header.js';
import { createFinding, type Finding } from '../../core/errors/finding.js';
import { findingOf } from '../../core/errors/finding-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { Snapshot } from '../catalog.js';
import { addPlace, placeOfDataFile } from '../finding-place.js';
import type { Store } from '../store.js';

/**
 * Reads IV and tag of a snapshot's data file, hexadecimal, or the fault that keeps them from being read: of the header,
 * or of this one file.
 *
 * @throws SHARE_UNREACHABLE when the store itself fails. Source: format specification, section 3.
 */
export async function readHeaderMarks(
  store: Store,
  snapshot: Snapshot,
): Promise<{ readonly iv: string; readonly tag: string } | { readonly fault: Finding }> {
  const place = placeOfDataFile(snapshot);
  try {
    const { iv, tag } = parseDataFileHeader(await readHeaderBytes(store, snapshot.dataFile));
    return { iv: Buffer.from(iv).toString('hex'), tag: Buffer.from(tag).toString('hex') };
  } catch (error) {
    const fault = findingOf(addPlace(error, place));
    if (fault !== undefined) return { fault };
    if (error instanceof RestackError && error.details['scope'] === 'file') {
      return { fault: createFinding('FOLDER_UNREADABLE', error.message, place) };
    }
    throw error;
  }
}

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
