import { formatCount } from '../../core/sizes.js';
import { createFinding, type Finding } from '../../core/errors/finding.js';
import { groupByKey } from '../../core/group-by-key.js';
import type { BackupSet, Catalog } from '../catalog.js';
import { assembleSets } from './assemble-sets.js';
import { noteSnapshots } from './chains/find-replays.js';
import { DeploymentHistory } from './completeness/deployment-history.js';
import { SizeHabits } from './completeness/size-habits.js';
import { draftSets, sizedOf } from './drafts/draft-sets.js';
import type { ReadFolder } from './folder/read-set-folder.js';
import { addFoundations } from './store-foundations.js';

/** The folders of a store, read. */
export interface ReadStore {
  readonly location: string;
  /** Findings about the listing: foreign files, unreadable folders, names that collide. */
  readonly listed: readonly Finding[];
  readonly folders: readonly ReadFolder[];
}

/**
 * Makes the sets of all stores of a share. What one folder or store says of snapshots and repositories counts in the
 * others, too. Source: format specification, section 4.
 */
export function assembleCatalog(stores: readonly ReadStore[]): Catalog {
  const folders = stores.flatMap((store) => store.folders.map((read) => ({ store, read })));
  const notes = noteSnapshots(folders.map(({ read }) => read));
  const drafted = folders.map(({ store, read }) => ({
    store,
    read,
    folder: draftSets(read, { location: store.location, notes }),
  }));
  const drafts = drafted.flatMap(({ folder }) => folder.drafts);
  const others = { history: new DeploymentHistory(drafts), sizes: new SizeHabits(drafts.map(sizedOf)) };
  const assembled = drafted.map(({ store, read, folder }) => {
    const made = assembleSets(folder, others);
    const own = reportRegistrations(read);
    const sets = addFoundations(made, { folder: read.folder.path, listed: store.listed, own });
    return { sets, own, findings: made.findings };
  });
  return {
    sets: reportDuplicates(assembled.flatMap(({ sets }) => sets)).toSorted(byNewest),
    unread: drafted.flatMap(({ folder }) => folder.unread),
    snapshots: folders.map(({ store, read }) => ({ store: store.location, snapshots: read.snapshots })),
    findings: [
      ...stores.flatMap(({ listed }) => listed),
      ...assembled.flatMap(({ own }) => own),
      ...assembled.flatMap(({ findings }) => findings),
    ],
  };
}

function reportRegistrations({ folder, registrations }: ReadFolder): readonly Finding[] {
  return folder.snapshots.length === 0 || registrations.finding === null ? [] : [registrations.finding];
}

/** A backup id lies in one place; where it does not, each of the sets says so. */
function reportDuplicates(sets: readonly BackupSet[]): readonly BackupSet[] {
  return [...groupByKey(sets, ({ backupId }) => backupId).values()].flatMap((group) =>
    group.length === 1 ? group : group.map((set) => addDuplicate(set, group)),
  );
}

function addDuplicate(set: BackupSet, group: readonly BackupSet[]): BackupSet {
  const { backupId } = set;
  const places = group.map(({ store, stampVersion, layout }) => `${store} (${layout}, ${stampVersion})`);
  const message = `the backup id ${backupId} stands in ${formatCount(group.length, 'place')}: ${places.join(', ')}`;
  return { ...set, findings: [...set.findings, createFinding('SET_DUPLICATE', message, { backupId })] };
}

function byNewest(a: BackupSet, b: BackupSet): number {
  const byTime = b.createdAt.getTime() - a.createdAt.getTime();
  if (byTime !== 0) return byTime;
  return a.backupId < b.backupId ? -1 : Number(a.backupId > b.backupId);
}
