import type { BackupSet } from '../../backup-set/catalog.js';
import { selectDeployment } from '../../backup-set/catalog/select-set.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { PassedOverBackup } from '../../schema/results.js';
import type { AppContext, SelectionOptions } from '../app.js';
import { assertDigest, type ChoosableShare, selectChosen } from './choose-set.js';

/** The sets that a command is about, each once, and the newer ones that `latest` passed over. */
export interface SelectedSets {
  readonly selected: readonly BackupSet[];
  readonly passedOver: readonly PassedOverBackup[];
}

/**
 * Selects the sets that are named, or all sets of the share where none is.
 *
 * @throws NOTHING_CHECKED when the share holds no set; NOT_FOUND or USAGE for a selector that names none; USAGE when a
 * digest is expected of several sets; what {@link selectChosen} and {@link assertDigest} throw.
 */
export async function selectSets(
  share: ChoosableShare,
  options: SelectionOptions & { readonly backups: readonly string[] },
  context: AppContext,
): Promise<SelectedSets> {
  const sets =
    options.backups.length === 0 ? selectAll(share, options) : selectNamed(share, options, context);
  const [only, ...others] = sets.selected;
  if (options.expectDigest === undefined || only === undefined) return sets;
  if (others.length > 0) {
    throw new RestackError('USAGE', '--expect-digest is the digest of one set: name it', {
      hints: ['restack verify BACKUP --expect-digest DIGEST'],
    });
  }
  await assertDigest(share, only, options);
  return sets;
}

function selectNamed(
  { catalog }: ChoosableShare,
  options: SelectionOptions & { readonly backups: readonly string[] },
  context: AppContext,
): SelectedSets {
  const chosen = options.backups.map((backup) => selectChosen(catalog, { ...options, backup }, context));
  return {
    selected: [...new Set(chosen.map(({ set }) => set))],
    passedOver: chosen.flatMap(({ passedOver }) => passedOver),
  };
}

function selectAll({ catalog }: ChoosableShare, { deployment }: SelectionOptions): SelectedSets {
  const selected = selectDeployment(catalog, deployment);
  if (selected.length > 0) return { selected, passedOver: [] };
  throw new RestackError('NOTHING_CHECKED', 'the share holds no backup set to verify', {
    hints: ['look what is there: restack list --share PATH'],
  });
}
