import type { BackupSet, Catalog } from '../../backup-set/catalog.js';
import type { OpenContext } from '../../backup-set/data-file/open-data-file.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { systemClock } from '../../core/clock.js';
import type { AppContext, KeyOptions, ShareOptions } from '../app.js';
import type { GivenKeys } from '../keys/keyring.js';
import { withShare } from './share.js';

/** A share whose sets can be read. */
export interface OpenSets {
  /** The share as it was given. */
  readonly path: string;
  readonly catalog: Catalog;
  readonly keys: GivenKeys;
  /** Makes the context in which the files of a set are opened. */
  contextOf(set: BackupSet): OpenContext;
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
  const keys = await readGivenKeys(options, context.prompts);
  return withShare(options, context, async (share) => {
    const staging = createStagingArea();
    const { path, catalog } = share;
    const contextOf = (set: BackupSet): OpenContext => ({
      store: share.storeOf(set),
      staging,
      keyring: keys,
      clock: systemClock,
    });
    return endAfter(
      () => use({ path, catalog, keys, contextOf }),
      () => staging.dispose(),
    );
  });
}
