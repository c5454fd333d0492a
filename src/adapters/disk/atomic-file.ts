import { randomBytes } from 'node:crypto';
import { chmod, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { endAfter, undoFor } from '../../core/errors/first-failure.js';
import { createFileError } from './file-failure.js';
import { syncFolder } from './sync-folder.js';

/** Mode of a file that only its owner may read: files of a run, and the controller's state. */
export const PRIVATE_FILE = 0o600;
/** Mode of every folder of a run. */
export const PRIVATE_FOLDER = 0o700;

/**
 * Replaces the content of a file, which nobody ever sees half written: temporary file, sync, rename, sync of the
 * folder.
 *
 * @param options `explain` turns the system's error into one of restack, as for a file of a run unless given; `mode` is
 * for a file that not only its owner may read
 * @throws PERMISSION_MISSING or CONFIG when that fails, or as `explain` says; the earlier content is untouched then.
 */
export async function replaceFile(
  path: string,
  text: string,
  options: { readonly explain?: (error: unknown, path: string) => unknown; readonly mode?: number } = {},
): Promise<void> {
  const { explain = (error: unknown) => createFileError(error, `writing ${path}`), mode } = options;
  const temporary = join(dirname(path), nameTemporary(basename(path)));
  try {
    await writeSyncedFile(temporary, text);
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    const failure = await undoFor(error, () => rm(temporary, { force: true }));
    throw explain(failure, path);
  }
}

/** The bytes of a subject in the name of a temporary file: with all of the longest name, there is no room for more. */
const SUBJECT_BYTES = 200;

/** A name that no file has. It begins with a dot, as that of no other file here does. */
export function nameTemporary(subject = ''): string {
  const { read } = new TextEncoder().encodeInto(subject, new Uint8Array(SUBJECT_BYTES));
  return `.${subject.slice(0, read)}${TEMPORARY}${randomBytes(8).toString('hex')}`;
}

const TEMPORARY = '.new-';

/**
 * Removes files that killed processes left half written. Whoever still writes there must be ready to lose them.
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
  await endAfter(
    async () => {
      await writeFile(handle, text);
      await handle.sync();
    },
    () => handle.close(),
  );
}
