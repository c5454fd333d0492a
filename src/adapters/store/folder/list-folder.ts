import { workThrough } from '../../../core/work-through.js';
import type { FolderEntry, ReadOnlyFileSystem } from './file-system.js';
import { reasonOf } from '../read-failure.js';
import type { ListedFile, StoreListing, UnreadablePlace } from '../../../backup-set/store.js';

/** Folders below the store's root that are opened; the format needs three. */
const MAX_FOLDER_DEPTH = 4;
/** Calls in flight: enough to hide a file server's latency, few enough not to trip its limits. */
const CONCURRENCY = 128;
/** The character that Node puts where a name is not valid UTF-8; such a file cannot be opened by its name. */
const UNREPRESENTABLE = '\u{FFFD}';

interface Pass {
  readonly fileSystem: ReadOnlyFileSystem;
  readonly root: string;
  readonly sizeOf: (path: string) => boolean;
  readonly files: ListedFile[];
  /** A size or a type that the folder does not tell, so that a call of its own must. */
  doubtful: string[];
  readonly unreadable: UnreadablePlace[];
  readonly unopened: string[];
}

/**
 * Lists a folder in one pass. Types come from the folders; a call for a single file is made only where its size is asked
 * for or its type is not told. Failures below the root are part of the result; a failure of the root is thrown as the
 * file system gave it. All lists are sorted by path (code units).
 *
 * @param sizeOf tells of which files the size is asked for.
 */
export async function listFolder(
  fileSystem: ReadOnlyFileSystem,
  root: string,
  sizeOf: (path: string) => boolean,
): Promise<StoreListing<ListedFile>> {
  const pass: Pass = { fileSystem, root, sizeOf, files: [], doubtful: [], unreadable: [], unopened: [] };
  let folders = sortEntries(pass, '', await fileSystem.readdir(root, { withFileTypes: true }));
  while (folders.length + pass.doubtful.length > 0) {
    folders = folders.length > 0 ? await readFolders(pass, folders) : await settleDoubtful(pass);
  }
  return {
    files: pass.files.toSorted((a, b) => comparePaths(a.path, b.path)),
    unreadable: pass.unreadable.toSorted((a, b) => comparePaths(a.path, b.path)),
    unopened: pass.unopened.toSorted(comparePaths),
  };
}

/** @returns the folders that lie in these. */
async function readFolders(pass: Pass, folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  await workThrough(folders, CONCURRENCY, async (folder) => {
    try {
      const entries = await pass.fileSystem.readdir(`${pass.root}/${folder}`, { withFileTypes: true });
      found.push(...sortEntries(pass, folder, entries));
    } catch (error) {
      pass.unreadable.push({ path: folder, reason: reasonOf(error) });
    }
  });
  return found;
}

/** Sorts what a folder holds. @returns the folders in it that are to be opened. */
function sortEntries(pass: Pass, folder: string, entries: readonly FolderEntry[]): string[] {
  const folders: string[] = [];
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) addFolder(pass, path, folders);
    else if (entry.isElsewhere === true) pass.unopened.push(path);
    else if (entry.isFile() && entry.sizeBytes !== undefined && !path.includes(UNREPRESENTABLE))
      pass.files.push({ path, sizeBytes: entry.sizeBytes });
    else if (entry.isFile() && !pass.sizeOf(path) && !path.includes(UNREPRESENTABLE))
      pass.files.push({ path });
    else pass.doubtful.push(path);
  }
  return folders;
}

function addFolder(pass: Pass, path: string, folders: string[]): void {
  if (path.split('/').length <= MAX_FOLDER_DEPTH) folders.push(path);
  else pass.unopened.push(path);
}

/** @returns folders among what had no type; links and special files are named. */
async function settleDoubtful(pass: Pass): Promise<string[]> {
  const { doubtful } = pass;
  pass.doubtful = [];
  const folders: string[] = [];
  await workThrough(doubtful, CONCURRENCY, async (path) => {
    try {
      const stat = await pass.fileSystem.lstat(`${pass.root}/${path}`);
      if (stat.isFile()) pass.files.push({ path, sizeBytes: stat.size });
      else if (stat.isDirectory()) addFolder(pass, path, folders);
      else pass.unopened.push(path);
    } catch (error) {
      noteUnread(pass, path, reasonOf(error));
    }
  });
  return folders;
}

function noteUnread(pass: Pass, path: string, reason: string): void {
  if (reason !== 'ENOENT') pass.unreadable.push({ path, reason });
  // Gone since its folder was read: retention is at work, and the file is simply no longer there.
  else if (path.includes(UNREPRESENTABLE)) pass.unopened.push(path);
}

function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
