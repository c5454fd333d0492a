import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endAfter, undoFor } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { explainWriteError, giveName, isTaken } from './new-file.js';
import { withWorkFolder } from './work-folder.js';

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
    const created = await mkdir(folder, { recursive: true, mode: 0o700 });
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
