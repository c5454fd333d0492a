import pLimit from 'p-limit';
import { createFinding, type Finding } from '../../core/errors/finding.js';
import { type Progress, type ProgressStep, silentProgress } from '../../core/progress.js';
import type { Store } from '../store.js';
import { type AssembledFolder, assembleSets } from './assemble-sets.js';
import type { BackupSet, Catalog } from '../catalog.js';
import { groupByKey } from '../../core/group-by-key.js';
import {
  countMetadataFiles,
  type ReadFolder,
  readSetFolder,
  type ReadQueue,
} from './folder/read-set-folder.js';
import { type SetFolder, sortListing } from './folder/set-folders.js';

/** Reads in flight: enough to hide a file server's latency, few enough not to trip its limits. */
const CONCURRENCY = 32;

interface StoreFolder {
  readonly store: Store;
  readonly folder: SetFolder;
}

/**
 * Reads all metadata of the stores: one directory pass each, then every metadata file once, concurrently. Data files
 * are never opened. Damage is a finding, of a set where it concerns one.
 *
 * @throws SHARE_UNREACHABLE when a store is gone or fails while it is read.
 * Source: format specification, sections 1, 2 and 4.
 */
export async function readCatalog(
  stores: readonly Store[],
  options: { readonly progress?: Progress } = {},
): Promise<Catalog> {
  const listings = await Promise.all(
    stores.map(async (store) => ({ store, ...sortListing(await store.list()) })),
  );
  const folders = listings.flatMap(({ store, folders: found }) => found.map((folder) => ({ store, folder })));
  const read = await readFolders(folders, options.progress ?? silentProgress);
  const assembled = read.map(({ store, content }) => assembleSets(content, store.location));
  return {
    sets: reportDuplicates(listSets(assembled)).toSorted(byNewest),
    findings: [
      ...listings.flatMap(({ findings }) => findings),
      ...read.flatMap(({ content }) => reportRegistrations(content)),
      ...assembled.flatMap(({ findings }) => findings),
    ],
  };
}

async function readFolders(
  folders: readonly StoreFolder[],
  progress: Progress,
): Promise<readonly { readonly store: Store; readonly content: ReadFolder }[]> {
  const total = folders.reduce((sum, { folder }) => sum + countMetadataFiles(folder), 0);
  const step = progress.begin('Reading backup metadata', { unit: 'objects', total });
  const limit = pLimit(CONCURRENCY);
  try {
    const queue = createQueue(limit, step, total);
    const read = await Promise.all(
      folders.map(async ({ store, folder }) => ({
        store,
        content: await readSetFolder(store, folder, queue),
      })),
    );
    step.end('done');
    return read;
  } catch (error) {
    // A share that fails would otherwise be asked for every remaining file, each with its own timeout.
    limit.clearQueue();
    step.end('failed');
    throw error;
  }
}

function createQueue(limit: ReadQueue, step: ProgressStep, total: number): ReadQueue {
  let done = 0;
  return (read) =>
    limit(async () => {
      const value = await read();
      done += 1;
      step.advance(done, total);
      return value;
    });
}

function listSets(assembled: readonly AssembledFolder[]): readonly BackupSet[] {
  return assembled.flatMap(({ sets }) => sets);
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
