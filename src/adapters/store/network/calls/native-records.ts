import type { SmbEntry } from './smb-calls.js';
import type { NativeFunctions } from './native-functions.js';
import { formatSmbUrl } from './smb-url.js';

/** Attributes of a directory entry. Source: MS-FSCC, section 2.6. */
const [ATTRIBUTE_DIRECTORY, ATTRIBUTE_REPARSE_POINT] = [0x10, 0x400];

/** Source: libsmbclient.h, `struct libsmb_file_info`; the four times are seconds and nanoseconds. */
const ENTRY_MEMBERS = {
  sizeBytes: 'uint64_t',
  attributes: 'uint16_t',
  user: 'uint32_t',
  group: 'uint32_t',
  bornS: 'long',
  bornNs: 'long',
  modifiedS: 'long',
  modifiedNs: 'long',
  readS: 'long',
  readNs: 'long',
  changedS: 'long',
  changedNs: 'long',
  name: 'str',
  shortName: 'str',
} as const;

/** The members of a record by their names. */
function readMembers(record: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(record ?? {}));
}

/** Lists a folder. All of it is fetched when it is opened, or opening it fails. @throws the system's error. */
export function listEntries(native: NativeFunctions, path: string): readonly SmbEntry[] {
  const { koffi } = native.library;
  const folder = native.point('Opendir', formatSmbUrl(path)) ?? native.fail(path);
  const type = koffi.struct(ENTRY_MEMBERS);
  const entries: SmbEntry[] = [];
  try {
    for (;;) {
      const place = native.point('ReaddirPlus', folder);
      if (place === null) return entries;
      const raw: unknown = koffi.decode(place, type);
      const entry = describeEntry(readMembers(raw));
      if (entry.name !== '.' && entry.name !== '..') entries.push(entry);
    }
  } finally {
    native.count('Closedir', path, folder);
  }
}

function describeEntry(raw: ReadonlyMap<string, unknown>): SmbEntry {
  const attributes = Number(raw.get('attributes'));
  const isFolder = (attributes & ATTRIBUTE_DIRECTORY) !== 0;
  const isElsewhere = (attributes & ATTRIBUTE_REPARSE_POINT) !== 0;
  return {
    name: String(raw.get('name')),
    // A file with the same mark can be one that the server keeps in pieces, and reads like any other.
    kind: !isFolder ? 'file' : isElsewhere ? 'other' : 'folder',
    sizeBytes: Number(raw.get('sizeBytes')),
    modifiedMs: Number(raw.get('modifiedS')) * 1000 + Math.floor(Number(raw.get('modifiedNs')) / 1e6),
  };
}

/** Reads the space that may be filled. Source: sys/statvfs.h; counts of blocks are 32 bits wide on macOS. */
export function readFreeBytes(native: NativeFunctions, path: string): number {
  const { koffi } = native.library;
  const count = process.platform === 'darwin' ? 'uint32_t' : 'uint64_t';
  const members = { size: 'long', unit: 'long', blocks: count, free: count, available: count } as const;
  const type = koffi.struct({ ...members, rest: koffi.array('uint8_t', 256) });
  const memory = Buffer.alloc(koffi.sizeof(type));
  native.count('StatVFS', path, formatSmbUrl(path), memory);
  const record: unknown = koffi.decode(memory, type);
  const facts = readMembers(record);
  return Number(facts.get('unit') || facts.get('size')) * Number(facts.get('available'));
}
