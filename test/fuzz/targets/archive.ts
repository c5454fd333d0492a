import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Header, Parser, Pax, type ReadEntry } from 'tar';
import { paddedSize } from '../../../src/adapters/store/archive/archive-index.js';
import { MANIFEST_NAME, renderManifest } from '../../../src/adapters/store/archive/archive-manifest.js';
import { openArchive } from '../../../src/adapters/store/archive/open-archive.js';
import { DAMAGED_ARCHIVES, SOUND_ARCHIVE, SOUND_SHARE_ARCHIVE } from '../../fixtures/damaged-archives.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';
import type { ReadOnlyFileSystem } from '../../../src/adapters/store/folder/file-system.js';

const BLOCK_BYTES = 512;
const CHECKSUM_OFFSET = 148;
const BACKUP_ID = '11111111-2222-3333-4444-555555555555';
const MAX_FILE_BYTES = 1024 * 1024;
const MAX_SEED_BYTES = 16 * 1024;

type Files = ReadonlyMap<string, Uint8Array>;

/** Content of each file of an accepted archive. */
async function readArchive(input: Uint8Array): Promise<Files> {
  const stores = await openArchive('set.tar', { fileSystem: createSingleFile(input) });
  const contents = new Map<string, Uint8Array>();
  try {
    for (const store of stores) {
      const isSet = store.packedBackupId !== undefined;
      const root = isSet ? 'MASBackup' : store.location.slice('set.tar/'.length).replaceAll('\\', '/');
      const { files } = await store.list();
      for (const { path } of files)
        contents.set(`${root}/${path}`, await store.readFile(path, MAX_FILE_BYTES));
    }
    return contents;
  } finally {
    await stores[0]?.close?.();
  }
}

/** The same, as another reader of tar sees it. */
async function readWithTar(input: Uint8Array): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const parser = new Parser({ strict: true });
  parser.on('entry', (entry: ReadEntry) => {
    const pieces: Buffer[] = [];
    entry.on('data', (piece: Buffer) => pieces.push(piece));
    entry.on('end', () => {
      if (entry.type !== 'Directory') contents.set(entry.path, Buffer.concat(pieces));
    });
  });
  await new Promise((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('error', reject);
    parser.end(Buffer.from(input));
  });
  return contents;
}

/** One member of a tar, as its headers have it. */
interface Member {
  /** Where its own header stands, behind an extended one. */
  readonly headerOffset: number;
  readonly path: string;
  readonly content: Buffer;
}

/** Makes the checksum of every header right, and gives the files. */
function repairHeaders(bytes: Buffer): readonly Member[] {
  const members: Member[] = [];
  let extended: Pax | undefined;
  for (let at = 0; at + BLOCK_BYTES <= bytes.length;) {
    const header = repairHeader(bytes.subarray(at, at + BLOCK_BYTES));
    if (header === undefined) break;
    const size = extended?.size ?? header.size ?? 0;
    if (!(size >= 0 && size <= bytes.length)) break;
    const content = bytes.subarray(at + BLOCK_BYTES, at + BLOCK_BYTES + size);
    if (header.type === 'File') members.push({ headerOffset: at, path: pathOf(header, extended), content });
    extended = header.type === 'ExtendedHeader' ? parsePax(content) : undefined;
    at += BLOCK_BYTES + paddedSize(size);
  }
  return members;
}

function pathOf(header: Header, extended: Pax | undefined): string {
  return extended?.path ?? header.path ?? '';
}

/** Undefined at the end, and where the header is none. */
function repairHeader(block: Buffer): Header | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  writeChecksum(block);
  return parseHeader(block);
}

function parseHeader(block: Buffer): Header | undefined {
  try {
    return new Header(block);
  } catch {
    return undefined;
  }
}

function parsePax(content: Buffer): Pax | undefined {
  try {
    return Pax.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The sum of all bytes, its own eight counted as spaces. Source: POSIX.1-2017, pax, "ustar Interchange Format". */
function writeChecksum(block: Buffer): void {
  block.fill(' ', CHECKSUM_OFFSET, CHECKSUM_OFFSET + 8);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM_OFFSET, 'latin1');
}

/** The checksums of headers are right, and the manifest names what follows it. */
function repairArchive(input: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(input);
  const [first, ...members] = repairHeaders(bytes);
  if (first === undefined || first.headerOffset > 0) return undefined;
  const files = members.map(({ path, content }) => ({
    path,
    sizeBytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  const manifest = Buffer.from(renderManifest({ backupId: BACKUP_ID, files }));
  const header = Buffer.alloc(BLOCK_BYTES);
  new Header({ path: MANIFEST_NAME, size: manifest.length, type: 'File', mode: 0o600 }).encode(header);
  const rest = bytes.subarray(BLOCK_BYTES + paddedSize(first.content.length));
  return Buffer.concat([header, manifest, Buffer.alloc(paddedSize(manifest.length) - manifest.length), rest]);
}

/** An archive that a set was packed into, compressed or not. */
export const archiveTarget = defineTarget<Files>({
  name: 'archive',
  dictionary: [
    MANIFEST_NAME,
    'ustar\x0000 ¦ ustar  \x00 ¦ MASBackup/ ¦ # restack archive 1\n ¦ # size  ¦ # end ',
    '# restack archive 2\n# share\n ¦ a.example/MASBackup/',
    '../ ¦ / ¦ \\ ¦ \x80\x00\x00\x00 ¦ \xff\xff\xff\xff ¦ 0000644\x00 ¦ 00000000000\x00 ¦ 77777777777\x00',
    '19 path=MASBackup/a\n ¦ 11 size=-1\n ¦ 12 size=1e9\n ¦ \x1f\x8b\x08 ¦ x ¦ g ¦ 5 ¦ 2 ¦ L',
  ],
  refusals: ['INTEGRITY'],
  readSeeds: async () => [
    SOUND_ARCHIVE,
    gzipSync(SOUND_ARCHIVE),
    SOUND_SHARE_ARCHIVE,
    ...DAMAGED_ARCHIVES.map(({ bytes }) => bytes).filter(({ length }) => length <= MAX_SEED_BYTES),
  ],
  read: readArchive,
  async confirm(files, input) {
    const second = await readWithTar(input);
    second.delete(MANIFEST_NAME);
    assertLaw(second.size === files.size, 'the tar package sees as many files');
    for (const [path, content] of files) {
      assertLaw(second.get(path)?.equals(content) === true, 'the tar package reads the same content');
    }
  },
  repair: repairArchive,
});

function missing(): never {
  throw Object.assign(new Error('not there'), { code: 'ENOENT' });
}

/** A file system that holds one file, whatever its name is asked for. */
function createSingleFile(bytes: Uint8Array): ReadOnlyFileSystem {
  return {
    stat: async () => ({ isDirectory: () => false }),
    lstat: async () => ({ size: bytes.length, isFile: () => true, isDirectory: () => false }),
    readdir: async () => missing(),
    open: async () => ({
      stat: async () => ({ size: bytes.length, isFile: () => true }),
      read: async ({ buffer, offset, length, position }) => {
        const piece = bytes.subarray(position, position + length);
        buffer.set(piece, offset);
        return { bytesRead: piece.length };
      },
      close: async () => {},
    }),
    readPiece: async (_path, { sizeBytes }) => bytes.subarray(0, sizeBytes),
  };
}
