import pLimit from 'p-limit';
import { type Progress, type ProgressStep, silentProgress } from '../../core/progress.js';
import type { Store } from '../store.js';
import { assembleCatalog } from './assemble-catalog.js';
import type { Catalog } from '../catalog.js';
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
  return assembleCatalog(
    listings.map(({ store, findings }) => ({
      location: store.location,
      listed: findings,
      folders: read.filter((folder) => folder.store === store).map(({ content }) => content),
    })),
  );
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
