import { createWindow, type ByteRange, type RandomAccess } from '../../data-file/random-access.js';
import { databaseDamaged, databaseUnsupported } from '../database-fault.js';

const UNIT = 512;
const BLOCK_SUM_AT = 50;
const STREAM_HEADER_BYTES = 22;
const STREAM_SUM_AT = 20;
const WINDOW_BYTES = 65_536;
/** The largest descriptor block: what no writer exceeds, and a number that a damaged header must not. */
const MAX_BLOCK_BYTES = 65_535;
/** Streams of one block that are held; a real one has three. */
const MAX_STREAMS = 262_144;

/** A stream of a descriptor block: its name, and where its bytes lie. */
export interface TapeStream {
  readonly id: string;
  readonly data: ByteRange;
}

/** A descriptor block of a tape, with the streams that follow it. */
export interface TapeBlock {
  readonly type: string;
  readonly offset: number;
  /** The block up to its first stream. */
  readonly header: DataView;
  readonly streams: readonly TapeStream[];
}

/**
 * Reads the descriptor blocks of a tape in their order.
 *
 * @throws INTEGRITY at a header whose sum is wrong, or that reaches beyond the end.
 * Source: Microsoft Tape Format 1.00a, sections 5 and 6.
 */
export async function* readTapeBlocks(source: RandomAccess): AsyncGenerator<TapeBlock> {
  const window = createWindow(source, WINDOW_BYTES);
  let at = 0;
  while (at + UNIT <= source.sizeBytes) {
    const unit = viewOf(await window.read(at, UNIT));
    if (isZero(unit)) {
      at += UNIT;
      continue;
    }
    assertSum(unit, BLOCK_SUM_AT, `block at byte ${at}`);
    const type = textAt(unit, 0);
    const toStreams = unit.getUint16(8, true);
    if (toStreams < 52 || toStreams > MAX_BLOCK_BYTES || at + toStreams > source.sizeBytes)
      throw databaseDamaged(`the block at byte ${at} claims ${toStreams} bytes`);
    if (type === 'SFMB') {
      yield { type, offset: at, header: unit, streams: [] };
      at += Math.max(UNIT, toStreams);
      continue;
    }
    const header = viewOf(new Uint8Array(await window.read(at, toStreams)));
    const { streams, end } = await readStreams(window, at + toStreams);
    yield { type, offset: at, header, streams };
    at = end;
  }
  if (source.sizeBytes - at > 0) await assertNothingLeft(source, at);
}

async function assertNothingLeft(source: RandomAccess, at: number): Promise<void> {
  if (!isZero(viewOf(await source.read(at, source.sizeBytes - at))))
    throw databaseDamaged(`${source.sizeBytes - at} bytes at the end belong to no block`);
}

/** Reads stream headers up to the one that pads to the next block. */
async function readStreams(
  source: RandomAccess,
  from: number,
): Promise<{ readonly streams: readonly TapeStream[]; readonly end: number }> {
  const streams: TapeStream[] = [];
  let at = align(from, 4);
  for (;;) {
    if (at + STREAM_HEADER_BYTES > source.sizeBytes)
      throw databaseDamaged(`the backup is cut short at byte ${at}, where a stream should begin`);
    const header = viewOf(await source.read(at, STREAM_HEADER_BYTES));
    assertSum(header, STREAM_SUM_AT, `stream at byte ${at}`);
    const id = textAt(header, 0);
    const length = header.getUint32(8, true) + header.getUint32(12, true) * 2 ** 32;
    const offset = at + STREAM_HEADER_BYTES;
    if (offset + length > source.sizeBytes)
      throw databaseDamaged(`the backup is cut short: stream ${id} at byte ${at} holds ${length} bytes`);
    at = align(offset + length, 4);
    if (streams.length === MAX_STREAMS)
      throw databaseUnsupported(
        `a block of the backup has more than ${MAX_STREAMS} streams; so many are not held`,
      );
    if (id === 'SPAD') return { streams, end: align(offset + length, UNIT) };
    if (length > 0) streams.push({ id, data: { offset, length } });
  }
}

/** Compares a sum with the words before it. */
function assertSum(view: DataView, sumAt: number, where: string): void {
  let sum = 0;
  for (let at = 0; at < sumAt; at += 2) sum ^= view.getUint16(at, true);
  if (sum !== view.getUint16(sumAt, true)) throw databaseDamaged(`the header sum of the ${where} is wrong`);
}

/**
 * Reads a text that a block names by size and offset, both u16, at `at`; empty where it lies outside of the block.
 */
export function readBlockText(block: DataView, at: number): string {
  const length = block.getUint16(at, true);
  const offset = block.getUint16(at + 2, true);
  if (offset + length > block.byteLength) return '';
  let text = '';
  for (let index = 0; index + 2 <= length; index += 2)
    text += String.fromCharCode(block.getUint16(offset + index, true));
  return text;
}

function align(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

function isZero(view: DataView): boolean {
  for (let at = 0; at + 4 <= view.byteLength; at += 4) if (view.getUint32(at, true) !== 0) return false;
  return true;
}

function textAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
