import { statSync } from 'node:fs';
import { type FileHandle, link, lstat, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { endAfter, undoFor } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { meansFull, readSystemCode } from '../../../core/errors/system-code.js';
import type { NewFile } from './naming-disk.js';
import { withWorkFolder } from './work-folder.js';
import { makeFolders } from './make-folders.js';

/** True when a name is taken, whatever bears it. */
export async function isTaken(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Fills a file of mode 0600 in a work folder beside its place, and gives it its name when `fill` is done and all of it
 * is on the disk. When anything fails, nothing remains. A file that has the name already is never touched.
 *
 * @param fill gets the work folder, too, for its own temporary files.
 * @throws USAGE when the name is taken; PERMISSION_MISSING when the folder may not be written; CONFIG when it is full.
 */
export async function writeNewFile<R>(
  path: string,
  fill: (handle: FileHandle, workFolder: string) => Promise<R>,
): Promise<R> {
  if (await isTaken(path)) throw createTakenError(path);
  try {
    await makeFolders(dirname(path));
    return await withWorkFolder(dirname(path), async (folder) => {
      const temporary = join(folder, 'file');
      const handle = await open(temporary, 'wx+', 0o600);
      const result = await endAfter(
        async () => {
          const filled = await fill(handle, folder);
          await handle.sync();
          return filled;
        },
        () => handle.close(),
      );
      await giveName(temporary, path);
      return result;
    });
  } catch (error) {
    throw explainWriteError(error, path);
  }
}

/**
 * Asserts that the folder of a file that replaces another one is there, before the work is done that it tells of.
 *
 * @throws NOT_FOUND when it is not.
 */
export function assertFolderOf(path: string): void {
  if (!isFolder(dirname(path))) throw createNoFolderError(path, { details: { path } });
}

/**
 * Asserts that the folder of a new file can be made where it is not there, before the work is done that the file tells of.
 *
 * @throws NOT_FOUND when something above it is no folder.
 */
export function assertFolderPossible(path: string): void {
  for (let above = dirname(path); ; above = dirname(above)) {
    try {
      if (statSync(above).isDirectory()) return;
      break;
    } catch (error) {
      const isNothing = ['ENOENT', 'ENOTDIR'].includes(readSystemCode(error) ?? '');
      // What cannot be looked at is left to whoever writes.
      if (!isNothing || dirname(above) === above) return;
    }
  }
  throw createNoFolderError(path, { details: { path } });
}

/** False where there is none; one that cannot be looked at is left to whoever writes. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes(readSystemCode(error) ?? '');
  }
}

function createNoFolderError(
  path: string,
  options: ConstructorParameters<typeof RestackError>[2],
): RestackError {
  return new RestackError('NOT_FOUND', `${path} cannot be written: there is no folder ${dirname(path)}`, {
    ...options,
    hints: ['make that folder first, or name another place'],
  });
}

/** Turns the system's error for a file that cannot be written into one of restack; others stay as they are. */
export function explainWriteError(error: unknown, path: string): unknown {
  if (error instanceof RestackError || !(error instanceof Error) || !('syscall' in error)) return error;
  const reason = readSystemCode(error) ?? 'unknown';
  if (reason === 'EEXIST') return createTakenError(path);
  const hints = ['name a place where there is room, and where this account may write'];
  const options = { cause: error, hints, details: { path, reason } };
  // Some folders, as /proc, answer ENOENT to every new file.
  if ((reason === 'ENOENT' || reason === 'ENOTDIR') && !isFolder(dirname(path))) {
    return createNoFolderError(path, options);
  }
  if (meansFull(reason)) return new RestackError('CONFIG', `no space left for ${path}`, options);
  return new RestackError('PERMISSION_MISSING', `${path} cannot be written (${reason})`, options);
}

/**
 * Gives a finished file its name, unless that is taken.
 *
 * @throws the system's error; EEXIST when the name is taken.
 */
export async function giveName(temporary: string, path: string): Promise<void> {
  try {
    // Unlike rename(), link() never replaces a file.
    await link(temporary, path);
  } catch (error) {
    if (readSystemCode(error) === 'EEXIST') throw error;
    // FAT and some file servers have no links.
    if (await isTaken(path)) throw createTakenError(path);
    await rename(temporary, path);
    return;
  }
  await rm(temporary, { force: true });
}

/** Makes the error for a name that is taken. */
export function createTakenError(path: string): RestackError {
  return new RestackError('USAGE', `${path} is there already, and is never overwritten`, {
    hints: ['name a file that is not there yet'],
    details: { path },
  });
}

/** A file to be written. */
export interface NewFileContent {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
}

/**
 * Asserts that no file of these names is there.
 *
 * @throws USAGE when one of them is taken.
 */
export async function assertNamesFree(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const path = join(folder, name);
    if (!(await isTaken(path))) continue;
    throw new RestackError(
      'USAGE',
      `${path} is there already, and is never overwritten: nothing was written`,
      {
        hints: ['name another folder: --out DIR'],
        details: { path },
      },
    );
  }
}

/**
 * Writes several small files into a folder, which is made when it is not there: all of them or none.
 *
 * @throws USAGE when a name is taken; PERMISSION_MISSING or CONFIG when the folder does not take them.
 */
export async function writeNewFiles(folder: string, files: readonly NewFileContent[]): Promise<void> {
  const undo: string[] = [];
  try {
    const created = await makeFolders(folder, 0o700);
    if (created !== undefined) undo.push(created);
    await withWorkFolder(folder, async (work) => {
      for (const file of files) await writeFlushed(join(work, file.name), file);
      for (const { name } of files) {
        await giveName(join(work, name), join(folder, name));
        undo.push(join(folder, name));
      }
    });
  } catch (error) {
    const failure = await undoFor(error, async () => {
      for (const path of undo.toReversed()) await rm(path, { recursive: true, force: true });
    });
    throw explainWriteError(failure, folder);
  }
}

async function writeFlushed(path: string, { bytes, mode }: NewFileContent): Promise<void> {
  const handle = await open(path, 'wx', mode);
  await endAfter(
    async () => {
      await handle.writeFile(bytes);
      await handle.sync();
    },
    () => handle.close(),
  );
}

/** Writes to a file that is open. */
export function writeInto(handle: FileHandle): Pick<NewFile, 'write'> {
  return { write: (bytes, position) => writeFully(handle, bytes, position) };
}

/** Writes all of some bytes to a file that is open: one call may write a part. */
export async function writeFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
