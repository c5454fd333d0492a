import { archiveEntries, portableRepository } from '../payload-archive.js';
import { type RawEntry, writeRawZip } from '../raw-zip.js';
import { COMPUTE, type DamagedCase, flipBit, ONE, STORAGE } from './damage.js';

const damaged = { exitCode: 22, findingCode: 'ZIP_DAMAGED' } as const;
const unsafe = { exitCode: 22, findingCode: 'ZIP_UNSAFE' } as const;
const unsupported = { exitCode: 23, findingCode: 'ZIP_UNSUPPORTED' } as const;
const missing = { exitCode: 26, findingCode: 'PAYLOAD_MISSING' } as const;

const UNIX = 3 << 8;
const SYMBOLIC_LINK = (0o120777 << 16) >>> 0;
const MEBIBYTE = 1024 * 1024;

/** An entry beside the payload. */
const note = (name: string): RawEntry => ({ name, content: Buffer.from('a note\n') });
const add =
  (...more: readonly RawEntry[]) =>
  (entries: readonly RawEntry[]): readonly RawEntry[] => [...entries, ...more];
/** Changes the entry of the payload. */
const bend =
  (change: Partial<RawEntry>) =>
  (entries: readonly RawEntry[]): readonly RawEntry[] =>
    entries.map((entry) => ({ ...entry, ...change }));
const named = (name: string) => ({ ...ONE, entries: add(note(name)) });

const HEADER_CASES: readonly DamagedCase[] = [
  {
    ...damaged,
    name: 'zip-none',
    description: 'the plaintext is no archive',
    damage: { ...ONE, archive: () => Buffer.alloc(100, 0x20) },
  },
  {
    ...damaged,
    name: 'zip-empty',
    description: 'the plaintext has no bytes',
    damage: { ...ONE, archive: () => Buffer.alloc(0) },
  },
  {
    ...damaged,
    name: 'zip-no-directory',
    description: 'the archive ends before its central directory',
    damage: { ...ONE, archive: (zip) => zip.subarray(0, -60) },
  },
  {
    ...damaged,
    name: 'zip-more-behind',
    description: 'bytes follow the end of the archive',
    damage: { ...ONE, archive: (zip) => Buffer.concat([zip, Buffer.alloc(40)]) },
  },
  {
    ...damaged,
    name: 'zip-crc',
    description: 'both headers give a wrong CRC',
    damage: { ...ONE, entries: bend({ both: { crc: 0x1234_5678 } }) },
  },
  {
    ...damaged,
    name: 'zip-data-bit',
    description: 'a bit of the compressed data is flipped',
    damage: { ...ONE, archive: flipBit(75) },
  },
  {
    ...damaged,
    name: 'zip-other-name',
    description: 'local header and central directory give different names',
    damage: { ...ONE, entries: bend({ local: { name: 'CRP-Microsoft.Compute.Admin.json.bak' } }) },
  },
  {
    ...damaged,
    name: 'zip-other-crc',
    description: 'local header and central directory give different CRCs',
    damage: { ...ONE, entries: bend({ local: { crc: 1 } }) },
  },
  {
    ...damaged,
    name: 'zip-other-method',
    description: 'local header and central directory give different methods',
    damage: { ...ONE, entries: bend({ local: { method: 0 } }) },
  },
  {
    ...damaged,
    name: 'zip-other-size',
    description: 'local header and central directory give different sizes',
    damage: { ...ONE, entries: bend({ local: { size: 5 } }) },
  },
  {
    ...damaged,
    name: 'zip-smaller',
    description: 'the data is shorter than both headers say',
    damage: { ...ONE, entries: bend({ both: { size: 100_000 } }) },
  },
];

