import { crc32, deflateRawSync } from 'node:zlib';
import {
  PORTABLE_REPOSITORIES,
  type PortableRepository,
} from '../../src/backup-set/names/portable-repositories.js';
import { buildZip, type ZipInput } from '../../src/backup-set/zip/write-zip.js';

/** Header fields that can be written wrong on purpose. Offsets are those of APPNOTE 6.3.10, sections 4.3.7 and 4.3.12. */
export interface RawHeader {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
}

/** One entry: its content, and what its two headers are to say instead of the truth. */
export interface RawEntry {
  readonly name: string;
  readonly content: Uint8Array;
  /** `deflated` unless given. */
  readonly method?: 'stored' | 'deflated';
  /** Wrong in both headers. */
  readonly both?: Partial<RawHeader>;
  /** Wrong in the local header only. */
  readonly local?: Partial<RawHeader>;
  /** Wrong in the central directory only. */
  readonly central?: Partial<RawHeader>;
  readonly versionMadeBy?: number;
  readonly externalAttributes?: number;
  /** Where the central directory says the entry begins; by default where it does. */
  readonly offset?: number;
}

const UTF8_NAMES = 0x0800;
/** 17 January 2023, 19:31. */
const TIME = (19 << 11) | (31 << 5);
const DATE = ((2023 - 1980) << 9) | (1 << 5) | 17;

/** Writes an archive without asking whether it makes sense: the generator's way to malicious archives. */
export function writeRawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data =
      entry.method === 'stored' ? Buffer.from(entry.content) : deflateRawSync(entry.content, { level: 9 });
    const honest: RawHeader = {
      name: entry.name,
      flags: UTF8_NAMES,
      method: entry.method === 'stored' ? 0 : 8,
      time: TIME,
      date: DATE,
      crc: crc32(entry.content),
      compressedSize: data.length,
      size: entry.content.length,
      ...entry.both,
    };
    const local = localHeader({ ...honest, ...entry.local });
    directory.push(centralHeader({ ...honest, ...entry.central }, entry, entry.offset ?? offset));
    parts.push(local, data);
    offset += local.length + data.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...parts, central, endOfDirectory(entries.length, central.length, offset)]);
}

function localHeader(header: RawHeader): Buffer {
  const name = Buffer.from(header.name, 'utf8');
  const bytes = Buffer.alloc(30);
  // 0, 4 bytes: signature
  bytes.writeUInt32LE(0x04034b50, 0);
  // 4, 2 bytes: version needed
  bytes.writeUInt16LE(20, 4);
  writeCommonFields(bytes, 6, header);
  // 26, 2 bytes: length of the name; 28, 2 bytes: length of the extra field
  bytes.writeUInt16LE(name.length, 26);
  return Buffer.concat([bytes, name]);
}

function centralHeader(header: RawHeader, entry: RawEntry, offset: number): Buffer {
  const name = Buffer.from(header.name, 'utf8');
  const bytes = Buffer.alloc(46);
  // 0, 4 bytes: signature
  bytes.writeUInt32LE(0x02014b50, 0);
  // 4, 2 bytes: version made by
  bytes.writeUInt16LE(entry.versionMadeBy ?? 20, 4);
  // 6, 2 bytes: version needed
  bytes.writeUInt16LE(20, 6);
  writeCommonFields(bytes, 8, header);
  // 28, 2 bytes: length of the name
  bytes.writeUInt16LE(name.length, 28);
  // 38, 4 bytes: external attributes
  bytes.writeUInt32LE(entry.externalAttributes ?? 0, 38);
  // 42, 4 bytes: offset of the local header
  bytes.writeUInt32LE(offset, 42);
  return Buffer.concat([bytes, name]);
}

/** Flags, method, time, date, CRC-32 and both sizes stand in the same order in both headers. */
function writeCommonFields(bytes: Buffer, at: number, header: RawHeader): void {
  bytes.writeUInt16LE(header.flags, at);
  bytes.writeUInt16LE(header.method, at + 2);
  bytes.writeUInt16LE(header.time, at + 4);
  bytes.writeUInt16LE(header.date, at + 6);
  bytes.writeUInt32LE(header.crc, at + 8);
  bytes.writeUInt32LE(header.compressedSize, at + 12);
  bytes.writeUInt32LE(header.size, at + 16);
}

function endOfDirectory(entries: number, sizeBytes: number, offset: number): Buffer {
  const bytes = Buffer.alloc(22);
  // 0, 4 bytes: signature
  bytes.writeUInt32LE(0x06054b50, 0);
  // 8 and 10, 2 bytes each: entries on this disk, entries
  bytes.writeUInt16LE(entries, 8);
  bytes.writeUInt16LE(entries, 10);
  // 12, 4 bytes: size of the directory; 16, 4 bytes: its offset
  bytes.writeUInt32LE(sizeBytes, 12);
  bytes.writeUInt32LE(offset, 16);
  return bytes;
}

/** The portable repository of this name. */
export function portableRepository(repositoryName: string): PortableRepository {
  const found = PORTABLE_REPOSITORIES.find((item) => item.repositoryName === repositoryName);
  if (found === undefined) throw new TypeError(`${repositoryName} is no portable repository`);
  return found;
}

const ACCOUNTS = {
  name: 'SRP;StorageAccount;-;SRP/Account.json',
  content: Buffer.from('[]'),
  method: 'stored',
} as const;

/** The entries of a payload's archive; the storage resource provider nests one archive in another. */
export async function archiveInputs(
  repository: PortableRepository,
  payload: Uint8Array,
  modifiedAt: Date,
): Promise<readonly ZipInput[]> {
  const input: ZipInput = { name: repository.file, content: payload };
  if (repository.innerArchiveFolder === undefined) return [input];
  const inner = await buildZip([input], { modifiedAt });
  return [{ name: `${repository.innerArchiveFolder}/Quota.zip`, content: inner, method: 'stored' }, ACCOUNTS];
}

/** The same, to be damaged. */
export function archiveEntries(repository: PortableRepository, payload: Uint8Array): readonly RawEntry[] {
  const entry: RawEntry = { name: repository.file, content: payload };
  if (repository.innerArchiveFolder === undefined) return [entry];
  const inner = writeRawZip([entry]);
  return [{ name: `${repository.innerArchiveFolder}/Quota.zip`, content: inner, method: 'stored' }, ACCOUNTS];
}
