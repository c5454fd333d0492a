import { RestackError } from '../../core/errors/restack-error.js';
import type { Store, StoreFile } from '../store.js';
import type { BackupSet } from '../catalog.js';
import { classifyPath } from '../names/classify-path.js';

/**
 * Lists the files of a set, as the store has them, in the order in which a share may be filled so that nothing of the
 * set is seen before all of it is there: data files, metadata, registrations, BackupInfo.
 *
 * They are every snapshot of its chains, registrations.json and the set's BackupInfo. An older set whose snapshots are
 * all among them comes with its BackupInfo too.
 *
 * @param all every set of the share.
 * @throws INCOMPLETE when the set has no usable snapshot.
 */
export async function listSetFiles(
  set: BackupSet,
  { store, all }: { readonly store: Store; readonly all: readonly BackupSet[] },
): Promise<readonly StoreFile[]> {
  if (set.chains.length === 0) {
    throw new RestackError(
      'INCOMPLETE',
      `set ${set.backupId} has no usable snapshot: there is nothing to pack`,
    );
  }
  const { files } = await store.list();
  const snapshots = set.chains.flatMap((chain) => chain.snapshots);
  const dataFiles = new Set(snapshots.map(({ dataFile }) => dataFile));
  const metadataFiles = new Set(snapshots.map(({ metadataFile }) => metadataFile));
  const whole = all.filter(
    (other) =>
      other.store === set.store &&
      other.chains.length > 0 &&
      other.chains.every((chain) => chain.snapshots.every(({ dataFile }) => dataFiles.has(dataFile))),
  );
  const ids = new Set([set, ...whole].map(({ backupId }) => backupId));
  const folders = new Set(
    [...metadataFiles].flatMap((path) => {
      const place = classifyPath(path);
      return place.kind === 'snapshot' ? [place.folder.path.toLowerCase()] : [];
    }),
  );
  const rankOf = ({ path }: StoreFile): number | undefined => {
    if (dataFiles.has(path)) return 0;
    if (metadataFiles.has(path)) return 1;
    const place = classifyPath(path);
    if (place.kind === 'registrations') return folders.has(place.folder.path.toLowerCase()) ? 2 : undefined;
    if (place.kind !== 'backup-info' || !folders.has(place.folder.path.toLowerCase())) return undefined;
    return place.backupId !== null && ids.has(place.backupId) ? 3 : undefined;
  };
  return files
    .flatMap((file) => {
      const rank = rankOf(file);
      return rank === undefined ? [] : [{ file, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ file }) => file);
}