const NAME_CASES: readonly DamagedCase[] = [
  {
    ...unsafe,
    name: 'zip-name-parent',
    description: 'an entry leads out of the archive with ..',
    damage: named('../outside.txt'),
  },
  {
    ...unsafe,
    name: 'zip-name-absolute',
    description: 'an entry has an absolute path',
    damage: named('/etc/outside.txt'),
  },
  {
    ...unsafe,
    name: 'zip-name-drive',
    description: 'an entry has a drive letter',
    damage: named('C:/outside.txt'),
  },
  {
    ...unsafe,
    name: 'zip-name-backslashes',
    description: 'an entry leads out of the archive with ..\\',
    damage: named('..\\..\\outside.txt'),
  },
  {
    ...unsafe,
    name: 'zip-name-nul',
    description: 'the name of an entry holds a NUL',
    damage: named('note.txt\0.json'),
  },
  {
    ...unsafe,
    name: 'zip-name-twice',
    description: 'two entries have one name',
    damage: { ...ONE, entries: add(note('note.txt'), note('note.txt')) },
  },
  {
    ...unsafe,
    name: 'zip-name-case',
    description: 'the names of two entries differ in case only',
    damage: { ...ONE, entries: add(note('note.txt'), note('NOTE.TXT')) },
  },
  {
    ...unsafe,
    name: 'zip-symbolic-link',
    description: 'an entry is a symbolic link',
    damage: {
      ...ONE,
      entries: add({ ...note('link'), versionMadeBy: UNIX | 20, externalAttributes: SYMBOLIC_LINK }),
    },
  },
];

const SIZE_CASES: readonly DamagedCase[] = [
  {
    ...unsafe,
    name: 'zip-overlap',
    description: 'two entries share their bytes',
    damage: { ...ONE, entries: add({ ...note('note.txt'), offset: 0 }) },
  },
  {
    ...damaged,
    name: 'zip-larger',
    description: 'an entry inflates past its declared size',
    damage: { ...ONE, entries: bend({ both: { size: 40 } }) },
  },
  {
    ...unsafe,
    name: 'zip-bomb',
    description: 'the payload inflates to more than 64 MiB, at more than 100:1',
    damage: {
      ...ONE,
      payload: () => Buffer.concat([Buffer.from('['), Buffer.alloc(65 * MEBIBYTE, ' '), Buffer.from(']')]),
    },
  },
  {
    ...unsupported,
    name: 'zip-encrypted',
    description: 'an entry is encrypted',
    damage: { ...ONE, entries: bend({ both: { flags: 0x0801 } }) },
  },
  {
    ...unsupported,
    name: 'zip-method',
    description: 'an entry is compressed with an unknown method',
    damage: { ...ONE, entries: bend({ both: { method: 99 } }) },
  },
];

const NESTED = { repositories: [STORAGE] } as const;
/** Bends the bytes of the inner archive. */
const inner =
  (change: (zip: Buffer) => Uint8Array) =>
  (entries: readonly RawEntry[]): readonly RawEntry[] =>
    entries.map((entry) =>
      entry.name.endsWith('.zip') ? { ...entry, content: change(Buffer.from(entry.content)) } : entry,
    );

const CONTENT_CASES: readonly DamagedCase[] = [
  {
    ...damaged,
    name: 'inner-zip-cut-short',
    description: 'the inner archive of the storage quotas ends early',
    damage: { ...NESTED, entries: inner((zip) => zip.subarray(0, -30)) },
  },
  {
    ...damaged,
    name: 'inner-zip-data-bit',
    description: 'a bit of the compressed data in the inner archive is flipped',
    damage: { ...NESTED, entries: inner(flipBit(75)) },
  },
  {
    ...unsafe,
    name: 'inner-zip-name-parent',
    description: 'an entry of the inner archive leads out of it',
    damage: {
      ...NESTED,
      entries: inner(() => writeRawZip([note('../outside.txt')])),
    },
  },
  {
    ...missing,
    name: 'inner-zip-missing',
    description: 'the folder of the storage quotas holds no inner archive',
    damage: { ...NESTED, entries: (entries) => entries.filter((entry) => !entry.name.endsWith('.zip')) },
  },
  {
    ...missing,
    name: 'inner-zip-without-payload',
    description: 'the inner archive does not hold the quotas',
    damage: { ...NESTED, entries: inner(() => writeRawZip([note('note.txt')])) },
  },
  {
    ...missing,
    name: 'payload-missing',
    description: 'the archive does not hold the payload',
    damage: { ...ONE, entries: () => [note('note.txt')] },
  },
  {
    ...missing,
    name: 'payload-of-another',
    description: 'the archive holds the payload of another repository',
    damage: {
      ...ONE,
      entries: (entries) =>
        archiveEntries(
          { ...portableRepository(COMPUTE), file: 'Plans.json' },
          entries[0]?.content ?? Buffer.alloc(0),
        ),
    },
  },
];

/** Faults in archives whose ciphertext is sound. */
export const ARCHIVE_CASES: readonly DamagedCase[] = [
  ...HEADER_CASES,
  ...NAME_CASES,
  ...SIZE_CASES,
  ...CONTENT_CASES,
];
