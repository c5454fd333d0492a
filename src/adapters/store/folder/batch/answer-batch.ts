import { lstatSync } from 'node:fs';
import { readPieceBlocking } from '../file-system.js';
import type { Batch, BatchAnswer, BatchFault, EntryType } from './batch-messages.js';

/** Makes the calls of a batch and waits for each: for a thread that has nothing else to do. */
export function answerBatch(batch: Batch): BatchAnswer {
  const { paths } = batch;
  const types: EntryType[] = paths.map(() => 'other');
  const sizes = paths.map(() => 0);
  const faults: BatchFault[] = [];
  const timesMs: number[] = [];
  const pieces: Uint8Array[] = [];
  const scratch = batch.kind === 'piece' ? Buffer.allocUnsafe(batch.piece.sizeBytes) : undefined;
  for (const [index, path] of paths.entries()) {
    const startedMs = performance.now();
    try {
      if (batch.kind === 'lstat') {
        const stat = lstatSync(path);
        types[index] = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
        sizes[index] = stat.size;
      } else if (scratch !== undefined) {
        const piece = readPieceBlocking(path, batch.piece.flags, scratch);
        sizes[index] = piece.length;
        pieces.push(Uint8Array.from(piece));
      }
    } catch (error) {
      faults.push({ index, ...describeFault(error) });
    }
    timesMs.push(performance.now() - startedMs);
  }
  return { faults, medianMs: selectMedian(timesMs), types, sizes, bytes: join(pieces) };
}

function describeFault(error: unknown): Omit<BatchFault, 'index'> {
  if (!(error instanceof Error)) return { code: 'unknown', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return { code, message: error.message };
}

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

function selectMedian(timesMs: readonly number[]): number {
  return timesMs.toSorted((a, b) => a - b)[Math.floor(timesMs.length / 2)] ?? 0;
}
