import type { ArchiveEntry } from './zip-directory.js';
import { type DirectoryLocation, viewOf } from './zip-end.js';

/** An entry whose data has been written; before that, its CRC-32 and sizes are 0. */
export interface WrittenEntry extends Omit<ArchiveEntry, 'name' | 'versionNeeded'> {
  /** Its sizes were not known in advance: a descriptor with 64-bit sizes follows the data. */
  readonly streamed: boolean;
}

const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;
const VERSION_DEFLATE = 20;
const VERSION_ZIP64 = 45;
const FOLDER_ATTRIBUTE = 0x10;

/** Formats a local header. Source: APPNOTE 6.3.10, section 4.3.7. */
export function formatLocalHeader(entry: WrittenEntry): Uint8Array {
  const wide = entry.streamed || needsZip64Sizes(entry);
  const extra = wide ? formatZip64Field([entry.sizeBytes, entry.compressedBytes]) : new Uint8Array(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0); // signature
  header.writeUInt16LE(versionOf(entry), 4); // version needed
  writeCommonFields(header, entry, 6);
  header.writeUInt32LE(wide ? MAX_32 : entry.compressedBytes, 18); // compressed size
  header.writeUInt32LE(wide ? MAX_32 : entry.sizeBytes, 22); // size
  header.writeUInt16LE(entry.nameBytes.length, 26); // length of the name
  header.writeUInt16LE(extra.length, 28); // length of the extra field
  return Buffer.concat([header, entry.nameBytes, extra]);
}

/** Formats a data descriptor with signature and 64-bit sizes. Source: APPNOTE 6.3.10, section 4.3.9. */
export function formatDescriptor(entry: WrittenEntry): Uint8Array {
  const descriptor = Buffer.alloc(24);
  descriptor.writeUInt32LE(0x08074b50, 0); // signature
  descriptor.writeUInt32LE(entry.crc32, 4); // CRC-32
  descriptor.writeBigUInt64LE(BigInt(entry.compressedBytes), 8); // compressed size
  descriptor.writeBigUInt64LE(BigInt(entry.sizeBytes), 16); // size
  return descriptor;
}

/** Formats an entry of the central directory. Source: APPNOTE 6.3.10, section 4.3.12. */
export function formatDirectoryEntry(entry: WrittenEntry): Uint8Array {
  const wide = [entry.sizeBytes, entry.compressedBytes, entry.localOffset].filter((value) => value >= MAX_32);
  const extra = wide.length > 0 ? formatZip64Field(wide) : new Uint8Array(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0); // signature
  header.writeUInt16LE(versionOf(entry), 4); // version made by, on MS-DOS
  header.writeUInt16LE(versionOf(entry), 6); // version needed
  writeCommonFields(header, entry, 8);
  header.writeUInt32LE(Math.min(entry.compressedBytes, MAX_32), 20); // compressed size
  header.writeUInt32LE(Math.min(entry.sizeBytes, MAX_32), 24); // size
  header.writeUInt16LE(entry.nameBytes.length, 28); // length of the name
  header.writeUInt16LE(extra.length, 30); // length of the extra field
  // 32 comment length, 34 disk, 36 internal attributes: 0
  header.writeUInt32LE(entry.folder ? FOLDER_ATTRIBUTE : 0, 38); // external attributes
  header.writeUInt32LE(Math.min(entry.localOffset, MAX_32), 42); // offset of the local header
  return Buffer.concat([header, entry.nameBytes, extra]);
}

/**
 * Formats the end record, with ZIP64 end record and locator where a number does not fit. Source: APPNOTE 6.3.10,
 * sections 4.3.14 to 4.3.16.
 */
export function formatDirectoryEnd(location: DirectoryLocation): Uint8Array {
  const { offset, sizeBytes, entryCount } = location;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0); // signature
  // 4 disk, 6 disk of the directory: 0
  end.writeUInt16LE(Math.min(entryCount, MAX_16), 8); // entries on this disk
  end.writeUInt16LE(Math.min(entryCount, MAX_16), 10); // entries
  end.writeUInt32LE(Math.min(sizeBytes, MAX_32), 12); // size of the directory
  end.writeUInt32LE(Math.min(offset, MAX_32), 16); // offset of the directory
  // 20 comment length: 0
  if (entryCount < MAX_16 && sizeBytes < MAX_32 && offset < MAX_32) return end;
  return Buffer.concat([formatZip64End(location), end]);
}

function formatZip64End({ offset, sizeBytes, entryCount }: DirectoryLocation): Uint8Array {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0); // signature
  record.writeBigUInt64LE(44n, 4); // size of what follows in this record
  record.writeUInt16LE(VERSION_ZIP64, 12); // version made by
  record.writeUInt16LE(VERSION_ZIP64, 14); // version needed
  // 16 disk, 20 disk of the directory: 0
  record.writeBigUInt64LE(BigInt(entryCount), 24); // entries on this disk
  record.writeBigUInt64LE(BigInt(entryCount), 32); // entries
  record.writeBigUInt64LE(BigInt(sizeBytes), 40); // size of the directory
  record.writeBigUInt64LE(BigInt(offset), 48); // offset of the directory
  record.writeUInt32LE(0x07064b50, 56); // signature of the locator
  // 60 disk of the record: 0
  record.writeBigUInt64LE(BigInt(offset + sizeBytes), 64); // offset of the record
  record.writeUInt32LE(1, 72); // number of disks
  return record;
}

/** Writes flags, method, time, date and CRC-32, which follow each other in both headers. */
function writeCommonFields(header: Buffer, entry: WrittenEntry, at: number): void {
  header.writeUInt16LE(entry.flags, at); // flags
  header.writeUInt16LE(entry.method === 'stored' ? 0 : 8, at + 2); // method
  header.writeUInt16LE(entry.time, at + 4); // time
  header.writeUInt16LE(entry.date, at + 6); // date
  header.writeUInt32LE(entry.crc32, at + 8); // CRC-32
}

function formatZip64Field(values: readonly number[]): Uint8Array {
  const field = new Uint8Array(4 + 8 * values.length);
  const view = viewOf(field);
  view.setUint16(0, 0x0001, true); // id
  view.setUint16(2, 8 * values.length, true); // size
  values.forEach((value, index) => {
    view.setBigUint64(4 + 8 * index, BigInt(value), true);
  });
  return field;
}

function needsZip64Sizes(entry: WrittenEntry): boolean {
  return entry.sizeBytes >= MAX_32 || entry.compressedBytes >= MAX_32;
}

function versionOf(entry: WrittenEntry): number {
  return entry.streamed || needsZip64Sizes(entry) ? VERSION_ZIP64 : VERSION_DEFLATE;
}
