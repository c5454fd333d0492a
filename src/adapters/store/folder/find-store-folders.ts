import { join } from 'node:path';
import pLimit from 'p-limit';
import type { FolderEntry, ReadOnlyFileSystem } from './file-system.js';
import { reasonOf } from '../read-failure.js';
import type { UnreadablePlace } from '../../../backup-set/store.js';

const STORE_FOLDER = 'masbackup';
/** Folders between the share's root and a store: `<fqdn>`, `<region>`. Source: format specification, section 1. */
const SEARCH_DEPTH = 2;
const CONCURRENCY = 16;
/**
 * Folders that lie beside MASBackup by the vendor's advice, and those that file servers and systems put into a share's
 * root.
 */
const NEVER_OPENED: ReadonlySet<string> = new Set([
  'hlh',
  'switches',
  'deploymentdata',
  'registration',
  'lost+found',
  'system volume information',
  '$recycle.bin',
]);

/** The stores below one folder. */
export interface StoreFolders {
  /** Paths of `MASBackup` folders, sorted. */
  readonly found: readonly string[];
  /** Folders on the way that may hold a store, and could not be opened. */
  readonly unreadable: readonly UnreadablePlace[];
  /** `MASBackup` entries that are symbolic links or files. */
  readonly refused: readonly string[];
}

/** True for the fixed name of a store's folder, in any case. */
export function isStoreFolderName(name: string): boolean {
  return name.toLowerCase() === STORE_FOLDER;
}

/**
 * Finds the `MASBackup` folders that are in `root` or at most two folders below it. In a folder that holds one, nothing
 * else is opened. Symbolic links are not followed. A failure of `root` itself is thrown as the file system gave it.
 */
export async function findStoreFolders(fileSystem: ReadOnlyFileSystem, root: string): Promise<StoreFolders> {
  const found: string[] = [];
  const refused: string[] = [];
  const unreadable: UnreadablePlace[] = [];
  const limit = pLimit(CONCURRENCY);

  /** Sorts the entries of a folder, and returns the folders to look into. */
  const inspect = (folder: string, entries: readonly FolderEntry[]): string[] => {
    const named = entries.filter((entry) => isStoreFolderName(entry.name));
    for (const entry of named) (entry.isDirectory() ? found : refused).push(join(folder, entry.name));
    if (named.some((entry) => entry.isDirectory())) return [];
    return entries.filter(isSearchable).map((entry) => join(folder, entry.name));
  };
  const open = async (folder: string): Promise<string[]> => {
    try {
      return inspect(folder, await fileSystem.readdir(folder, { withFileTypes: true }));
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== 'ENOENT') unreadable.push({ path: folder, reason });
      return [];
    }
  };

  let level = inspect(root, await fileSystem.readdir(root, { withFileTypes: true }));
  for (let depth = 1; depth <= SEARCH_DEPTH && level.length > 0; depth++) {
    level = (await Promise.all(level.map((folder) => limit(() => open(folder))))).flat();
  }
  return { found: found.toSorted(), unreadable, refused };
}

function isSearchable(entry: FolderEntry): boolean {
  return entry.isDirectory() && !entry.name.startsWith('.') && !NEVER_OPENED.has(entry.name.toLowerCase());
}
