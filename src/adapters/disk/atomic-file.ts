import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readSystemCode } from '../../core/errors/system-code.js';
import { createFileError } from './file-failure.js';

/** Mode of every file of a run. */
export const PRIVATE_FILE = 0o600;
/** Mode of every folder of a run. */
export const PRIVATE_FOLDER = 0o700;

/**
 * Puts text into a file that nobody ever sees half written: temporary file, sync, rename, sync of the folder.
 *
 * @throws PERMISSION_MISSING or CONFIG when that fails; what was there before is untouched then.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), nameTemporary(basename(path)));
  try {
    await writeSyncedFile(temporary, text);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw createFileError(error, `writing ${path}`);
  }
}

/** A name that no file has. It begins with a dot, as that of no other file here does. */
export function nameTemporary(subject = ''): string {
  return `.${subject}${TEMPORARY}${randomBytes(8).toString('hex')}`;
}

const TEMPORARY = '.new-';

/**
 * Clears away what killed processes left half written. Whoever still writes there must be ready to lose it.
 *
 * @throws PERMISSION_MISSING or CONFIG when that fails.
 */
export async function removeTemporaries(folder: string): Promise<void> {
  try {
    const left = (await readdir(folder)).filter((name) => name.startsWith('.') && name.includes(TEMPORARY));
    for (const name of left) await rm(join(folder, name), { force: true });
  } catch (error) {
    throw createFileError(error, `clearing up ${folder}`);
  }
}

/** Creates a private file that must not be there yet, and syncs its content: a text, or the pieces of one. */
export async function writeSyncedFile(path: string, text: string | Iterable<string>): Promise<void> {
  const handle = await open(path, 'wx', PRIVATE_FILE);
  try {
    await writeFile(handle, text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const UNSYNCABLE: ReadonlySet<string | undefined> = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'EBADF']);

/** Makes the names in a folder survive a crash, where the system can: Windows opens no folders. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!UNSYNCABLE.has(readSystemCode(error))) throw error;
  }
}
