import { randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RestackError } from '../core/restack-error.js';
import { explainWriteError, giveName, isTaken } from './new-file.js';

/** A file to be written. */
export interface NewFileContent {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
}

/**
 * Guards names that are to be written.
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
    const created = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (created !== undefined) undo.push(created);
    const suffix = randomBytes(6).toString('hex');
    const moves: { readonly temporary: string; readonly path: string }[] = [];
    for (const { name, bytes, mode } of files) {
      const temporary = join(folder, `.${name}.${suffix}.tmp`);
      const handle = await open(temporary, 'wx', mode);
      undo.push(temporary);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      moves.push({ temporary, path: join(folder, name) });
    }
    for (const { temporary, path } of moves) {
      await giveName(temporary, path);
      undo.push(path);
    }
  } catch (error) {
    for (const path of undo.toReversed()) await rm(path, { recursive: true, force: true });
    throw explainWriteError(error, folder);
  }
}
