import { type Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '../../disk/file-digest.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { readSystemCode } from '../../../core/errors/system-code.js';
import type { StoreFile } from '../../../backup-set/store.js';

/** A file of an archive, and its place on a share. */
export interface FilePlace {
  /** Below `MASBackup`, as the archive writes it. */
  readonly path: string;
  /** Names below `MASBackup`, as the share writes them where they are there. */
  readonly parts: readonly string[];
  /** Absolute. */
  readonly target: string;
  /** True when a file lies there already. */
  readonly isTaken: boolean;
}

/**
 * Finds the places of files below `root`. Names match without regard to case, as the format has it.
 *
 * @throws USAGE when a link, or anything but a folder, stands where a folder must, or no regular file where a file
 * must.
 */
export async function findPlaces(root: string, files: readonly StoreFile[]): Promise<readonly FilePlace[]> {
  const folders = new Map<string, Promise<ReadonlyMap<string, Dirent>>>();
  const entriesOf = (folder: string) => {
    const known = folders.get(folder) ?? readEntries(folder);
    folders.set(folder, known);
    return known;
  };
  const places: FilePlace[] = [];
  for (const { path } of files) {
    const parts: string[] = [];
    let folder = root;
    let found: Dirent | undefined;
    const names = path.split('/');
    for (const [index, name] of names.entries()) {
      found = (await entriesOf(folder)).get(name.toLowerCase());
      const isLast = index === names.length - 1;
      if (found !== undefined && !(isLast ? found.isFile() : found.isDirectory())) {
        const kind = isLast ? 'regular file' : 'folder';
        throw refuse(join(folder, found.name), `is no ${kind}: nothing was written`);
      }
      parts.push(found?.name ?? name);
      folder = join(folder, found?.name ?? name);
    }
    places.push({ path, parts, target: folder, isTaken: found !== undefined });
  }
  return places;
}

async function readEntries(folder: string): Promise<ReadonlyMap<string, Dirent>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return new Map();
    throw error;
  }
}

/** Asserts that the file in a place is the staged one, byte by byte. @throws USAGE when it is not. */
export async function assertSameFile(staged: string, { target }: FilePlace): Promise<void> {
  const [wanted, found] = await Promise.all([lstat(staged), lstat(target)]);
  const isSame = wanted.size === found.size && (await hashFile(staged)) === (await hashFile(target));
  if (!isSame)
    throw refuse(target, 'lies there with other bytes, and is never overwritten: nothing was written');
}

function refuse(path: string, why: string): RestackError {
  return new RestackError('USAGE', `${path} ${why}`, {
    details: { path },
    hints: ['unpack into a share of its own: restack archive unpack FILE --share DIR'],
  });
}
