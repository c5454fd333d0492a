import type { BackupSet, Catalog } from '../../backup-set/catalog.js';
import { endAfter, undoFor } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { Store } from '../../backup-set/store.js';
import type { VerifyingKey } from '../../crypto/signature-keys.js';
import type { AppContext, ShareOptions } from '../app.js';
import type { NetworkShare } from '../../adapters/store/network/share/network-store.js';
import { readPoolThreads } from '../environment.js';
import { reachGivenShare } from './network-access.js';
import { requireShare } from './select-share.js';

/** A share that was opened and read. */
export interface ReadShare {
  readonly path: string;
  readonly catalog: Catalog;
  /** The store that a set or a snapshot lies in. */
  storeOf(place: Pick<BackupSet, 'store'>): Store;
  /** The connection to its file server, where the system has none of its own. */
  readonly network: NetworkShare | undefined;
  /** Frees what the stores hold. */
  close(): Promise<void>;
}

/**
 * Opens the share that the flag or `RESTACK_SHARE` names, and reads its catalog. The caller closes it.
 *
 * @throws USAGE when neither names one, or a key must have signed what is no archive; SHARE_UNREACHABLE or NOT_FOUND when
 * it cannot be read or holds no store; INTEGRITY when it is an archive that is damaged, or not signed by the key that is given.
 */
export async function readShare(options: ShareOptions, context: AppContext): Promise<ReadShare> {
  const path = requireShare(options);
  const [{ openShare }, { readCatalog }, { selectWholeSets }] = await Promise.all([
    import('../../adapters/store/locate-share.js'),
    import('../../backup-set/catalog/read-catalog.js'),
    import('../../backup-set/catalog/select-set.js'),
  ]);
  const verifyingKey = await readShareKey(options, context);
  const { progress, signal } = context;
  const poolThreads = readPoolThreads();
  const network = await reachGivenShare(path, options, context);
  let stores: readonly Store[] = [];
  const close = async () => {
    await Promise.all(stores.map(async (store) => store.close?.()));
    await network?.close();
  };
  try {
    stores = await openShare(path, { progress, signal, verifyingKey, poolThreads, network });
    const byLocation = new Map(stores.map((store) => [store.location, store]));
    const catalog = await readCatalog(stores, { progress: context.progress });
    return {
      path,
      network,
      catalog: { ...catalog, sets: selectWholeSets(catalog.sets, stores) },
      storeOf(place) {
        const store = byLocation.get(place.store);
        if (store === undefined) throw new RestackError('INTERNAL', `${place.store} is no opened store`);
        return store;
      },
      close,
    };
  } catch (error) {
    throw await undoFor(error, close);
  }
}

/** Reads the key that must have signed an archive, where one is given. Errors as of reading that key. */
export async function readShareKey(
  { verifyKeyFile }: Pick<ShareOptions, 'verifyKeyFile'>,
  context: AppContext,
): Promise<VerifyingKey | undefined> {
  if (verifyKeyFile === undefined) return undefined;
  const { readVerifyingKey } = await import('../keys/signing-files.js');
  return readVerifyingKey(verifyKeyFile, context);
}

/** Reads a share for as long as `use` runs. Errors as {@link readShare}, and those of `use`. */
export async function withShare<R>(
  options: ShareOptions,
  context: AppContext,
  use: (share: ReadShare) => Promise<R>,
): Promise<R> {
  const share = await readShare(options, context);
  return endAfter(
    () => use(share),
    () => share.close(),
  );
}
