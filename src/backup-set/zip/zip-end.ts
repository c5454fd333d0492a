import type { RandomAccess } from '../data-file/random-access.js';
import { zipDamaged, zipUnsafe, zipUnsupported } from './zip-fault.js';

/** The place of an archive's central directory. It ends where the end records begin. */
export interface DirectoryLocation {
  readonly entryCount: number;
  readonly offset: number;
  readonly sizeBytes: number;
}

const END_SIZE = 22;
const END_SIGNATURE = 0x06054b50;
const LOCATOR_SIZE = 20;
const LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_END_SIZE = 56;
const ZIP64_END_SIGNATURE = 0x06064b50;
const MAX_COMMENT_SIZE = 0xffff;

/**
 * The fields of the end record. A field that is too small for its value holds all ones, and the value stands in the
 * ZIP64 end record.
 */
interface EndRecord {
  readonly disk: number;
  readonly directoryDisk: number;
  readonly entriesOnDisk: number;
  readonly entryCount: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
}

/**
 * Reads the end of an archive: the end record must be the last thing in it, and the directory must end where the end
 * records begin.
 *
 * @throws INTEGRITY (findings ZIP_DAMAGED, ZIP_UNSAFE) when the records disagree with each other or with the size.
 * @throws UNSUPPORTED (finding ZIP_UNSUPPORTED) when the archive spans disks.
 * Source: APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.
 */
export async function readDirectoryLocation(source: RandomAccess): Promise<DirectoryLocation> {
  const { offset, record } = await findEndRecord(source);
  const locatorOffset = offset - LOCATOR_SIZE;
  const locator = locatorOffset < 0 ? undefined : await source.read(locatorOffset, LOCATOR_SIZE);
  if (locator !== undefined && viewOf(locator).getUint32(0, true) === LOCATOR_SIGNATURE) {
    const zip64 = await readZip64End(source, { locator: viewOf(locator), locatorOffset });
    assertSameEnd(record, zip64.record);
    return assertLocation(zip64.record, zip64.offset);
  }
  return assertLocation(record, offset);
}

async function findEndRecord(
  source: RandomAccess,
): Promise<{ readonly offset: number; readonly record: EndRecord }> {
  const tailSize = Math.min(source.sizeBytes, END_SIZE + MAX_COMMENT_SIZE);
  const tailOffset = source.sizeBytes - tailSize;
  const tail = viewOf(await source.read(tailOffset, tailSize));
  for (let at = tailSize - END_SIZE; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== END_SIGNATURE) continue;
    // 20, 2 bytes: length of the comment, which must reach exactly to the end
    if (at + END_SIZE + tail.getUint16(at + 20, true) !== tailSize) {
      throw zipDamaged('an end record is followed by something else than its comment');
    }
    assertNoOtherEnd(tail, at);
    return { offset: tailOffset + at, record: parseEndRecord(tail, at) };
  }
  throw zipDamaged(`no end record in the last ${tailSize} of ${source.sizeBytes} bytes`);
}

/**
 * Asserts that there is one end record only: two readers that search in different directions must not see two different
 * archives.
 */
function assertNoOtherEnd(tail: DataView, found: number): void {
  for (let at = found - 1; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_SIZE + tail.getUint16(at + 20, true) === tail.byteLength) {
      throw zipUnsafe('two end records reach to the end of the archive');
    }
  }
}

function parseEndRecord(view: DataView, at: number): EndRecord {
  return {
    // 4, 2 bytes: number of this disk
    disk: view.getUint16(at + 4, true),
    // 6, 2 bytes: disk where the directory starts
    directoryDisk: view.getUint16(at + 6, true),
    // 8, 2 bytes: entries on this disk
    entriesOnDisk: view.getUint16(at + 8, true),
    // 10, 2 bytes: entries in all
    entryCount: view.getUint16(at + 10, true),
    // 12, 4 bytes: size of the directory
    directorySize: view.getUint32(at + 12, true),
    // 16, 4 bytes: offset of the directory
    directoryOffset: view.getUint32(at + 16, true),
  };
}

async function readZip64End(
  source: RandomAccess,
  from: { readonly locator: DataView; readonly locatorOffset: number },
): Promise<{ readonly offset: number; readonly record: EndRecord }> {
  const { locator, locatorOffset } = from;
  // 4, 4 bytes: disk of the ZIP64 end record; 16, 4 bytes: number of disks
  if (locator.getUint32(4, true) !== 0 || locator.getUint32(16, true) > 1) {
    throw zipUnsupported('the archive spans several disks');
  }
  // 8, 8 bytes: offset of the ZIP64 end record
  const offset = readUint64(locator, 8);
  if (offset + ZIP64_END_SIZE > locatorOffset) {
    throw zipDamaged(
      `the ZIP64 end record is said to be at ${offset}, behind its locator at ${locatorOffset}`,
    );
  }
  const view = viewOf(await source.read(offset, ZIP64_END_SIZE));
  if (view.getUint32(0, true) !== ZIP64_END_SIGNATURE) throw zipDamaged(`no ZIP64 end record at ${offset}`);
  // 4, 8 bytes: size of what follows this field
  if (offset + 12 + readUint64(view, 4) !== locatorOffset) {
    throw zipDamaged('the ZIP64 end record does not end where its locator begins');
  }
  return { offset, record: parseZip64EndRecord(view) };
}

function parseZip64EndRecord(view: DataView): EndRecord {
  return {
    // 12 and 14, 2 bytes each: version made by, version needed
    // 16, 4 bytes: number of this disk
    disk: view.getUint32(16, true),
    // 20, 4 bytes: disk where the directory starts
    directoryDisk: view.getUint32(20, true),
    // 24, 8 bytes: entries on this disk
    entriesOnDisk: readUint64(view, 24),
    // 32, 8 bytes: entries in all
    entryCount: readUint64(view, 32),
    // 40, 8 bytes: size of the directory
    directorySize: readUint64(view, 40),
    // 48, 8 bytes: offset of the directory
    directoryOffset: readUint64(view, 48),
  };
}

/** Each field of the short record either refers to the ZIP64 record (all ones) or repeats it. */
function assertSameEnd(short: EndRecord, zip64: EndRecord): void {
  const fields: readonly (readonly [keyof EndRecord, number])[] = [
    ['disk', 0xffff],
    ['directoryDisk', 0xffff],
    ['entriesOnDisk', 0xffff],
    ['entryCount', 0xffff],
    ['directorySize', 0xffffffff],
    ['directoryOffset', 0xffffffff],
  ];
  for (const [field, deferred] of fields) {
    if (short[field] !== deferred && short[field] !== zip64[field]) {
      throw zipDamaged(`the two end records disagree on ${field}: ${short[field]} and ${zip64[field]}`);
    }
  }
}

function assertLocation(record: EndRecord, endOffset: number): DirectoryLocation {
  const { entryCount, directorySize: sizeBytes, directoryOffset: offset } = record;
  if (record.disk !== 0 || record.directoryDisk !== 0 || record.entriesOnDisk !== entryCount) {
    throw zipUnsupported('the archive spans several disks');
  }
  if (offset + sizeBytes !== endOffset) {
    throw zipDamaged(
      `the directory is said to end at ${offset + sizeBytes}, but its end record is at ${endOffset}`,
    );
  }
  return { entryCount, offset, sizeBytes };
}

/** A view of all the bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads a 64-bit number. @throws INTEGRITY (finding ZIP_DAMAGED) for 2^53 and more, which no archive reaches. */
export function readUint64(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw zipDamaged('a 64-bit size or offset is beyond any archive');
  return value;
}
