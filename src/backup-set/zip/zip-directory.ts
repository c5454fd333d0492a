import { formatCount } from '../../core/sizes.js';
import { type EntryName, parseEntryName } from './zip-entry-name.js';
import { type DirectoryLocation, viewOf } from './zip-end.js';
import { DEFERRED, resolveZip64 } from './zip-extra.js';
import { quoteName, zipDamaged, zipUnsafe, zipUnsupported } from './zip-fault.js';
import { createWindow, type RandomAccess } from '../data-file/random-access.js';

/** The packing of an entry. Other methods are not read. */
export type CompressionMethod = 'stored' | 'deflated';

/** One entry, as the central directory has it. */
export interface ArchiveEntry {
  readonly name: string;
  readonly folder: boolean;
  readonly nameBytes: Uint8Array;
  readonly versionNeeded: number;
  readonly flags: number;
  readonly method: CompressionMethod;
  /** MS-DOS time and date, as they stand there. */
  readonly time: number;
  readonly date: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  /** The offset of its local header. */
  readonly localOffset: number;
}

/** Bit 3 of the flags: CRC and sizes stand behind the data. */
export const FLAG_DATA_DESCRIPTOR = 0x0008;
/** Bit 11 of the flags: the name is UTF-8. */
export const FLAG_UTF8 = 0x0800;
/** Bits 0, 5, 6 and 13: encrypted, patch data, strong encryption, masked headers. */
const FLAGS_UNSUPPORTED = 0x2061;

const HEADER_SIZE = 46;
const HEADER_SIGNATURE = 0x02014b50;
const WINDOW_SIZE = 256 * 1024;

/**
 * Reads the central directory in its own order, one entry at a time, each checked for itself.
 *
 * @throws INTEGRITY (findings ZIP_DAMAGED, ZIP_UNSAFE), UNSUPPORTED (finding ZIP_UNSUPPORTED).
 * Source: APPNOTE 6.3.10, section 4.3.12.
 */
export async function* readDirectory(
  source: RandomAccess,
  location: DirectoryLocation,
): AsyncGenerator<ArchiveEntry> {
  const window = createWindow(source, WINDOW_SIZE);
  const end = location.offset + location.sizeBytes;
  let at = location.offset;
  for (let index = 0; index < location.entryCount; index += 1) {
    if (at + HEADER_SIZE > end) throw zipDamaged(`the directory ends inside entry ${index}`);
    const header = viewOf(await window.read(at, HEADER_SIZE));
    if (header.getUint32(0, true) !== HEADER_SIGNATURE)
      throw zipDamaged(`no directory entry ${index} at ${at}`);
    // 28, 30 and 32, 2 bytes each: lengths of name, extra field and comment
    const nameLength = header.getUint16(28, true);
    const extraLength = header.getUint16(30, true);
    const next = at + HEADER_SIZE + nameLength + extraLength + header.getUint16(32, true);
    if (next > end) throw zipDamaged(`the directory ends inside entry ${index}`);
    const nameAndExtra = await window.read(at + HEADER_SIZE, nameLength + extraLength);
    yield parseEntry(header, nameAndExtra.subarray(0, nameLength), nameAndExtra.subarray(nameLength));
    at = next;
  }
  if (at !== end)
    throw zipDamaged(`the directory holds ${formatCount(end - at, 'byte')} behind its last entry`);
}

function parseEntry(header: DataView, nameBytes: Uint8Array, extra: Uint8Array): ArchiveEntry {
  // 4, 2 bytes: version made by
  // 8, 2 bytes: flags
  const flags = header.getUint16(8, true);
  const name = parseEntryName(nameBytes, (flags & FLAG_UTF8) !== 0);
  const quoted = quoteName(name.text);
  if ((flags & FLAGS_UNSUPPORTED) !== 0) throw zipUnsupported(`the entry ${quoted} is encrypted or a patch`);
  // 20, 24 and 42, 4 bytes each: compressed size, size, offset of the local header
  const short = {
    compressedBytes: header.getUint32(20, true),
    sizeBytes: header.getUint32(24, true),
    localOffset: header.getUint32(42, true),
  };
  // 34, 2 bytes: disk of the local header
  const disk = header.getUint16(34, true);
  if (disk !== 0 && !(disk === 0xffff && Object.values(short).includes(DEFERRED))) {
    throw zipUnsupported(`the entry ${quoted} lies on another disk`);
  }
  const entry: ArchiveEntry = {
    name: name.text,
    folder: name.folder,
    nameBytes,
    // 6, 2 bytes: version needed
    versionNeeded: header.getUint16(6, true),
    flags,
    // 10, 2 bytes: method
    method: parseMethod(header.getUint16(10, true), quoted),
    // 12 and 14, 2 bytes each: time and date
    time: header.getUint16(12, true),
    date: header.getUint16(14, true),
    // 16, 4 bytes: CRC-32
    crc32: header.getUint32(16, true),
    ...resolveZip64(short, extra),
  };
  // 36, 2 bytes: internal attributes; 38, 4 bytes: external attributes
  assertKind(name, header.getUint32(38, true));
  assertSizes(entry);
  return entry;
}

function parseMethod(method: number, quoted: string): CompressionMethod {
  if (method === 0) return 'stored';
  if (method === 8) return 'deflated';
  throw zipUnsupported(`the entry ${quoted} has compression method ${method}, expected 0 or 8`);
}

/** File types of a Unix mode that are no plain content: character device, block device, symbolic link, socket. */
const SPECIAL_TYPES: ReadonlySet<number> = new Set([0o020000, 0o060000, 0o120000, 0o140000]);

/**
 * Asserts that an entry is a file or a folder. The upper half of the external attributes is a Unix mode; writers
 * without one leave anything there.
 */
function assertKind(name: EntryName, externalAttributes: number): void {
  const type = (externalAttributes >>> 16) & 0o170000;
  if (!SPECIAL_TYPES.has(type)) return;
  throw zipUnsafe(`the entry ${quoteName(name.text)} is a link or a device, by its mode ${type.toString(8)}`);
}

function assertSizes(entry: ArchiveEntry): void {
  if (entry.method === 'stored' && entry.compressedBytes !== entry.sizeBytes) {
    throw zipDamaged(
      `the entry ${quoteName(entry.name)} is stored, but has sizes ${entry.compressedBytes} and ${entry.sizeBytes}`,
    );
  }
  if (entry.folder && entry.sizeBytes !== 0) {
    throw zipUnsafe(
      `the folder ${quoteName(entry.name)} holds ${formatCount(entry.sizeBytes, 'byte')} of its own`,
    );
  }
}
