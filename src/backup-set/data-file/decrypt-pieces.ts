import { MIB } from '../../core/sizes.js';
import { BLOCK_SIZE, createDecryptor } from '../../crypto/block-cipher.js';
import type { ByteRange } from './random-access.js';
import { freeMemory } from './free-memory.js';
import { readStaged, type StagedBytes } from './staged-bytes.js';

/** The key and the IV of a ciphertext. */
export interface PlaintextKey {
  /** 32 bytes. */
  readonly aesKey: Uint8Array;
  /** 16 bytes. */
  readonly iv: Uint8Array;
}

/** Ciphertext is read so many bytes at a time, where it does not lie in memory. */
const CHUNK_BYTES = MIB;

/** A part of a plaintext, and the pieces that it is wanted in. */
export interface PieceRange extends ByteRange {
  /** A multiple of a block; a divisor of 1 MiB, or the pieces are of different sizes. */
  readonly pieceBytes: number;
}

/**
 * Decrypts a range of a ciphertext from its beginning to its end, with one decipher. Every piece is memory of its own.
 * Where the ciphertext has to be read, the next MiB of it is on its way while one is decrypted.
 */
export function decryptPieces(
  staged: StagedBytes,
  key: PlaintextKey,
  range: PieceRange,
): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  if (range.length === 0) return [];
  const start = range.offset - (range.offset % BLOCK_SIZE);
  const end = Math.ceil((range.offset + range.length) / BLOCK_SIZE) * BLOCK_SIZE;
  const lead = Math.max(start - BLOCK_SIZE, 0);
  if (staged.view !== undefined) {
    const previousBlock = start === 0 ? key.iv : staged.view(lead, BLOCK_SIZE);
    const cutter = createCutter(createDecryptor(key.aesKey, previousBlock), range);
    return cutter(staged.view(start, end - start));
  }
  return (async function* decryptRead() {
    const previousBlock = start === 0 ? key.iv : await readStaged(staged, lead, BLOCK_SIZE);
    const cutter = createCutter(createDecryptor(key.aesKey, previousBlock), range);
    for await (const chunk of readChunks(staged, start, end)) yield* cutter(chunk);
  })();
}

/** Decrypts one chunk after the other into pieces, of which the first and the last begin and end where the range does. */
function createCutter(
  decrypt: (ciphertext: Uint8Array) => Uint8Array,
  { offset, length, pieceBytes }: PieceRange,
): (chunk: Uint8Array) => Iterable<Uint8Array> {
  let at = offset - (offset % BLOCK_SIZE);
  return function* cut(chunk) {
    for (let done = 0; done < chunk.length; done += pieceBytes) {
      const piece = decrypt(chunk.subarray(done, done + pieceBytes));
      const start = at;
      at += piece.length;
      yield start >= offset && at <= offset + length
        ? piece
        : piece.subarray(Math.max(offset - start, 0), offset + length - start);
    }
  };
}

async function* readChunks(staged: StagedBytes, start: number, end: number): AsyncGenerator<Uint8Array> {
  const size = Math.min(CHUNK_BYTES, end - start);
  const buffers = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)] as const;
  const beginChunk = (at: number): Promise<Uint8Array> | undefined => {
    if (at >= end) return undefined;
    const buffer = buffers[((at - start) / CHUNK_BYTES) % 2 === 0 ? 0 : 1].subarray(0, end - at);
    const chunk = staged.read(buffer, at).then(() => buffer);
    // It may fail while the chunk before is still being looked at; whoever awaits it hears of it then.
    chunk.catch(() => {});
    return chunk;
  };
  let upcoming = beginChunk(start);
  try {
    for (let at = start; upcoming !== undefined; at += CHUNK_BYTES) {
      const chunk: Uint8Array = await upcoming;
      upcoming = beginChunk(at + CHUNK_BYTES);
      yield chunk;
    }
  } finally {
    // Whoever stops early must not leave a read under way on a source that is disposed next.
    await upcoming?.catch(() => {});
    for (const buffer of buffers) freeMemory(buffer);
  }
}
