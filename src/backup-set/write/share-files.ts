import { join } from 'node:path';
import { isTemporaryName, parseCaptureMarkerName } from '../names/capture-names.js';

/** A small file of a share. */
export interface SmallFile {
  readonly text: string;
  readonly modifiedAt: Date;
}

/** The files of a share, as a writer needs them. Paths are absolute. Tests break them off at any call. */
export interface ShareFiles {
  /** Makes a folder and those above it, and makes their names survive a crash. */
  makeFolder(path: string): Promise<void>;
  /** Writes a file that must not be there yet; resolves when its bytes would survive a crash. */
  writeNew(path: string, bytes: Uint8Array): Promise<void>;
  /** Gives a file another name, on which nothing may stand. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, if it is there. */
  remove(path: string): Promise<void>;
  /** Makes the names in a folder survive a crash. */
  syncFolder(path: string): Promise<void>;
  /** Names in a folder; none when it is not there. */
  list(path: string): Promise<readonly { readonly name: string; readonly folder: boolean }[]>;
  /** A small file as text, and when it was written; undefined when it is not there. */
  read(path: string): Promise<SmallFile | undefined>;
}

/**
 * Removes all files of one backup id: the metadata before the data, and the marker of an unfinished set last, so that
 * files that are left when this is broken off are no set.
 *
 * @param folder `…/progressivebackup/<stamp version>`.
 * @throws SHARE_UNREACHABLE when the share cannot be written.
 */
export async function removeSetFiles(folder: string, backupId: string, files: ShareFiles): Promise<void> {
  const isOwn = (name: string) => name.toLowerCase().includes(`_${backupId}_`);
  const entries = await files.list(folder);
  for (const { name, folder: isFolder } of entries) {
    if (!isFolder && isOwn(name)) await files.remove(join(folder, name));
  }
  for (const repository of entries.filter((entry) => entry.folder)) {
    const path = join(folder, repository.name);
    const own = (await files.list(path)).filter((entry) => !entry.folder && isOwn(entry.name));
    const ordered = own.map(({ name }) => name).toSorted((left, right) => rank(left) - rank(right));
    for (const name of ordered) await files.remove(join(path, name));
    if (own.length > 0) await files.syncFolder(path);
  }
  await files.syncFolder(folder);
  for (const { name } of entries) {
    if (parseCaptureMarkerName(name) === backupId) await files.remove(join(folder, name));
  }
  await files.syncFolder(folder);
}

function rank(name: string): number {
  return Number(!name.toLowerCase().endsWith('.xml')) + Number(isTemporaryName(name));
}
