import { dirname, join } from 'node:path';
import { parseBackupInfoName, parseSnapshotName } from '../../backup-set/names/snapshot-name.js';
import type { ShareFiles } from '../../backup-set/write/share-files.js';
import { readPoolThreads } from '../environment.js';

/** The files of one set. */
export interface OwnFiles {
  /** Absolute paths, BackupInfo first; none when the set is not there. */
  readonly files: readonly string[];
  /** True when a snapshot of another set depends on one of them: a chain is kept whole. */
  readonly isNeeded: boolean;
}

/**
 * Lists the files that bear a set's backup id.
 *
 * @param folder `…/MASBackup/progressivebackup/<stamp version>`.
 * @throws SHARE_UNREACHABLE when the share cannot be read.
 */
export async function listOwnFiles(folder: string, backupId: string, files: ShareFiles): Promise<OwnFiles> {
  const entries = await files.list(folder);
  const own = entries
    .filter((entry) => !entry.folder && parseBackupInfoName(entry.name)?.backupId === backupId)
    .map(({ name }) => join(folder, name));
  let hasProgressives = false;
  for (const repository of entries.filter((entry) => entry.folder)) {
    for (const { name } of await files.list(join(folder, repository.name))) {
      const snapshot = parseSnapshotName(name.replace(/\.[^.]*$/, ''));
      if (snapshot?.backupId === backupId) own.push(join(folder, repository.name, name));
      else if (snapshot?.type === 'Progressive') hasProgressives = true;
    }
  }
  const isNeeded = own.length > 0 && hasProgressives && (await hasDependants(folder, backupId));
  return { files: own, isNeeded };
}

/** True when the chain of another set goes through this one. Only this look needs the metadata to be read. */
async function hasDependants(folder: string, backupId: string): Promise<boolean> {
  const [{ openShare }, { readCatalog }] = await Promise.all([
    import('../../adapters/store/locate-share.js'),
    import('../../backup-set/catalog/read-catalog.js'),
  ]);
  const location = dirname(dirname(folder));
  const { sets } = await readCatalog(await openShare(location, { poolThreads: readPoolThreads() }));
  return sets.some(
    (set) =>
      set.backupId !== backupId &&
      set.chains.some(({ snapshots }) => snapshots.some((snapshot) => snapshot.backupId === backupId)),
  );
}
