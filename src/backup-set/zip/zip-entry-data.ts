import { Readable, pipeline } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { RestackError } from '../../core/errors/restack-error.js';
import { readSystemCode } from '../../core/errors/system-code.js';
import { isObject } from '../../core/is-object.js';
import { KIB, MIB } from '../../core/sizes.js';
import { type ByteRange, type RandomAccess, streamRange } from '../data-file/random-access.js';
import type { ArchiveEntry } from './zip-directory.js';
import { quoteName, zipDamaged } from './zip-fault.js';

/** Up to here an entry is inflated in one call: a stream costs more than its data. */
const INFLATE_AT_ONCE = 256 * KIB;

/**
 * The content of an entry in pieces, and its proof: what comes out has the size and CRC-32 of the directory, and the
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

/**
 * Proves the content of an entry without giving it out.
 *
 * @throws INTEGRITY (finding ZIP_DAMAGED).
 */
export async function proveEntryData(
  source: RandomAccess,
  entry: ArchiveEntry,
  data: ByteRange,
): Promise<void> {
  if (entry.method === 'stored' && source.computeCrc !== undefined) {
    // A stored entry has its size by definition, so that only the sum remains.
    if ((await source.computeCrc(data)) !== entry.crc32) throw zipDamaged(describeCrc(entry));
    return;
  }
  for await (const _piece of streamEntryData(source, entry, data)) {
    // Only its sum counts, and that is taken on the way.
  }
}

function unpack(source: RandomAccess, entry: ArchiveEntry, data: ByteRange): AsyncIterable<Uint8Array> {
  if (entry.method === 'stored') return streamRange(source, data);
  const small = data.length <= INFLATE_AT_ONCE && entry.sizeBytes <= 4 * INFLATE_AT_ONCE;
  return small ? inflateAtOnce(source, entry, data) : inflateStream(source, entry, data);
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

/** With `info` zlib's answer is an object, which its type declarations do not say. */
function isInflated(value: unknown): value is Inflated {
  return isObject(value) && 'buffer' in value && 'engine' in value;
}

function inflateWithInfo(compressed: Uint8Array, sizeBytes: number): Inflated {
  const result: unknown = inflateRawSync(compressed, { info: true, maxOutputLength: Math.max(sizeBytes, 1) });
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

/** The inflater stops at the end of its stream, and is silent about what comes behind. */
function assertConsumed(entry: ArchiveEntry, consumed: number): void {
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

function translateError(entry: ArchiveEntry, error: unknown): unknown {
  const code = readSystemCode(error);
  if (code === 'ERR_BUFFER_TOO_LARGE') return zipDamaged(describeSize(entry, 'more'), error);
  if (code?.startsWith('Z_') !== true) return error;
  return zipDamaged(`the compressed data of ${quoteName(entry.name)} is damaged: ${code}`, error);
}

function describeCrc(entry: ArchiveEntry): string {
  return `the content of ${quoteName(entry.name)} does not match its CRC-32`;
}

function describeSize(entry: ArchiveEntry, found: string): string {
  return `the content of ${quoteName(entry.name)} is ${found} bytes long, expected ${entry.sizeBytes}`;
}
