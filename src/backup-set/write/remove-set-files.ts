import { join } from 'node:path';
import { isTemporaryName, parseCaptureMarkerName } from '../names/capture-names.js';
import type { ShareFiles } from './share-files.js';

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
