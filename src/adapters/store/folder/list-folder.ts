import { join } from 'node:path';
import pLimit from 'p-limit';
import type { FolderEntry, ReadOnlyFileSystem } from './file-system.js';
import { reasonOf } from '../read-failure.js';
import type { StoreFile, StoreListing, UnreadablePlace } from '../../../backup-set/store.js';

/** Folders below the store's root that are opened; the format needs three. */
const MAX_FOLDER_DEPTH = 4;
/** Calls in flight: enough to hide a file server's latency, few enough not to trip its limits. */
const CONCURRENCY = 32;
/** The character that Node puts where a name is not valid UTF-8; such a file cannot be opened by its name. */
const UNREPRESENTABLE = '\u{FFFD}';

interface Pass {
  readonly fileSystem: ReadOnlyFileSystem;
  readonly root: string;
  readonly limit: <T>(task: () => Promise<T>) => Promise<T>;
  readonly files: StoreFile[];
  readonly unreadable: UnreadablePlace[];
  readonly unopened: string[];
}

/**
 * Lists a folder in one pass. Failures below the root are part of the result; a failure of the root is thrown as the
 * file system gave it. All lists are sorted by path (code units).
 */
export async function listFolder(fileSystem: ReadOnlyFileSystem, root: string): Promise<StoreListing> {
  const pass: Pass = {
    fileSystem,
    root,
    limit: pLimit(CONCURRENCY),
    files: [],
    unreadable: [],
    unopened: [],
  };
  const entries = await fileSystem.readdir(root, { withFileTypes: true });
  await listEntries(pass, '', entries);
  return {
    files: pass.files.toSorted((a, b) => comparePaths(a.path, b.path)),
    unreadable: pass.unreadable.toSorted((a, b) => comparePaths(a.path, b.path)),
    unopened: pass.unopened.toSorted(comparePaths),
  };
}

async function listEntries(pass: Pass, folder: string, entries: readonly FolderEntry[]): Promise<void> {
  await Promise.all(
    entries.map((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return listEntry(pass, path, entry);
    }),
  );
}

async function listEntry(pass: Pass, path: string, entry: FolderEntry): Promise<void> {
  if (entry.isFile()) return listFile(pass, path);
  if (entry.isDirectory() && path.split('/').length <= MAX_FOLDER_DEPTH) return listSubfolder(pass, path);
  pass.unopened.push(path);
}

async function listFile(pass: Pass, path: string): Promise<void> {
  try {
    const { size } = await pass.limit(() => pass.fileSystem.lstat(join(pass.root, path)));
    pass.files.push({ path, sizeBytes: size });
  } catch (error) {
    const reason = reasonOf(error);
    if (reason !== 'ENOENT') pass.unreadable.push({ path, reason });
    // Gone since its folder was read: retention is at work, and the file is simply no longer there.
    else if (path.includes(UNREPRESENTABLE)) pass.unopened.push(path);
  }
}

async function listSubfolder(pass: Pass, path: string): Promise<void> {
  let entries: FolderEntry[];
  try {
    entries = await pass.limit(() => pass.fileSystem.readdir(join(pass.root, path), { withFileTypes: true }));
  } catch (error) {
    pass.unreadable.push({ path, reason: reasonOf(error) });
    return;
  }
  await listEntries(pass, path, entries);
}

function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
