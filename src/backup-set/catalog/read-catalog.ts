import { followStep, type Progress, silentProgress } from '../../core/progress.js';
import { workThrough } from '../../core/work-through.js';
import type { Store } from '../store.js';
import { assembleCatalog } from './assemble-catalog.js';
import type { Catalog } from '../catalog.js';
import { beginReading, type FolderReading } from './folder/read-set-folder.js';
import { NEEDED_SIZES, sortListing } from './folder/set-folders.js';

/** Reads in flight: enough to hide a file server's latency, few enough not to trip its limits. */
const CONCURRENCY = 128;

interface StoreReading extends FolderReading {
  readonly store: Store;
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
    stores.map(async (store) => ({ store, ...sortListing(await store.list(NEEDED_SIZES)) })),
  );
  const readings = listings.flatMap(({ store, folders }) =>
    folders.map((folder) => ({ store, ...beginReading(store, folder) })),
  );
  await readAll(readings, options.progress ?? silentProgress);
  return assembleCatalog(
    listings.map(({ store, findings }) => ({
      location: store.location,
      listed: findings,
      folders: readings.filter((reading) => reading.store === store).map((reading) => reading.collect()),
    })),
  );
}

/** A share that fails is not asked for the remaining files, each with its own timeout. */
async function readAll(readings: readonly StoreReading[], progress: Progress): Promise<void> {
  const total = readings.reduce((sum, reading) => sum + reading.total, 0);
  await followStep(progress, { title: 'Reading backup metadata', unit: 'objects', total }, async (step) => {
    let done = 0;
    await workThrough(listReads(readings), CONCURRENCY, async (read) => {
      await read();
      done += 1;
      step.advance(done, total);
    });
  });
}

function* listReads(readings: readonly StoreReading[]): Generator<() => Promise<void>> {
  for (const { reads } of readings) yield* reads;
}
