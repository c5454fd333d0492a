import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import type { BackupSet, Catalog } from '../catalog.js';

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

/** Asserts that a cloud can have a folder on a share. @throws CONFIG when a name makes none. */
export function assertFolderNames({ fqdn, region }: CaptureOrigin): void {
  for (const name of [fqdn, region]) {
    if (FOLDER_NAME.test(name) && name.length <= 253) continue;
    throw new RestackError('CONFIG', `${JSON.stringify(name)} is no name for a folder on the share`, {
      hints: [`${SAME_COMMAND}--fqdn azs.contoso.example`],
    });
  }
}

/**
 * Chooses the `MASBackup` that a set is written to: the one that holds sets of this deployment; else the one that the
 * path names or that stands in the way of a new one; else `<share>/<fqdn>/<region>/MASBackup`.
 *
 * @param share in words that mean the same in any folder: an absolute path, or the URL of a share.
 * @param locations of the stores that the share holds. Source: format specification, section 1.
 */
export function chooseLocation(
  share: string,
  origin: CaptureOrigin,
  { locations, catalog }: { readonly locations: readonly string[]; readonly catalog: Catalog },
): string {
  const own = catalog.sets.find(
    ({ deploymentId, layout }) => deploymentId === origin.deploymentId && layout === 'progressive',
  );
  if (own !== undefined) return own.store;
  const fresh = join(share, origin.fqdn, origin.region);
  // Listing opens nothing beside a MASBackup, so a new one below its folder would never be found.
  const inTheWay = locations.find(
    (location) => isInside(resolve(share), resolve(location)) || isInside(fresh, dirname(resolve(location))),
  );
  return inTheWay ?? join(fresh, 'MASBackup');
}

/**
 * Finds a set of the same deployment that is newer than a new one: a clock is behind then, and `latest`, which goes by
 * time, names that set.
 */
export function findNewerSet(
  { sets }: Catalog,
  made: { readonly deploymentId: string; readonly createdAt: Date },
): BackupSet | undefined {
  return sets.find((set) => set.deploymentId === made.deploymentId && set.createdAt > made.createdAt);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way.startsWith('..') || isAbsolute(way));
}
