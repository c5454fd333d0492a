// The program of the single executable. It runs alone inside Node.js, which reads nothing but Node's own modules there:
// restack itself lies on the disk, as it does everywhere, and is compared with its digests at each start.
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { getAsset } from 'node:sea';
import { brotliDecompressSync } from 'node:zlib';

/** A file that the program holds. */
export interface PayloadFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

interface PayloadIndex {
  readonly version: string;
  readonly launcher: string;
  readonly files: readonly PayloadFile[];
}

const CANNOT_START = 2;

try {
  const text = getAsset('index', 'utf8');
  const index = parseIndex(text);
  const digest = createHash('sha256').update(text).digest('hex');
  const folder = join(openPrivateFolder(), `${index.version}-${digest}`);
  if (!isWhole(folder, index)) unpack(folder, index);
  const launcher = join(folder, index.launcher);
  process.argv[1] = launcher;
  createRequire(launcher)(launcher);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `error CONFIG: restack cannot unpack itself: ${message}\n  - name another folder with XDG_CACHE_HOME\n`,
  );
  process.exitCode = CANNOT_START;
}

/** Parses a line of version and launcher, then a line for each file: digest, size, path. */
function parseIndex(text: string): PayloadIndex {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const [version = '', launcher = ''] = head.split(' ');
  const files = lines.map((line) => {
    const [sha256 = '', size, ...path] = line.split(' ');
    return { path: path.join(' '), sizeBytes: Number(size), sha256 };
  });
  return { version, launcher, files };
}

/**
 * Opens the folder that restack unpacks itself into.
 *
 * @throws Error when somebody else could change what lies there.
 */
function openPrivateFolder(): string {
  const folder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'restack');
  makeFolders(folder);
  const { uid, mode } = lstatSync(folder);
  const isOwn = uid === process.getuid?.();
  if (isOwn && (mode & 0o022) === 0 && (mode & 0o170000) === 0o040000) return folder;
  throw new Error(`${folder} is not a folder that only you can write to`);
}

/** Makes a folder and those above it. Node's own way never ends where a folder is there and takes none, as below /proc. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolders(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another start makes it, too.
    if (!existsSync(folder)) throw error;
  }
}

/** True when every file lies there as it was packed. */
function isWhole(folder: string, { files }: PayloadIndex): boolean {
  try {
    return files.every(({ path, sha256 }) => {
      const content = readFileSync(join(folder, path));
      return createHash('sha256').update(content).digest('hex') === sha256;
    });
  } catch {
    return false;
  }
}

/** Unpacks beside the place and moves it there whole: two first starts at once do not meet. */
function unpack(folder: string, index: PayloadIndex): void {
  const made = `${folder}.${randomBytes(6).toString('hex')}`;
  const content = brotliDecompressSync(new Uint8Array(getAsset('content')));
  try {
    let offset = 0;
    for (const { path, sizeBytes } of index.files) {
      const place = join(made, path);
      makeFolders(dirname(place));
      writeFileSync(place, content.subarray(offset, (offset += sizeBytes)), { mode: 0o600 });
    }
    chmodSync(made, 0o700);
    moveInto(made, folder, index);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Where something lies already, another start has just put it there, or it is damaged. */
function moveInto(made: string, folder: string, index: PayloadIndex): void {
  try {
    renameSync(made, folder);
  } catch (error) {
    if (isWhole(folder, index)) return;
    const old = `${made}.old`;
    if (!existsSync(folder)) throw error;
    renameSync(folder, old);
    renameSync(made, folder);
    rmSync(old, { recursive: true, force: true });
  }
}
