import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { type ArchiveManifest, MANIFEST_NAME, renderManifest } from '../../../src/adapters/store/archive/archive-manifest.js';

type EntryType = ConstructorParameters<typeof Header>[0] extends infer Data
  ? Data extends { type?: infer Type }
    ? Type
    : never
  : never;

/** One entry of a tar, as it is written. */
interface TarEntry {
  readonly path: string;
  readonly content?: string;
  readonly type?: EntryType;
  readonly linkpath?: string;
}

/** An archive that must be refused. */
export interface DamagedArchive {
  readonly what: string;
  readonly name: string;
  readonly bytes: Buffer;
}

const BACKUP_ID = '11111111-2222-3333-4444-555555555555';
const FOLDER = 'MASBackup/progressivebackup/1.2301.0.55';
/** Read by every command that reads a share. */
const REGISTRATIONS: TarEntry = { path: `${FOLDER}/registrations.json`, content: '[]' };
const DATA: TarEntry = {
  path: `${FOLDER}/a;b;c;d/202301171931_${BACKUP_ID}_Full_C.zip`,
  content: 'x'.repeat(700),
};
const FILES = [DATA, REGISTRATIONS];

function renderEntry({ path, content = '', type = 'File', linkpath }: TarEntry): Buffer {
  const size = Buffer.byteLength(content);
  const header = new Header({
    path,
    size,
    type,
    mode: 0o600,
    ...(linkpath === undefined ? {} : { linkpath }),
  });
  const block = Buffer.alloc(512);
  header.encode(block);
  return Buffer.concat([block, Buffer.from(content), Buffer.alloc((512 - (size % 512)) % 512)]);
}

function renderTar(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(renderEntry), Buffer.alloc(1024)]);
}

