import { formatCount, MIB } from '../../core/sizes.js';

/** Bytes that can be read at any offset. Ranges outside of them are a bug of the caller. */
export interface RandomAccess {
  readonly sizeBytes: number;
  /**
   * Reads exactly `length` bytes from `offset` on.
   *
   * @param memory The answer may lie in it: for whoever is done with one answer before asking for the next. It has room
   * for so many bytes. New memory for each MiB costs more than the read.
   */
  read(offset: number, length: number, memory?: Uint8Array): Promise<Uint8Array>;
  /** Computes the CRC-32 of a range. Present where that is cheaper than reading all of it. */
  computeCrc?(range: ByteRange): Promise<number>;
  /**
   * A range from its beginning to its end, in pieces of memory of their own: whoever gets one may free it. For those who
   * look at all of a long range once; cheaper than reads.
   */
  pieces?(range: ByteRange, pieceBytes: number): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** A run of bytes inside a {@link RandomAccess}. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** Streams a range in pieces of at most 1 MiB; the next piece is being read while the caller works on one. */
export async function* streamRange(source: RandomAccess, range: ByteRange): AsyncGenerator<Uint8Array> {
  const end = range.offset + range.length;
  const beginPiece = (offset: number): Promise<Uint8Array> | undefined => {
    if (offset >= end) return undefined;
    const piece = source.read(offset, Math.min(MIB, end - offset));
    // It may fail while the piece before is still being looked at; whoever awaits it hears of it then.
    piece.catch(() => {});
    return piece;
  };
  let offset = range.offset;
  let upcoming = beginPiece(offset);
  try {
    while (upcoming !== undefined) {
      const piece = await upcoming;
      offset += piece.length;
      upcoming = beginPiece(offset);
      yield piece;
    }
  } finally {
    // Whoever stops early must not leave a read under way on a source that is disposed next.
    await upcoming?.catch(() => {});
  }
}

/** A part of `source` with offsets of its own. */
export function selectRange(source: RandomAccess, range: ByteRange): RandomAccess {
  return {
    sizeBytes: range.length,
    read: async (offset, length, memory) => source.read(range.offset + offset, length, memory),
    ...moveShortcuts(source, range.offset),
  };
}

/** The shortcuts of a source, for one whose offset 0 lies at `by`. */
function moveShortcuts(source: RandomAccess, by: number): Pick<RandomAccess, 'computeCrc' | 'pieces'> {
  const move = ({ offset, length }: ByteRange): ByteRange => ({ offset: by + offset, length });
  const computeCrc = source.computeCrc?.bind(source);
  const pieces = source.pieces?.bind(source);
  return {
    ...(computeCrc === undefined ? {} : { computeCrc: async (range) => computeCrc(move(range)) }),
    ...(pieces === undefined ? {} : { pieces: (range, pieceBytes) => pieces(move(range), pieceBytes) }),
  };
}

const NOTHING = new Uint8Array(0);

/**
 * Serves small reads that lie near each other, going forwards, from one larger read.
 * Memory: one window at a time.
 *
 * @param memory Each window may lie in it, so that an answer is good until the next read.
 */
export function createWindow(source: RandomAccess, windowBytes: number, memory?: Uint8Array): RandomAccess {
  let start = 0;
  let window: Uint8Array = NOTHING;
  return {
    ...moveShortcuts(source, 0),
    sizeBytes: source.sizeBytes,
    async read(offset, length) {
      if (length > windowBytes) return source.read(offset, length);
      if (offset < start || offset + length > start + window.length) {
        const size = Math.min(windowBytes, source.sizeBytes - offset);
        window = NOTHING;
        // Asking for too much must fail in the source, not give a short answer.
        window = await source.read(offset, Math.max(size, length), memory);
        start = offset;
      }
      return window.subarray(offset - start, offset - start + length);
    },
  };
}

/** Bytes in memory as a {@link RandomAccess}. */
export function createMemoryAccess(bytes: Uint8Array): RandomAccess {
  return {
    sizeBytes: bytes.length,
    read: async (offset, length) => {
      if (offset < 0 || offset + length > bytes.length) {
        throw new RangeError(`${formatCount(length, 'byte')} at ${offset} of ${bytes.length}`);
      }
      return bytes.subarray(offset, offset + length);
    },
  };
}
