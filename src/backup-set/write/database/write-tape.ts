import { ascii, concatenate, u32, utf16 } from './little-endian.js';
import type { WrittenLsn } from './page-bytes.js';

/** The set to write: its pages and its log, with the places in the log that its configuration names. */
export interface WrittenSet {
  readonly kind: 'full' | 'differential' | 'log';
  /** Whole extents, one after the other; several pieces of them lie in blocks of their own. */
  readonly extents?: Uint8Array | Iterable<Uint8Array>;
  /** Blocks of the log. */
  readonly log?: Uint8Array;
  /** The number of the database's format; 904, SQL Server 2019, by default. */
  readonly version?: number;
  readonly databaseName?: string;
  /** Where the log begins; the checkpoint by default. */
  readonly first?: WrittenLsn;
  readonly checkpoint: WrittenLsn;
  readonly last: WrittenLsn;
  /** The checkpoint of the full backup that a differential one builds on. */
  readonly base?: WrittenLsn;
  /** Leaves out the end of the set. */
  readonly broken?: boolean;
}

/** The unit in which a disk writes. */
export type SectorBytes = 512 | 4096;

const BLOCK_HEADER_BYTES = 60;
const STREAM_HEADER_BYTES = 22;

/** Writes a tape with one set after the other, or one stripe of several that make up a backup. Source: MTF 1.00a. */
export function writeTape(
  sets: readonly WrittenSet[],
  stripe?: readonly [stripe: number, of: number],
  sectorBytes?: SectorBytes,
): Uint8Array {
  return concatenate([...streamTape(sets, stripe, sectorBytes)]);
}

/** Writes a tape piece by piece. */
export function* streamTape(
  sets: readonly WrittenSet[],
  stripe: readonly [stripe: number, of: number] = [1, 1],
  sectorBytes: SectorBytes = 512,
): Generator<Uint8Array> {
  const raid = new Uint8Array(32).fill(7, 0, 16);
  new DataView(raid.buffer).setUint16(20, stripe[1], true);
  new DataView(raid.buffer).setUint16(24, stripe[0], true);
  const blocks = new BlockWriter(sectorBytes);
  yield blocks.write('TAPE', [['RAID', raid]]);
  yield blocks.writeMark();
  for (const set of sets) yield* streamSet(set, blocks);
}

function* streamSet(set: WrittenSet, blocks: BlockWriter): Generator<Uint8Array> {
  const DIFFERENTIAL = 8;
  const FULL_OR_LOG = 4;
  yield blocks.write(
    'SSET',
    [],
    concatenate([u32(set.kind === 'differential' ? DIFFERENTIAL : FULL_OR_LOG)]),
  );
  yield blocks.write('VOLB', []);
  for (const extents of listPieces(set.extents)) yield blocks.write('MSDA', [['MQDA', lead(extents)]]);
  yield blocks.write('MSTL', set.log === undefined ? [] : [['MQTL', lead(set.log)]]);
  if (set.broken === true) return;
  yield blocks.write('MSLS', [['MQCI', writeConfiguration(set)]]);
  yield blocks.writeMark();
  yield blocks.write('ESET', []);
  yield blocks.writeMark();
}

function listPieces(extents: WrittenSet['extents']): Iterable<Uint8Array> {
  if (extents === undefined) return [];
  return extents instanceof Uint8Array ? [extents] : extents;
}

/** Content begins behind two bytes that say nothing. */
function lead(content: Uint8Array): Uint8Array {
  return concatenate([new Uint8Array(2), content]);
}

function writeConfiguration(set: WrittenSet): Uint8Array {
  const NAME_AT = 112;
  const name = utf16(set.databaseName ?? 'Test');
  const record = new Uint8Array(NAME_AT + name.length);
  const view = new DataView(record.buffer);
  record.set(ascii('SCIN'), 0);
  view.setUint32(4, record.length, true);
  for (const [at, [file, block, place]] of [
    [32, set.first ?? set.checkpoint],
    [42, set.last],
    [52, set.checkpoint],
    [62, set.base ?? [0, 0, 0]],
  ] as const) {
    view.setUint32(at, file, true);
    view.setUint32(at + 4, block, true);
    view.setUint16(at + 8, place, true);
  }
  view.setUint16(94, set.version ?? 904, true);
  view.setUint16(104, name.length, true);
  view.setUint16(106, NAME_AT, true);
  record.set(name, NAME_AT);
  return record;
}

/** Writes the blocks of a tape, each at the start of a sector. */
class BlockWriter {
  readonly #sectorBytes: SectorBytes;

  constructor(sectorBytes: SectorBytes) {
    this.#sectorBytes = sectorBytes;
  }

  /** A mark between parts: it has no streams. */
  writeMark(): Uint8Array {
    const block = new Uint8Array(this.#sectorBytes);
    block.set(ascii('SFMB'), 0);
    new DataView(block.buffer).setUint16(8, block.length, true);
    return seal(block, 50);
  }

  write(
    type: string,
    streams: readonly (readonly [id: string, data: Uint8Array])[],
    tail = new Uint8Array(0),
  ): Uint8Array {
    const header = new Uint8Array(BLOCK_HEADER_BYTES);
    header.set(ascii(type), 0);
    new DataView(header.buffer).setUint16(8, header.length, true);
    header.set(tail, 52);
    const parts: Uint8Array[] = [seal(header, 50)];
    let length = header.length;
    for (const [id, data] of streams) {
      const gap = new Uint8Array((4 - ((length + data.length + STREAM_HEADER_BYTES) % 4)) % 4);
      parts.push(writeStream(id, data.length), data, gap);
      length += STREAM_HEADER_BYTES + data.length + gap.length;
    }
    const unit = this.#sectorBytes;
    const padding = (unit - ((length + STREAM_HEADER_BYTES) % unit)) % unit;
    return concatenate([...parts, writeStream('SPAD', padding), new Uint8Array(padding)]);
  }
}

function writeStream(id: string, length: number): Uint8Array {
  const header = new Uint8Array(STREAM_HEADER_BYTES);
  header.set(ascii(id), 0);
  new DataView(header.buffer).setBigUint64(8, BigInt(length), true);
  return seal(header, 20);
}

/** Puts the sum of the words before `at` there. */
function seal(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer);
  let sum = 0;
  for (let word = 0; word < at; word += 2) sum ^= view.getUint16(word, true);
  view.setUint16(at, sum, true);
  return bytes;
}
