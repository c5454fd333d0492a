import { join } from 'node:path';
import type { NamedEntry, NamingDisk } from '../../disk/new/naming-disk.js';
import { RestackError } from '../../../core/errors/restack-error.js';
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
export async function findPlaces(
  root: string,
  files: readonly StoreFile[],
  disk: NamingDisk,
): Promise<readonly FilePlace[]> {
  const folders = new Map<string, Promise<ReadonlyMap<string, NamedEntry>>>();
  const entriesOf = (folder: string) => {
    const known = folders.get(folder) ?? readEntries(folder, disk);
    folders.set(folder, known);
    return known;
  };
  const places: FilePlace[] = [];
  for (const { path } of files) {
    const parts: string[] = [];
    let folder = root;
    let found: NamedEntry | undefined;
    const names = path.split('/');
    for (const [index, name] of names.entries()) {
      found = (await entriesOf(folder)).get(name.toLowerCase());
      const isLast = index === names.length - 1;
      if (found !== undefined && found.kind !== (isLast ? 'file' : 'folder')) {
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

async function readEntries(folder: string, disk: NamingDisk): Promise<ReadonlyMap<string, NamedEntry>> {
  const entries = await disk.list(folder);
  return new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
}

/** Asserts that the file in a place is the staged one, byte by byte. @throws USAGE when it is not. */
export async function assertSameFile(staged: string, { target }: FilePlace, disk: NamingDisk): Promise<void> {
  const [wanted, found] = [await disk.measure(staged), await disk.measure(target)];
  const isSame = wanted.sizeBytes === found.sizeBytes && wanted.digest === found.digest;
  if (!isSame)
    throw refuse(target, 'lies there with other bytes, and is never overwritten: nothing was written');
}

function refuse(path: string, why: string): RestackError {
  return new RestackError('USAGE', `${path} ${why}`, {
    details: { path },
    hints: ['unpack into a share of its own: restack archive unpack FILE --share DIR'],
  });
}
