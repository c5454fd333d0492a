import type { ByteRange, RandomAccess } from '../../data-file/random-access.js';
import { databaseDamaged, databaseUnsupported } from '../database-fault.js';
import { type Lsn, parseLsn } from '../lsn.js';
import { isCompressed, openCompressed } from './compressed-container.js';
import { readBlockText, readTapeBlocks, type TapeBlock, type TapeStream } from './tape-blocks.js';

/** The kind of one backup set: all pages, the extents that changed since its base, or the log alone. */
export type BackupKind = 'full' | 'differential' | 'log';

/** A backup set in one file: one BACKUP statement, or one stripe of it. */
export interface DatabaseBackupSet {
  /** Counted from 1 in the order of the file. */
  readonly number: number;
  readonly kind: BackupKind;
  /** False when the set has no end: its backup was broken off, or the file is cut. */
  readonly complete: boolean;
  /** Extents of eight pages, one after the other. */
  readonly data: readonly ByteRange[];
  /** Blocks of the log. */
  readonly log: readonly ByteRange[];
  /** Undefined where the set ends before its configuration. */
  readonly configuration: BackupConfiguration | undefined;
}

/** The configuration of a set, as SQL Server wrote it at its end. */
export interface BackupConfiguration {
  readonly databaseVersion: number;
  readonly databaseName: string;
  readonly firstLsn: Lsn;
  readonly lastLsn: Lsn;
  readonly checkpointLsn: Lsn;
  /** The checkpoint of the full backup that a differential one builds on. */
  readonly baseLsn: Lsn;
}

/** One file of a backup: plain bytes of a tape, and the sets on it. */
export interface BackupMedia {
  readonly bytes: RandomAccess;
  readonly mediaId: string;
  readonly stripes: number;
  /** Counted from 1. */
  readonly stripe: number;
  readonly sets: readonly DatabaseBackupSet[];
}

const LEADING_BYTES = 2;
/** Pieces of pages, or of the log, of one set: a real one has a handful. */
const MAX_PIECES = 262_144;
/** A set has a number of two bytes. */
const MAX_SETS = 65_535;
const CONFIGURATION_BYTES = 112;
const DIFFERENTIAL_FLAG = 8;

/**
 * Opens one file of a SQL Server backup, plain or compressed, and lists its sets.
 *
 * @throws UNSUPPORTED when it is none, or of a form that is not read; INTEGRITY when it is damaged or cut short.
 */
export async function openBackupMedia(source: RandomAccess): Promise<BackupMedia> {
  const start = await source.read(0, Math.min(512, source.sizeBytes));
  const compressed = isCompressed(start);
  if (!compressed && String.fromCharCode(...start.subarray(0, 4)) !== 'TAPE') {
    throw databaseUnsupported(
      start.length === 0
        ? 'the file is empty'
        : 'the file begins as no backup of SQL Server does: it was written by another tool, or is damaged',
    );
  }
  const bytes = compressed ? await openCompressed(source) : source;
  return readMedia(bytes);
}

async function readMedia(bytes: RandomAccess): Promise<BackupMedia> {
  let media = { mediaId: '', stripes: 1, stripe: 1 };
  const drafts: SetDraft[] = [];
  for await (const block of readTapeBlocks(bytes)) {
    if (block.type === 'TAPE') media = await readStripe(bytes, block);
    else if (block.type === 'SSET') drafts.push(beginSet(block, drafts.length));
    else await addToSet(bytes, drafts.at(-1), block);
  }
  return { bytes, ...media, sets: drafts.map(finishSet) };
}

async function readStripe(
  bytes: RandomAccess,
  block: TapeBlock,
): Promise<{ readonly mediaId: string; readonly stripes: number; readonly stripe: number }> {
  const raid = block.streams.find(({ id }) => id === 'RAID');
  if (raid === undefined || raid.data.length < 26)
    throw databaseDamaged('the tape does not name its stripes');
  const view = viewOf(await bytes.read(raid.data.offset, 26));
  const id = Array.from({ length: 16 }, (_, at) => view.getUint8(at).toString(16).padStart(2, '0')).join('');
  return { mediaId: id, stripes: view.getUint16(20, true), stripe: view.getUint16(24, true) };
}

