import { RestackError } from '../../../core/errors/restack-error.js';
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
    Pick<RunToStart, 'runId' | 'restackVersion' | 'share' | 'caFile' | 'failFast' | 'settleMs'> {
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
    } catch (error) {
      throw await nameUnfinishedRun(error, work, ground);
    }
    await dialogue.confirm({ message: describeQuestion(prepared) });
    const { plan, records } = prepared;
    const { mapping, policy } = settings;
    return startRun({ ...work, set, plan, records, settings: { mapping, policy } }, ground, dialogue);
  });
}

/** Objects that an unfinished run wrote stand in the way of the same restore: that run is to be taken up. */
async function nameUnfinishedRun(
  error: unknown,
  { set, target }: Pick<RestoreIntent, 'set' | 'target'>,
  ground: RunGround,
): Promise<unknown> {
  if (!(error instanceof RestackError)) return error;
  const runs = await listRuns(ground, { warn: () => undefined });
  const unfinished = runs.find(
    ({ terminal, state, backupId, target: endpoint }) =>
      !terminal &&
      state !== 'running' &&
      backupId === set.backupId &&
      endpoint === target.identity.adminEndpoint,
  );
  if (unfinished === undefined) return error;
  const { code, message, details, hints } = error;
  const { runId } = unfinished;
  return new RestackError(code, `run ${runId} of this set is unfinished; ${message}`, {
    details: { ...details, unfinishedRunId: runId },
    hints: [`restack runs resume ${runId.slice(0, 8)}`, ...hints],
  });
}

/** Looks for records of a set in the runs that restored it into the same target before. */
export function planEarlierRuns(
  { set, target }: Pick<RestoreIntent, 'set' | 'target'>,
  ground: Pick<RunGround, 'archive' | 'processes'>,
): RestoreIntent['earlierRuns'] {
  return (records) => createEarlierRuns({ target: target.identity, backupId: set.backupId, records }, ground);
}
