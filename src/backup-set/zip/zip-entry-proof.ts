import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { KIB } from '../../core/sizes.js';
import { freeMemory } from '../data-file/free-memory.js';
import { type ByteRange, type RandomAccess, streamRange } from '../data-file/random-access.js';
import type { ArchiveEntry } from './zip-directory.js';
import {
  assertConsumed,
  describeSize,
  inflatesAtOnce,
  streamEntryData,
  translateError,
} from './zip-entry-data.js';
import { quoteName, zipDamaged } from './zip-fault.js';

/** Plaintext is summed in pieces of this size: small enough to stay in the processor's cache. */
const SUMMED_BYTES = 64 * KIB;

/** Plaintext is inflated in larger ones: zlib has a thread of its own, and each call to it costs. */
const PIECE_BYTES = 256 * KIB;

/**
 * Proves the content of an entry without giving it out. A fault is thrown when it shows, at the end at the latest.
 *
 * @throws INTEGRITY (finding ZIP_DAMAGED).
 */
export async function proveEntryData(
  source: RandomAccess,
  entry: ArchiveEntry,
  data: ByteRange,
): Promise<void> {
  if (entry.method === 'stored') {
    // A stored entry has its size by definition, so that only the sum remains.
    if ((await sumStored(source, data)) !== entry.crc32) throw crcMismatch(entry);
    return;
  }
  if (!inflatesAtOnce(entry, data)) {
    await proveInflated(source, entry, data);
    return;
  }
  for await (const _piece of streamEntryData(source, entry, data)) {
    // Only its sum counts, and that is taken on the way.
  }
}

async function sumStored(source: RandomAccess, data: ByteRange): Promise<number> {
  if (source.computeCrc !== undefined) return source.computeCrc(data);
  let crc = 0;
  for await (const piece of source.pieces?.(data, SUMMED_BYTES) ?? streamRange(source, data)) {
    crc = crc32(piece, crc);
    if (source.pieces !== undefined) freeMemory(piece);
  }
  return crc;
}

/** Inflates all of an entry. While zlib works at one piece, the next one is decrypted. */
async function proveInflated(source: RandomAccess, entry: ArchiveEntry, data: ByteRange): Promise<void> {
  const inflater = createInflateRaw({ chunkSize: PIECE_BYTES });
  const feeder = createFeeder(inflater);
  let crc = 0;
  let sizeBytes = 0;
  inflater.on('data', (piece: Uint8Array) => {
    sizeBytes += piece.length;
    crc = crc32(piece, crc);
    freeWhenFull(piece);
    if (sizeBytes > entry.sizeBytes) inflater.destroy(zipDamaged(describeSize(entry, 'more')));
  });
  try {
    let consumed: Uint8Array | undefined;
    for await (const piece of source.pieces?.(data, PIECE_BYTES) ?? streamRange(source, data)) {
      if (!(await feeder.feed(piece))) break;
      if (consumed !== undefined && source.pieces !== undefined) freeMemory(consumed);
      consumed = piece;
    }
    await feeder.finish();
  } catch (error) {
    throw translateError(entry, error);
  } finally {
    inflater.destroy();
  }
  assertConsumed(entry, inflater.bytesWritten);
  if (sizeBytes !== entry.sizeBytes) throw zipDamaged(describeSize(entry, `${sizeBytes}`));
  if (crc !== entry.crc32) throw crcMismatch(entry);
}

/**
 * Frees the buffer that zlib filled, from one piece to the next, once the last of them was looked at: zlib begins a new
 * one then. Left to the garbage collector, dozens of MiB of them pile up.
 */
function freeWhenFull({ buffer, byteOffset, byteLength }: Uint8Array): void {
  if (byteOffset + byteLength === buffer.byteLength) freeMemory(new Uint8Array(buffer));
}

interface Feeder {
  /** Waits until all pieces before are consumed, then hands the next one over. @returns false when no more are wanted. */
  feed(piece: Uint8Array): Promise<boolean>;
  /** Waits for the end. @throws what the inflater failed with. */
  finish(): Promise<void>;
}

/** The inflater stops at the end of its stream, and then never says that it consumed a piece. */
function createFeeder(inflater: InflateRaw): Feeder {
  let ended = false;
  let failure: Error | undefined;
  let wake = (): void => {};
  const end = (error?: Error): void => {
    ended = true;
    failure ??= error;
    wake();
  };
  inflater.once('end', () => end());
  inflater.once('error', end);
  let consumed: Promise<void> = Promise.resolve();
  return {
    async feed(piece) {
      await consumed;
      if (ended) return false;
      consumed = new Promise((resolve) => {
        wake = resolve;
        inflater.write(piece, () => resolve());
      });
      return true;
    },
    async finish() {
      await consumed;
      if (!ended) {
        const stopped = new Promise<void>((resolve) => {
          wake = resolve;
        });
        inflater.end();
        await stopped;
      }
      if (failure !== undefined) throw failure;
    },
  };
}

function crcMismatch(entry: ArchiveEntry): Error {
  return zipDamaged(`the content of ${quoteName(entry.name)} does not match its CRC-32`);
}
