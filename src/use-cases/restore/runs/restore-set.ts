import { formatMinute } from '../../../core/clock.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { ListedRun } from '../../../schema/results.js';
import { assertUnobstructed } from '../prepare/obstacles.js';
import { describeQuestion } from '../prepare/plan-result.js';
import { prepareRestore, type RestoreIntent } from '../prepare/prepare-restore.js';
import { assertSameDecisions, assertSamePlannedTarget, type SavedPlan } from '../prepare/saved-plan.js';
import type { RunOutcome } from './carry-out-run.js';
import { createEarlierRuns } from './completed-runs.js';
import { listRuns } from './find-run.js';
import type { RunGround } from './kept/run-archive.js';
import type { RunDialogue } from './kept/run-inputs.js';
import { type RunToStart, startRun, withTargetLock } from './start-run.js';

/** A set that is to be restored into a target. */
export interface SetToRestore
  extends
    Pick<RestoreIntent, 'set' | 'prove' | 'target' | 'settings'>,
    Pick<
      RunToStart,
      'runId' | 'restackVersion' | 'share' | 'setDigest' | 'incidentAt' | 'caFile' | 'failFast' | 'settleMs'
    > {
  /** The plan that the restore must come to again; undefined when none was saved. */
  readonly saved: SavedPlan | undefined;
}

/**
 * Holds the target, proves the set, plans, asks, and carries the plan out with a journal.
 *
 * @throws PLAN_STALE when a saved plan does not hold any more; PLAN_BLOCKED, TARGET_NOT_FRESH, VERSION_DISTANCE or
 * PERMISSION_MISSING when an obstacle is found, CANCELLED or CONFIRMATION_REQUIRED when nobody says yes, LOCKED when
 * another run holds the target: nothing was written then. The errors of proving and carrying out.
 */
export async function restoreSet(
  work: SetToRestore,
  ground: RunGround,
  dialogue: RunDialogue,
): Promise<RunOutcome> {
  const { set, target, settings, saved, runId } = work;
  if (saved !== undefined) assertSamePlannedTarget(saved, target.identity);
  return withTargetLock(ground.archive, { target: target.identity, runId }, async () => {
    const intent = { ...work, earlierRuns: planEarlierRuns(work, ground), clock: ground.clock };
    const prepared = await prepareRestore(intent, dialogue);
    try {
      if (saved !== undefined) assertSameDecisions(saved, prepared.plan);
      assertUnobstructed(prepared);
      const { unfinished } = await findEarlierRuns(work, ground);
      if (unfinished !== undefined) {
        dialogue.warn(
          `run ${unfinished.runId} of this set is unfinished, and this would begin another: to take that one up ` +
            `there is restack runs resume ${unfinished.runId.slice(0, 8)}`,
        );
      }
      await dialogue.confirm({ message: describeQuestion(prepared) });
    } catch (error) {
      throw nameEarlierRun(error, await findEarlierRuns(work, ground));
    }
    const { plan, records } = prepared;
    const { mapping, policy } = settings;
    return startRun({ ...work, set, plan, records, settings: { mapping, policy } }, ground, dialogue);
  });
}

/** The newest run that wanted the same set in the same target, as it ended; neither where there was none. */
interface EarlierRunsOfSet {
  readonly unfinished?: ListedRun | undefined;
  readonly completed?: ListedRun | undefined;
}

async function findEarlierRuns(
  { set, target }: Pick<RestoreIntent, 'set' | 'target'>,
  ground: RunGround,
): Promise<EarlierRunsOfSet> {
  const newest = (await listRuns(ground, { warn: () => undefined })).find(
    ({ command, backupId, state, target: endpoint }) =>
      command === 'restore' &&
      backupId === set.backupId &&
      endpoint === target.identity.adminEndpoint &&
      state !== 'running',
  );
  if (newest?.terminal === false) return { unfinished: newest };
  return newest?.state === 'completed' ? { completed: newest } : {};
}

/** Objects that an earlier run wrote stand in the way of the same restore: that run is to be taken up, or is the one. */
function nameEarlierRun(error: unknown, { unfinished, completed }: EarlierRunsOfSet): unknown {
  if (!(error instanceof RestackError)) return error;
  const { code, message, details, hints, exitCode } = error;
  if (unfinished !== undefined) {
    const { runId } = unfinished;
    return new RestackError(code, `run ${runId} of this set is unfinished; ${message}`, {
      details: { ...details, unfinishedRunId: runId },
      hints: [`restack runs resume ${runId.slice(0, 8)}`, ...hints],
      exitCode,
    });
  }
  if (completed === undefined || code !== 'TARGET_NOT_FRESH') return error;
  const { runId, backupId, startedAt } = completed;
  const when = formatMinute(new Date(startedAt));
  return new RestackError(
    code,
    `run ${runId} of ${when} has brought this set back there already; ${message}`,
    {
      details: { ...details, completedRunId: runId },
      hints: [`restack diff ${backupId.slice(0, 8)}`, ...hints],
      exitCode,
    },
  );
}

/** Looks for records of a set in the runs that restored it into the same target before. */
export function planEarlierRuns(
  { set, target }: Pick<RestoreIntent, 'set' | 'target'>,
  ground: Pick<RunGround, 'archive' | 'processes'>,
): RestoreIntent['earlierRuns'] {
  return (records) => createEarlierRuns({ target: target.identity, backupId: set.backupId, records }, ground);
}
