import type { BackupSet, Catalog } from '../../backup-set/catalog.js';
import type { Store } from '../../backup-set/store.js';
import type { OpenContext } from '../../backup-set/data-file/open-data-file.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { systemClock } from '../../core/clock.js';
import type { AppContext, KeyOptions, ShareOptions } from '../app.js';
import type { GivenKeys } from '../keys/keyring.js';
import { withShare } from './share.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { SharedSet } from '../../use-cases/service/backups/old-key.js';

/** A share whose sets can be read. */
export interface OpenSets {
  /** The share as it was given. */
  readonly path: string;
  readonly catalog: Catalog;
  readonly keys: GivenKeys;
  /** Makes the context in which the files of a set are opened. */
  contextOf(set: BackupSet): OpenContext;
  /** The store that a set or a snapshot lies in. */
  storeOf(place: Pick<BackupSet, 'store'>): Store;
}

/**
 * Opens a share with the given keys for as long as `use` runs; staged files are gone afterwards, however it ends.
 *
 * @throws the errors of reading the share and the keys, and those of `use`.
 */
export async function withOpenSets<R>(
  options: ShareOptions & KeyOptions,
  context: AppContext,
  use: (sets: OpenSets) => Promise<R>,
): Promise<R> {
  const [{ readGivenKeys }, { createStagingArea }] = await Promise.all([
    import('../keys/keyring.js'),
    import('../../adapters/store/staging/staging.js'),
  ]);
  const keys = await readGivenKeys(options, context);
  return withShare(options, context, async (share) => {
    const staging = createStagingArea();
    const { path, catalog } = share;
    const contextOf = (set: BackupSet): OpenContext => ({
      store: share.storeOf(set),
      staging,
      keyring: {
        ...keys,
        // A chain asks for the key of each of its sets; a person has heard of the one that he named.
        findCertificateKey: (thumbprint) => keys.findCertificateKey(thumbprint, set.backupId),
      },
      clock: systemClock,
    });
    return endAfter(
      () => use({ path, catalog, keys, contextOf, storeOf: (place) => share.storeOf(place) }),
      () => staging.dispose(),
    );
  });
}

/**
 * Reads the sets on a share, from metadata alone. None, with a warning, on a share that the service has not written to
 * yet. Errors as {@link withShare}.
 */
export async function readSharedSets(
  options: ShareOptions,
  context: AppContext,
): Promise<readonly SharedSet[]> {
  try {
    return await withShare(options, context, ({ catalog }) =>
      Promise.resolve(catalog.sets.map(describeSharedSet)),
    );
  } catch (error) {
    if (!(error instanceof RestackError) || error.code !== 'NOT_FOUND') throw error;
    context.warn(error.message);
    return [];
  }
}

function describeSharedSet(set: BackupSet): SharedSet {
  const { backupId, deploymentId, createdAt, status, cloudRecoveryReady, encryption } = set;
  return {
    backupId: backupId.toLowerCase(),
    deploymentId: deploymentId.toLowerCase(),
    createdAt,
    status,
    cloudRecoveryReady,
    thumbprint: encryption.thumbprint,
  };
}
