import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { readCatalog } from '../../backup-set/catalog/read-catalog.js';
import type { Catalog } from '../../backup-set/catalog.js';
import type { Progress } from '../../core/progress.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { openShare } from '../../adapters/store/locate-share.js';
import type { Store } from '../../backup-set/store.js';
import { readPoolThreads } from '../environment.js';

/** The place of a new set, and the sets that are there already. */
export interface CapturePlace {
  /** Path of `MASBackup`; need not be there yet. */
  readonly location: string;
  /** Of all that the share holds. */
  readonly catalog: Catalog;
}

/** The cloud that a set is of. */
export interface CaptureOrigin {
  readonly deploymentId: string;
  readonly fqdn: string;
  readonly region: string;
}

const FOLDER_NAME = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;

/**
 * Chooses the `MASBackup` that a set is written to: the one that holds sets of this deployment; else the one that the
 * path names or that stands in the way of a new one; else `<share>/<fqdn>/<region>/MASBackup`.
 *
 * @throws SHARE_UNREACHABLE when the share is missing or cannot be read; CONFIG when a name makes no folder.
 * Source: format specification, section 1.
 */
export async function findCapturePlace(
  share: string,
  origin: CaptureOrigin,
  progress: Progress,
): Promise<CapturePlace> {
  for (const name of [origin.fqdn, origin.region]) {
    if (FOLDER_NAME.test(name) && name.length <= 253) continue;
    throw new RestackError('CONFIG', `${JSON.stringify(name)} is no name for a folder on the share`, {
      hints: ['restack capture … --fqdn azs.contoso.example'],
    });
  }
  const stores = await openStores(share);
  const catalog = await readCatalog(stores, { progress });
  return { location: chooseStore(share, origin, { stores, catalog }), catalog };
}

/** Opens the stores of a share. A share without any set has none: the first one goes there. */
async function openStores(share: string): Promise<readonly Store[]> {
  try {
    return await openShare(share, { poolThreads: readPoolThreads() });
  } catch (error) {
    if (error instanceof RestackError && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}

function chooseStore(
  share: string,
  origin: CaptureOrigin,
  { stores, catalog }: { readonly stores: readonly Store[]; readonly catalog: Catalog },
): string {
  const own = catalog.sets.find(
    ({ deploymentId, layout }) => deploymentId === origin.deploymentId && layout === 'progressive',
  );
  if (own !== undefined) return own.store;
  const fresh = join(resolve(share), origin.fqdn, origin.region);
  // Listing opens nothing beside a MASBackup, so a new one below its folder would never be found.
  const inTheWay = stores.find(
    ({ location }) =>
      isInside(resolve(share), resolve(location)) || isInside(fresh, dirname(resolve(location))),
  );
  return inTheWay?.location ?? join(fresh, 'MASBackup');
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way.startsWith('..') || isAbsolute(way));
}
