import type { ListedRun, RunReport } from '../../schema/results.js';
import { selectRun } from '../../use-cases/restore/runs/find-run.js';
import type { RestoreInputs } from '../../use-cases/restore/runs/kept/run-inputs.js';
import { takeUpRun, type TakeUpPorts } from '../../use-cases/restore/runs/take-up-run.js';
import type { AppContext, KeyOptions, Outcome, ShareOptions } from '../app.js';
import {
  acceptRecordedTarget,
  connectGivenTarget,
  isSameEndpoint,
  selectNamedEndpoint,
  type TargetOptions,
} from '../connect-given-target.js';
import { assertKeyGiven } from '../keys/keyring.js';
import { selectSignIn } from '../sign-in.js';
import { createRunDialogue, openRunGround, type RunOptions } from './run-place.js';

/**
 * Without a run: the newest that can be taken up, of the target where one is named. Keys, credentials and trust roots are
 * given again; nothing else need be.
 */
export interface ResumeOptions
  extends RunOptions, KeyOptions, TargetOptions, Pick<ShareOptions, 'verifyKeyFile'> {
  readonly concurrency?: number | undefined;
  /** Stops at the first object that fails. */
  readonly failFast?: boolean | undefined;
  /** The time that an object which was accepted may take to show, in milliseconds. Default 10 minutes. */
  readonly settleMs?: number | undefined;
}

/**
 * Takes up a run where it stopped, once somebody has agreed. A run that is done is reported as it is.
 *
 * @throws NOT_FOUND or USAGE when the run cannot be found; NO_KEY when no key was given; errors of {@link takeUpRun},
 * of the share and the connection.
 */
export async function resumeRun(options: ResumeOptions, context: AppContext): Promise<Outcome<RunReport>> {
  const ground = openRunGround(options);
  const { concurrency, failFast, settleMs } = options;
  const named = selectNamedEndpoint(options);
  const isMeant = ({ command, terminal, target }: ListedRun) =>
    command === 'restore' && !terminal && (named === undefined || isSameEndpoint(named, target));
  const meaning = named === undefined ? 'unfinished' : `unfinished on ${named}`;
  const run = await selectRun({ selector: options.run, isMeant, meaning }, ground, context);
  const ports = createPorts(options, context);
  return takeUpRun({ run, ports, concurrency, failFast, settleMs }, ground, createRunDialogue(context));
}

function createPorts(options: ResumeOptions, context: AppContext): TakeUpPorts {
  return {
    readRecords: (inputs) => readRecords(inputs, options, context),
    acceptTarget: async ({ runId, target }) => {
      // Before the question: a yes would be in vain.
      assertKeyGiven(options);
      const { instead } = acceptRecordedTarget(target, options, `run ${runId}`);
      selectSignIn(options, context);
      return instead;
    },
    connect: async ({ runId, target }) => {
      const { given } = acceptRecordedTarget(target, options, `run ${runId}`);
      return connectGivenTarget(given, context);
    },
  };
}

async function readRecords({ share, backup }: RestoreInputs, keys: ResumeOptions, context: AppContext) {
  const [{ withOpenSets }, { selectBackupSet }, { proveRecords }] = await Promise.all([
    import('../share/open-sets.js'),
    import('../../backup-set/catalog/select-set.js'),
    import('../share/prove-records.js'),
  ]);
  const { backupId, deploymentId } = backup;
  return withOpenSets({ ...keys, share }, context, async (sets) => {
    const set = selectBackupSet(sets.catalog, backupId, { deploymentId });
    const proved = await proveRecords(set, {
      sets,
      context,
      consequence: 'it is not what it was when the run began',
    });
    return proved.records;
  });
}