interface SetDraft {
  readonly flags: number;
  readonly data: ByteRange[];
  readonly log: ByteRange[];
  hasData: boolean;
  ends: number;
  configuration: BackupConfiguration | undefined;
}

function beginSet(block: TapeBlock, before: number): SetDraft {
  if (before === MAX_SETS) throw databaseUnsupported(`the file holds more than ${MAX_SETS} sets`);
  if (block.header.byteLength < 56) throw databaseDamaged(`the set at byte ${block.offset} is cut short`);
  return {
    flags: block.header.getUint32(52, true),
    data: [],
    log: [],
    hasData: false,
    ends: 0,
    configuration: undefined,
  };
}

async function addToSet(bytes: RandomAccess, set: SetDraft | undefined, block: TapeBlock): Promise<void> {
  if (set === undefined) return;
  if (block.type === 'ESET') set.ends += 1;
  if (block.type === 'MSDA') set.hasData = true;
  for (const stream of block.streams) {
    if (stream.id === 'MQDA' && block.type === 'MSDA') addContent(set.data, stream);
    if (stream.id === 'MQTL') addContent(set.log, stream);
    // What stands before the data was written first, and its places in the log are older.
    if (stream.id === 'MQCI' && block.type === 'MSLS')
      set.configuration = await readConfiguration(bytes, stream.data);
  }
}

function addContent(ranges: ByteRange[], { data }: TapeStream): void {
  if (data.length <= LEADING_BYTES) return;
  if (ranges.length === MAX_PIECES)
    throw databaseUnsupported(`a set lies in more than ${MAX_PIECES} pieces; so many are not held`);
  ranges.push({ offset: data.offset + LEADING_BYTES, length: data.length - LEADING_BYTES });
}

function finishSet(draft: SetDraft, index: number): DatabaseBackupSet {
  return {
    number: index + 1,
    kind: kindOf(draft),
    complete: draft.configuration !== undefined && draft.ends > 0,
    data: draft.data,
    log: draft.log,
    configuration: draft.configuration,
  };
}

function kindOf(draft: SetDraft): BackupKind {
  if ((draft.flags & DIFFERENTIAL_FLAG) !== 0) return 'differential';
  return draft.hasData ? 'full' : 'log';
}

/** Finds the record of the set among those of its configuration. */
async function readConfiguration(
  bytes: RandomAccess,
  { offset, length }: ByteRange,
): Promise<BackupConfiguration> {
  const MAX_BYTES = 1_048_576;
  if (length > MAX_BYTES) throw databaseDamaged(`the configuration of the set is ${length} bytes long`);
  const all = await bytes.read(offset, length);
  for (let at = 0; at + 8 <= length;) {
    const view = new DataView(all.buffer, all.byteOffset + at, length - at);
    const size = view.getUint32(4, true);
    const id = String.fromCharCode(...all.subarray(at, at + 4));
    if (size < 8 || size > view.byteLength) break;
    if (id === 'SCIN' && size >= CONFIGURATION_BYTES) return parseConfiguration(view, size);
    at += size;
  }
  throw databaseDamaged('the configuration of the set does not hold what it was made of');
}

function parseConfiguration(view: DataView, size: number): BackupConfiguration {
  const record = new DataView(view.buffer, view.byteOffset, size);
  return {
    databaseVersion: record.getUint16(94, true),
    databaseName: readBlockText(record, 104),
    firstLsn: parseLsn(record, 32),
    lastLsn: parseLsn(record, 42),
    checkpointLsn: parseLsn(record, 52),
    baseLsn: parseLsn(record, 62),
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