function describeFiles(entries: readonly TarEntry[]): ArchiveManifest {
  const files = entries.map(({ path, content = '' }) => ({
    path,
    sizeBytes: Buffer.byteLength(content),
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  return { backupId: BACKUP_ID, files };
}

/** A manifest as an entry. */
function manifestOf(entries: readonly TarEntry[]): TarEntry {
  return { path: MANIFEST_NAME, content: renderManifest(describeFiles(entries)) };
}

/** Entries behind a manifest that names `named`, or all of them. */
function archiveOf(entries: readonly TarEntry[], named: readonly TarEntry[] = entries): Buffer {
  return renderTar([manifestOf(named), ...entries]);
}

/** What all the others are made of; it is accepted. */
export const SOUND_ARCHIVE = archiveOf(FILES);

function flip(bytes: Buffer, needle: string): Buffer {
  const changed = Buffer.from(bytes);
  const offset = bytes.indexOf(needle);
  if (offset < 0) throw new Error(`the archive does not hold ${needle}`);
  changed[offset] = (changed[offset] ?? 0) ^ 0x01;
  return changed;
}

/** An extended header of pax: what it says overrides the header after it. */
function paxOf(
  records: Readonly<Record<string, string>>,
  type: TarEntry['type'] = 'ExtendedHeader',
): TarEntry {
  const lines = Object.entries(records).map(([name, value]) => {
    const rest = ` ${name}=${value}\n`;
    const digits = String(Buffer.byteLength(rest) + 2).length;
    const length = Buffer.byteLength(rest) + digits;
    return `${String(length).length > digits ? length + 1 : length}${rest}`;
  });
  return { path: 'PaxHeader/x', content: lines.join(''), ...(type === undefined ? {} : { type }) };
}

/** An entry whose header says a size that its content does not have. */
function withSize(bytes: Buffer, needle: string, size: number): Buffer {
  const changed = Buffer.from(bytes);
  const start = bytes.indexOf(needle);
  const header = new Header(changed, start);
  header.size = size;
  header.encode(changed, start);
  return changed;
}

const path = (name: string) => `${FOLDER}/${name}`;
const file = (name: string): TarEntry => ({ path: name, content: 'y' });
const cutAt = (length: number) => SOUND_ARCHIVE.subarray(0, length);
const compressed = gzipSync(SOUND_ARCHIVE);
const bomb = Buffer.concat([SOUND_ARCHIVE, Buffer.alloc(8 * 1024 * 1024)]);

const TARS: Readonly<Record<string, Buffer>> = {
  'an empty file': Buffer.alloc(0),
  'half a header': cutAt(300),
  'cut inside the manifest': cutAt(600),
  'cut after the manifest': cutAt(512 + 1024),
  'cut inside a file': cutAt(SOUND_ARCHIVE.length - 1024 - 1024 - 300),
  'one block short of its end': cutAt(SOUND_ARCHIVE.length - 512),
  'no end': cutAt(SOUND_ARCHIVE.length - 1024),
  'a flipped bit in the manifest': flip(SOUND_ARCHIVE, '# size'),
  'a flipped bit in the id of the backup': flip(SOUND_ARCHIVE, BACKUP_ID),
  'a flipped bit in a header': flip(SOUND_ARCHIVE, 'ustar'),
  'a flipped bit in a file that is read': flip(SOUND_ARCHIVE, '[]'),
  'bytes in the padding': Buffer.concat([
    SOUND_ARCHIVE.subarray(0, -1025),
    Buffer.from('z'),
    Buffer.alloc(1024),
  ]),
  'bytes after the end': Buffer.concat([SOUND_ARCHIVE, Buffer.from('more')]),
  'a second archive after the end': Buffer.concat([SOUND_ARCHIVE, SOUND_ARCHIVE]),
  'a symbolic link': archiveOf(
    [...FILES, { path: path('link'), type: 'SymbolicLink', linkpath: '/etc' }],
    FILES,
  ),
  'a symbolic link in the place of a file': archiveOf(
    [{ path: DATA.path, type: 'SymbolicLink', linkpath: '/etc/passwd' }, REGISTRATIONS],
    FILES,
  ),
  'a hard link': archiveOf([...FILES, { path: path('link'), type: 'Link', linkpath: '/etc/passwd' }], FILES),
  'a device': archiveOf([...FILES, { path: path('null'), type: 'CharacterDevice' }], FILES),
  'a pipe': archiveOf([...FILES, { path: path('pipe'), type: 'FIFO' }], FILES),
  'a block device': archiveOf([...FILES, { path: path('sda'), type: 'BlockDevice' }], FILES),
  'a contiguous file': archiveOf([{ ...DATA, type: 'ContiguousFile' }, REGISTRATIONS], FILES),
  'a sparse file': archiveOf([{ ...DATA, type: 'SparseFile' }, REGISTRATIONS], FILES),
  'a sparse file of pax': archiveOf(
    [
      paxOf({ 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': DATA.path }),
      { path: path('GNUSparseFile.0/x.zip'), content: `1\n0\n${'x'.repeat(700)}` },
      REGISTRATIONS,
    ],
    FILES,
  ),
  'a long name of GNU': archiveOf(
    [{ path: '././@LongLink', type: 'NextFileHasLongPath', content: DATA.path }, ...FILES],
    FILES,
  ),
  'a continued file': archiveOf([{ ...DATA, type: 'ContinuationFile' }, REGISTRATIONS], FILES),
  'an extended header for all': archiveOf(
    [paxOf({ path: '/tmp/evil' }, 'GlobalExtendedHeader'), ...FILES],
    FILES,
  ),
  'an extended header that leads out': archiveOf([paxOf({ path: 'MASBackup/../../evil' }), ...FILES], FILES),
  'an extended header with an absolute path': archiveOf([paxOf({ path: '/tmp/evil' }), ...FILES], FILES),
  'an extended header with the name of another file': archiveOf(
    [paxOf({ path: REGISTRATIONS.path }), ...FILES],
    FILES,
  ),
  'an extended header with a smaller size': archiveOf([paxOf({ size: '2' }), ...FILES], FILES),
  'an extended header with a huge size': archiveOf([paxOf({ size: '9007199254740991' }), ...FILES], FILES),
  'an extended header with a size that is none': archiveOf([paxOf({ size: '-1' }), ...FILES], FILES),
  'two extended headers': archiveOf(
    [paxOf({ path: DATA.path }), paxOf({ path: DATA.path }), ...FILES],
    FILES,
  ),
  'an extended header that is too large': archiveOf(
    [paxOf({ comment: 'x'.repeat(100_000) }), ...FILES],
    FILES,
  ),
  'an extended header at the end': archiveOf([...FILES, paxOf({ path: DATA.path })], FILES),
  'an extended header before the manifest': renderTar([
    paxOf({ path: path('registrations.json') }),
    manifestOf(FILES),
    ...FILES,
  ]),
  'a huge size': withSize(SOUND_ARCHIVE, DATA.path.slice(0, 40), Number.MAX_SAFE_INTEGER),
  'a larger size': withSize(SOUND_ARCHIVE, DATA.path.slice(0, 40), 701),
  'a way out': archiveOf([...FILES, file('MASBackup/../../evil')]),
  'a way out by a folder': archiveOf([{ path: 'MASBackup/../../evil/', type: 'Directory' }, ...FILES], FILES),
  'an absolute path': archiveOf([...FILES, file('/tmp/evil')]),
  'a path of Windows': archiveOf([...FILES, file('MASBackup\\..\\evil')]),
  'a drive': archiveOf([...FILES, file('C:/MASBackup/evil')]),
  'a file beside MASBackup': archiveOf([...FILES, file('HLH/evil')]),
  'a control character in a name': archiveOf([...FILES, file('MASBackup/\u001b[2J')]),
  'a file twice': archiveOf([...FILES, DATA], FILES),
  'a file twice, and in the manifest': archiveOf([...FILES, DATA]),
  'two names that differ by case': archiveOf([...FILES, file(DATA.path.toUpperCase())]),
  'a file that is not in the manifest': archiveOf([...FILES, file(path('extra.xml'))], FILES),
  'a file that is only in the manifest': archiveOf([REGISTRATIONS], FILES),
  'another size than the manifest': archiveOf([{ ...DATA, content: 'x' }, REGISTRATIONS], FILES),
  'another content than the manifest': archiveOf([DATA, { ...REGISTRATIONS, content: '{}' }], FILES),
  'no manifest': renderTar(FILES),
  'the manifest at the end': renderTar([...FILES, manifestOf(FILES)]),
  'two manifests': renderTar([manifestOf(FILES), manifestOf(FILES), ...FILES]),
  'a manifest of nothing': renderTar([manifestOf([])]),
  'no tar at all': Buffer.from('this is a text file that was renamed\n'.repeat(40)),
};

const COMPRESSED: Readonly<Record<string, Buffer>> = {
  'compressed, cut short': compressed.subarray(0, -20),
  'compressed, cut to its header': compressed.subarray(0, 12),
  'compressed, with a flipped bit': Buffer.from(
    compressed.map((byte, index) => (index === 60 ? byte ^ 4 : byte)),
  ),
  'compressed, larger than its manifest says': gzipSync(bomb),
  'compressed, with a link': gzipSync(TARS['a symbolic link'] ?? Buffer.alloc(0)),
  'compressed text': gzipSync('this is no archive'),
};

/** Every archive that must be refused, each with one fault. */
export const DAMAGED_ARCHIVES: readonly DamagedArchive[] = [
  ...Object.entries(TARS).map(([what, bytes]) => ({ what, bytes, name: 'set.tar' })),
  ...Object.entries(COMPRESSED).map(([what, bytes]) => ({ what, bytes, name: 'set.tar.gz' })),
];
