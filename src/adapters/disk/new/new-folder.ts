import { formatCount } from '../../../core/sizes.js';
import { mkdir, open, readdir, rename, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { endAfter } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { readSystemCode } from '../../../core/errors/system-code.js';
import { explainWriteError } from './new-file.js';
import { withWorkFolder } from './work-folder.js';
import { makeFolders } from './make-folders.js';

/** A folder that is being filled and does not bear its name yet. */
export interface NewFolder {
  /**
   * Writes a new file of mode 0600, with its parent folders. @returns its size in bytes
   *
   * @param path as of {@link createFile}
   */
  write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<number>;
  /**
   * Makes the parent folders (mode 0700) of a file and returns where to create it.
   *
   * @param path `/` as separator, relative, already known to be safe.
   */
  createFile(path: string): Promise<string>;
}

/**
 * Fills a folder in a work folder beside its place, and gives it its name when `fill` is done. When anything fails,
 * nothing remains.
 *
 * @throws USAGE when the place is taken by something that is no empty folder; PERMISSION_MISSING when its parent
 * may not be written; CONFIG when it is full.
 */
export async function writeNewFolder<R>(path: string, fill: (folder: NewFolder) => Promise<R>): Promise<R> {
  await assertFree(path);
  const parent = dirname(path);
  try {
    await makeFolders(parent);
    return await withWorkFolder(parent, async (work) => {
      const temporary = join(work, 'folder');
      await mkdir(temporary, { mode: 0o700 });
      const createFile = async (name: string): Promise<string> => {
        const file = join(temporary, ...name.split('/'));
        await makeFolders(dirname(file), 0o700);
        return file;
      };
      const result = await fill({
        createFile,
        write: async (name, pieces) => writePieces(await createFile(name), pieces),
      });
      // rename() takes the place of an empty folder on POSIX only.
      await rmdir(path).catch(() => undefined);
      await rename(temporary, path);
      return result;
    });
  } catch (error) {
    throw explainWriteError(error, path);
  }
}

async function writePieces(path: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
  const handle = await open(path, 'wx', 0o600);
  return endAfter(
    async () => {
      let sizeBytes = 0;
      for await (const piece of pieces) {
        await handle.writeFile(piece);
        sizeBytes += piece.length;
      }
      return sizeBytes;
    },
    () => handle.close(),
  );
}

async function assertFree(path: string): Promise<void> {
  let entries: readonly string[];
  try {
    entries = await readdir(path);
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return;
    throw new RestackError('USAGE', `${path} is not a folder that can be written to`, { cause: error });
  }
  if (entries.length === 0) return;
  throw new RestackError(
    'USAGE',
    `${path} is not empty: it holds ${formatCount(entries.length, 'entry', 'entries')}, expected none`,
    {
      hints: ['name a folder that is empty or not there yet: --out DIR'],
    },
  );
}
