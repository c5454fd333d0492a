import { createFinding, type Finding } from '../../core/errors/finding.js';
import { groupByKey } from '../../core/group-by-key.js';
import type { BackupSet, Catalog } from '../catalog.js';
import { assembleSets } from './assemble-sets.js';
import type { ReadFolder } from './folder/read-set-folder.js';

/** A store whose metadata was read. */
export interface ReadStore {
  readonly location: string;
  /** Findings of its listing. */
  readonly listed: readonly Finding[];
  readonly folders: readonly ReadFolder[];
}

/** All sets of the stores, newest first, with the findings of the stores. A backup id in several places is a finding. */
export function assembleCatalog(stores: readonly ReadStore[]): Catalog {
  const folders = stores.flatMap((store) => store.folders);
  const assembled = stores.flatMap(({ location, folders: read }) =>
    read.map((folder) => assembleSets(folder, location)),
  );
  return {
    sets: reportDuplicates(assembled.flatMap(({ sets }) => sets)).toSorted(byNewest),
    findings: [
      ...stores.flatMap(({ listed }) => listed),
      ...folders.flatMap(reportRegistrations),
      ...assembled.flatMap(({ findings }) => findings),
    ],
  };
}

function reportRegistrations({ folder, registrations }: ReadFolder): readonly Finding[] {
  return folder.snapshots.length === 0 || registrations.finding === null ? [] : [registrations.finding];
}

/** Adds a finding to every set whose backup id lies in several places. */
function reportDuplicates(sets: readonly BackupSet[]): readonly BackupSet[] {
  return [...groupByKey(sets, ({ backupId }) => backupId).values()].flatMap((group) =>
    group.length === 1 ? group : group.map((set) => addDuplicate(set, group)),
  );
}

function addDuplicate(set: BackupSet, group: readonly BackupSet[]): BackupSet {
  const { backupId } = set;
  const places = group.map(({ store, stampVersion, layout }) => `${store} (${layout}, ${stampVersion})`);
  const message = `the backup id ${backupId} stands in ${group.length} places: ${places.join(', ')}`;
  return { ...set, findings: [...set.findings, createFinding('SET_DUPLICATE', message, { backupId })] };
}

function byNewest(a: BackupSet, b: BackupSet): number {
  const byTime = b.createdAt.getTime() - a.createdAt.getTime();
  if (byTime !== 0) return byTime;
  return a.backupId < b.backupId ? -1 : Number(a.backupId > b.backupId);
}
