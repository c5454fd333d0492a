import type { BackupSet, Catalog } from '../backup-set/catalog.js';
import { RestackError } from '../core/restack-error.js';
import type { Store } from '../store/store.js';
import type { AppContext, ShareOptions } from './app.js';
import { readEnvironment } from './environment.js';

/** A share that was opened and read. */
export interface ReadShare {
  readonly path: string;
  readonly catalog: Catalog;
  /** The store that a set lies in. */
  storeOf(set: BackupSet): Store;
}

/**
 * Opens the share that the flag or `RESTACK_SHARE` names, and reads its catalog.
 *
 * @throws USAGE when neither names one; SHARE_UNREACHABLE or NOT_FOUND when it cannot be read or holds no store.
 */
export async function readShare(options: ShareOptions, context: AppContext): Promise<ReadShare> {
  const path = options.share ?? readEnvironment().share;
  if (path === undefined) {
    throw new RestackError('USAGE', 'no share was given', {
      hints: ['name the backup share: --share PATH (or set RESTACK_SHARE)'],
    });
  }
  const [{ openShare }, { readCatalog }] = await Promise.all([
    import('../store/locate-share.js'),
    import('../backup-set/read-catalog.js'),
  ]);
  const stores = await openShare(path);
  const catalog = await readCatalog(stores, { progress: context.progress });
  const byLocation = new Map(stores.map((store) => [store.location, store]));
  return {
    path,
    catalog,
    storeOf(set) {
      const store = byLocation.get(set.store);
      if (store === undefined)
        throw new RestackError('INTERNAL', `set ${set.backupId} lies in no opened store`);
      return store;
    },
  };
}
