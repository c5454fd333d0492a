import { Readable, pipeline } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { RestackError } from '../../core/errors/restack-error.js';
import { KIB, MIB } from '../../core/sizes.js';
import { type ByteRange, type RandomAccess, streamRange } from '../data-file/random-access.js';
import type { ArchiveEntry } from './zip-directory.js';
import { quoteName, zipDamaged } from './zip-fault.js';

/** The size up to which an entry is inflated in one call: a stream costs more than its data. */
const INFLATE_AT_ONCE = 256 * KIB;

/** The smallest that zlib takes. */
const MIN_CHUNK_SIZE = 64;

/**
 * Streams the content of an entry, and proves it: the content has the size and CRC-32 of the directory, and the
 * compressed data ends where it should. A fault is thrown when it shows, at the end at the latest.
 *
 * @throws INTEGRITY (finding ZIP_DAMAGED).
 */
export async function* streamEntryData(
  source: RandomAccess,
  entry: ArchiveEntry,
  data: ByteRange,
): AsyncGenerator<Uint8Array> {
  let crc = 0;
  let sizeBytes = 0;
  for await (const piece of unpack(source, entry, data)) {
    sizeBytes += piece.length;
    if (sizeBytes > entry.sizeBytes) throw zipDamaged(describeSize(entry, 'more'));
    crc = crc32(piece, crc);
    yield piece;
  }
  if (sizeBytes !== entry.sizeBytes) throw zipDamaged(describeSize(entry, `${sizeBytes}`));
  if (crc !== entry.crc32)
    throw zipDamaged(`the content of ${quoteName(entry.name)} does not match its CRC-32`);
}

/** True for an entry that is small enough to be inflated in one call. */
export function inflatesAtOnce(entry: ArchiveEntry, data: ByteRange): boolean {
  return data.length <= INFLATE_AT_ONCE && entry.sizeBytes <= 4 * INFLATE_AT_ONCE;
}

function unpack(source: RandomAccess, entry: ArchiveEntry, data: ByteRange): AsyncIterable<Uint8Array> {
  if (entry.method === 'stored') return streamRange(source, data);
  return inflatesAtOnce(entry, data)
    ? inflateAtOnce(source, entry, data)
    : inflateStream(source, entry, data);
}

async function* inflateAtOnce(
  source: RandomAccess,
  entry: ArchiveEntry,
  data: ByteRange,
): AsyncGenerator<Uint8Array> {
  const compressed = await source.read(data.offset, data.length);
  const { buffer, engine } = translateInflate(entry, () => inflateWithInfo(compressed, entry.sizeBytes));
  assertConsumed(entry, engine.bytesWritten);
  yield buffer;
}

interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** True for zlib's answer with `info`, an object that its type declarations do not mention. */
function isInflated(value: unknown): value is Inflated {
  return typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value;
}

function inflateWithInfo(compressed: Uint8Array, sizeBytes: number): Inflated {
  const result: unknown = inflateRawSync(compressed, {
    info: true,
    maxOutputLength: Math.max(sizeBytes, 1),
    // Room for all of it, and for the byte that would be too much, or zlib's output is put together of many parts.
    chunkSize: Math.max(sizeBytes + 1, MIN_CHUNK_SIZE),
  });
  if (!isInflated(result)) throw new RestackError('INTERNAL', 'zlib does not say how much it consumed');
  return result;
}

async function* inflateStream(
  source: RandomAccess,
  entry: ArchiveEntry,
  data: ByteRange,
): AsyncGenerator<Uint8Array> {
  const inflater = createInflateRaw({ chunkSize: MIB / 4 });
  // Errors reach the reader of the inflater, which pipeline destroys with them.
  pipeline(
    Readable.from(streamRange(source, data), { objectMode: true, highWaterMark: 1 }),
    inflater,
    () => {},
  );
  const pieces: AsyncIterable<Uint8Array> = inflater;
  try {
    yield* pieces;
  } catch (error) {
    throw translateError(entry, error);
  } finally {
    inflater.destroy();
  }
  assertConsumed(entry, inflater.bytesWritten);
}

/**
 * The inflater stops at the end of its stream, and is silent about what comes behind.
 *
 * @throws INTEGRITY (finding ZIP_DAMAGED) when it did not consume all of the entry.
 */
export function assertConsumed(entry: ArchiveEntry, consumed: number): void {
  if (consumed === entry.compressedBytes) return;
  throw zipDamaged(
    `the compressed data of ${quoteName(entry.name)} ends after ${consumed} of ${entry.compressedBytes} bytes`,
  );
}

function translateInflate<T>(entry: ArchiveEntry, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translateError(entry, error);
  }
}

/** Makes a fault of the archive of what zlib throws; any other error comes back as it is. */
export function translateError(entry: ArchiveEntry, error: unknown): unknown {
  if (error instanceof RestackError || !(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ERR_BUFFER_TOO_LARGE') return zipDamaged(describeSize(entry, 'more'), error);
  if (typeof error.code === 'string' && error.code.startsWith('Z_')) {
    return zipDamaged(`the compressed data of ${quoteName(entry.name)} is damaged: ${error.code}`, error);
  }
  return error;
}

/** Says that an entry has another size than its directory has. */
export function describeSize(entry: ArchiveEntry, found: string): string {
  return `the content of ${quoteName(entry.name)} is ${found} bytes long, expected ${entry.sizeBytes}`;
}
