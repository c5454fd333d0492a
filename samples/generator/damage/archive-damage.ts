import { archiveEntries, portableRepository, type RawEntry, writeRawZip } from '../raw-zip.js';
import { COMPUTE, type DamageByCase, flipBit, ONE, STORAGE } from './damage.js';

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

const HEADER_DAMAGE: DamageByCase = {
  'zip-none': { ...ONE, archive: () => Buffer.alloc(100, 0x20) },
  'zip-empty': { ...ONE, archive: () => Buffer.alloc(0) },
  'zip-no-directory': { ...ONE, archive: (zip) => zip.subarray(0, -60) },
  'zip-more-behind': { ...ONE, archive: (zip) => Buffer.concat([zip, Buffer.alloc(40)]) },
  'zip-crc': { ...ONE, entries: bend({ both: { crc: 0x1234_5678 } }) },
  'zip-data-bit': { ...ONE, archive: flipBit(75) },
  'zip-other-name': { ...ONE, entries: bend({ local: { name: 'CRP-Microsoft.Compute.Admin.json.bak' } }) },
  'zip-other-crc': { ...ONE, entries: bend({ local: { crc: 1 } }) },
  'zip-other-method': { ...ONE, entries: bend({ local: { method: 0 } }) },
  'zip-other-size': { ...ONE, entries: bend({ local: { size: 5 } }) },
  'zip-smaller': { ...ONE, entries: bend({ both: { size: 100_000 } }) },
};

const NAME_DAMAGE: DamageByCase = {
  'zip-name-parent': named('../outside.txt'),
  'zip-name-absolute': named('/etc/outside.txt'),
  'zip-name-drive': named('C:/outside.txt'),
  'zip-name-backslashes': named('..\\..\\outside.txt'),
  'zip-name-nul': named('note.txt\0.json'),
  'zip-name-twice': { ...ONE, entries: add(note('note.txt'), note('note.txt')) },
  'zip-name-case': { ...ONE, entries: add(note('note.txt'), note('NOTE.TXT')) },
  'zip-symbolic-link': {
    ...ONE,
    entries: add({ ...note('link'), versionMadeBy: UNIX | 20, externalAttributes: SYMBOLIC_LINK }),
  },
};

const SIZE_DAMAGE: DamageByCase = {
  'zip-overlap': { ...ONE, entries: add({ ...note('note.txt'), offset: 0 }) },
  'zip-larger': { ...ONE, entries: bend({ both: { size: 40 } }) },
  'zip-bomb': {
    ...ONE,
    payload: () => Buffer.concat([Buffer.from('['), Buffer.alloc(65 * MEBIBYTE, ' '), Buffer.from(']')]),
  },
  'zip-encrypted': { ...ONE, entries: bend({ both: { flags: 0x0801 } }) },
  'zip-method': { ...ONE, entries: bend({ both: { method: 99 } }) },
};

const NESTED = { repositories: [STORAGE] } as const;
/** Bends the bytes of the inner archive. */
const inner =
  (change: (zip: Buffer) => Uint8Array) =>
  (entries: readonly RawEntry[]): readonly RawEntry[] =>
    entries.map((entry) =>
      entry.name.endsWith('.zip') ? { ...entry, content: change(Buffer.from(entry.content)) } : entry,
    );

const CONTENT_DAMAGE: DamageByCase = {
  'inner-zip-cut-short': { ...NESTED, entries: inner((zip) => zip.subarray(0, -30)) },
  'inner-zip-data-bit': { ...NESTED, entries: inner(flipBit(75)) },
  'inner-zip-name-parent': {
    ...NESTED,
    entries: inner(() => writeRawZip([note('../outside.txt')])),
  },
  'inner-zip-missing': {
    ...NESTED,
    entries: (entries) => entries.filter((entry) => !entry.name.endsWith('.zip')),
  },
  'inner-zip-without-payload': { ...NESTED, entries: inner(() => writeRawZip([note('note.txt')])) },
  'payload-missing': { ...ONE, entries: () => [note('note.txt')] },
  'payload-of-another': {
    ...ONE,
    entries: (entries) =>
      archiveEntries(
        { ...portableRepository(COMPUTE), file: 'Plans.json' },
        entries[0]?.content ?? Buffer.alloc(0),
      ),
  },
};

/** Faults in archives whose ciphertext is sound. */
export const ARCHIVE_DAMAGE: DamageByCase = {
  ...HEADER_DAMAGE,
  ...NAME_DAMAGE,
  ...SIZE_DAMAGE,
  ...CONTENT_DAMAGE,
};
