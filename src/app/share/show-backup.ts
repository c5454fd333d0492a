import type { BackupSet, RepositoryChain, Snapshot } from '../../backup-set/catalog.js';
import { parseKind } from '../../cloud/kind-names.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { PayloadKind } from '../../schema/payloads.js';
import type { ShowResult, ShownChain, ShownRecord, ShownSnapshot } from '../../schema/results.js';
import type { AppContext, BackupOptions, ShowBackup, ShowOptions } from '../app.js';
import { describeBackup } from './list-backups.js';
import type { ChoosableShare } from './choose-set.js';
import { withShare } from './share.js';

type Options = Parameters<ShowBackup>[0];

/**
 * Shows one set with its chains, roles and findings, from metadata alone; where records are asked for, also their names,
 * for which the set is proved to `content`.
 *
 * @throws NOT_FOUND or USAGE when the selector names no set, or not one; USAGE for a kind that there is not; NO_KEY when
 * records are asked for and no key was given; the code of the worst finding when the set fails its proof. Other errors
 * as for the share.
 */
export const showBackup: ShowBackup = async (options, context) => {
  const kind = parseKindOption(options);
  return options.records === true
    ? showRecords(options, kind, context)
    : withShare(options, context, async (share) => (await describeChosen(share, options, context)).result);
};

function parseKindOption({ records, kind }: ShowOptions): PayloadKind | undefined {
  if (kind === undefined) return undefined;
  if (records === true) return parseKind(kind);
  throw new RestackError('USAGE', `${kind} names a kind of records, which only --records lists`, {
    hints: ['restack show --help'],
  });
}

async function showRecords(
  options: Options,
  kind: PayloadKind | undefined,
  context: AppContext,
): Promise<ShowResult> {
  const [{ withOpenSets }, { proveRecords }, { assertKeyGiven }, { listSelectable }] = await Promise.all([
    import('./open-sets.js'),
    import('./prove-records.js'),
    import('../keys/keyring.js'),
    import('../../use-cases/restore/plan/select-records.js'),
  ]);
  return withOpenSets(options, context, async (sets) => {
    const { set, result } = await describeChosen(sets, options, context);
    assertKeyGiven(options, set.encryption);
    const { records } = await proveRecords(set, { sets, context, consequence: 'its records are not shown' });
    const shown: readonly ShownRecord[] = listSelectable(records, kind);
    return { ...result, records: shown };
  });
}

async function describeChosen(
  share: ChoosableShare,
  options: BackupOptions,
  context: AppContext,
): Promise<{ readonly set: BackupSet; readonly result: ShowResult }> {
  const { chooseSet } = await import('./choose-set.js');
  const { set, passedOver } = await chooseSet(share, options, context);
  const result = {
    ...describeBackup(set),
    chains: set.chains.map((chain) => describeChain(chain, set)),
    roles: set.roles,
    passedOver,
    findings: [...set.findings, ...set.foundations],
    records: null,
  };
  return { set, result };
}

function describeChain(chain: RepositoryChain, set: BackupSet): ShownChain {
  return {
    repository: chain.repositoryName,
    essential: set.essential.has(chain.repositoryName.toLowerCase()),
    snapshots: chain.snapshots.map(describeSnapshot),
  };
}

function describeSnapshot(snapshot: Snapshot): ShownSnapshot {
  return {
    backupId: snapshot.backupId,
    type: snapshot.type,
    createdAt: snapshot.createdAt.toISOString(),
    status: snapshot.status,
    dataFile: snapshot.dataFile,
    sizeBytes: snapshot.dataFileSizeBytes,
  };
}
