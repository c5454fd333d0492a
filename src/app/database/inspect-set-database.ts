import type { BackupSet, RepositoryChain, Snapshot } from '../../backup-set/catalog.js';
import type { ProvedDataFile } from '../../backup-set/content/prove-snapshot.js';
import { SUBSCRIPTIONS_DATABASE } from '../../backup-set/names/portable-repositories.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { countBytes, followStep } from '../../core/progress.js';
import { formatTypedCommand } from '../../report/layout/typed-command.js';
import type { DatabaseInspectResult } from '../../schema/results.js';
import type { AppContext, InspectSetDatabase, InspectSetDatabaseOptions, Outcome } from '../app.js';
import { assertKeyGiven } from '../keys/keyring.js';
import { type OpenSets, withOpenSets } from '../share/open-sets.js';
import { assertNewReport, writeSchemaReport } from './schema-report.js';

/**
 * Reads the database that a repository of a set holds: its newest snapshot, and the Full that it builds on. Both are
 * proved before a byte of them is read, and nothing of their plaintext touches a disk.
 *
 * @throws NOT_FOUND or USAGE when the selector names no set, or the set has no such repository, or the page is there; NO_KEY when no key was
 * given; the code of the first finding when a data file is damaged; the errors of reading the database: see
 * `describe-database.ts`.
 */
export const inspectSetDatabase: InspectSetDatabase = async (options, context) => {
  await assertNewReport(options.schemaReport);
  const inspected = await inspectSet(options, context);
  return writeSchemaReport(inspected, options.schemaReport);
};

const inspectSet: InspectSetDatabase = (options, context) =>
  withOpenSets(options, context, async (sets) => {
    const [{ chooseSet }, { selectRepositories }] = await Promise.all([
      import('../share/choose-set.js'),
      import('../../backup-set/catalog/select-set.js'),
    ]);
    const { set } = await chooseSet(sets, options, context);
    assertKeyGiven(options, set.encryption);
    const { repository = SUBSCRIPTIONS_DATABASE } = options;
    const [chain] = selectRepositories(set, [repository]);
    if (chain === undefined) throw new TypeError('one name selects one chain, or throws');
    return inspectChain({ set, chain, sets }, options, context);
  });

interface ChosenChain {
  readonly set: BackupSet;
  readonly chain: RepositoryChain;
  readonly sets: OpenSets;
}

async function inspectChain(
  { set, chain, sets }: ChosenChain,
  options: InspectSetDatabaseOptions,
  context: AppContext,
): Promise<Outcome<DatabaseInspectResult>> {
  const [{ withChainSources }, { proveOrThrow }, { describeDatabase }] = await Promise.all([
    import('../../backup-set/content/chain-database.js'),
    import('../../backup-set/content/prove-snapshot.js'),
    import('./describe-database.js'),
  ]);
  const open = sets.contextOf(set);
  const prove = async (snapshot: Snapshot): Promise<ProvedDataFile> => {
    context.signal.throwIfAborted();
    const title = `Proving ${chain.repositoryName}`;
    const about = { title, unit: 'bytes', total: snapshot.dataFileSizeBytes } as const;
    return followStep(context.progress, about, (step) =>
      proveOrThrow(snapshot, { ...open, onBytes: countBytes(step, context.signal) }),
    );
  };
  const { backup, share, table } = options;
  const command = formatTypedCommand(['database', 'inspect', backup], { share });
  const [first, newest = first] = [chain.snapshots[0], chain.snapshots.at(-1)];
  if (first === undefined || newest === undefined) throw new TypeError('a chain has a snapshot');
  const openFull = first === newest ? undefined : async () => prove(first);
  const proved = await prove(newest);
  return endAfter(
    () =>
      withChainSources({ newest: proved, openFull, staging: open.staging }, (sources) =>
        describeDatabase(sources, { table, command }),
      ),
    () => proved.dispose(),
  );
}
