import type { BackupSet, Catalog } from '../../backup-set/catalog.js';
import { selectBackupSet, selectDeployment } from '../../backup-set/catalog/select-set.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { systemClock } from '../../core/clock.js';
import type { KeysResult } from '../../schema/results.js';
import type { CheckKeys } from '../app.js';
import { assertKeyGiven } from '../keys/keyring.js';
import { withOpenSets } from '../share/open-sets.js';

/**
 * Finds which of the given keys opens which set, from metadata alone.
 *
 * @throws NO_KEY when no key was given; NOTHING_CHECKED when the share holds no set; NOT_FOUND or USAGE when the
 * selector names no set, or not one.
 */
export const checkKeys: CheckKeys = async (options, context) => {
  assertKeyGiven(options);
  return withOpenSets(options, context, async ({ catalog, keys }): Promise<KeysResult> => {
    if (catalog.sets.length === 0) throw new RestackError('NOTHING_CHECKED', 'the share holds no backup set');
    const { matchKeys } = await import('../../backup-set/keys/match-keys.js');
    const backups: KeysResult['backups'][number][] = [];
    for (const set of selectSets(catalog, options)) {
      const { backupId, encryption } = set;
      const matches = await matchKeys(set, keys, systemClock.now());
      backups.push({
        backupId,
        wantedThumbprint: encryption.thumbprint,
        mode: encryption.mode,
        keys: matches,
      });
    }
    return { backups };
  });
};

function selectSets(
  catalog: Catalog,
  { backup, deployment }: Parameters<CheckKeys>[0],
): readonly BackupSet[] {
  if (backup === undefined) return selectDeployment(catalog, deployment);
  return [selectBackupSet(catalog, backup, { deploymentId: deployment })];
}
