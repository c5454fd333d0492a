import type { SetRecords } from '../../../backup-set/content/records.js';
import { endAfter } from '../../../core/errors/first-failure.js';
import { listDecisions } from '../plan/resume-plan.js';
import { carryOutRun, type RunOutcome, type RunToCarryOut } from './carry-out-run.js';
import type { LockRequest, RunArchive, RunGround } from './kept/run-archive.js';
import type { RunDialogue, RunSettings } from './kept/run-inputs.js';

/** A run that begins. The caller holds the lock of its target under the same id. */
export interface RunToStart extends Omit<RunToCarryOut, 'run'> {
  readonly runId: string;
  readonly restackVersion: string;
  /** Absolute path of the share. */
  readonly share: string;
  /** The digest of the set. Source: format specification, section 10. */
  readonly setDigest: string;
  readonly set: { readonly backupId: string; readonly deploymentId: string; readonly createdAt: Date };
  /** The records that the plan was made of. */
  readonly records: SetRecords;
  /** The time of the incident that the run answers. */
  readonly incidentAt?: Date | undefined;
  /** Absolute path of the file with further trust roots. */
  readonly caFile?: string | undefined;
  /** The settings that the plan was made with. */
  readonly settings: RunSettings;
}

/** Keeps a run, and carries it out. Errors as of {@link carryOutRun}. */
export async function startRun(
  start: RunToStart,
  ground: RunGround,
  dialogue: RunDialogue,
): Promise<RunOutcome> {
  const { plan, records, set, setDigest, runId, restackVersion, share, caFile, settings } = start;
  const { backupId, deploymentId, createdAt } = set;
  const run = await ground.archive.create({
    decisions: listDecisions(plan),
    records,
    inputs: {
      runId,
      startedAt: ground.clock.now().toISOString(),
      restackVersion,
      share,
      backup: { backupId, deploymentId, createdAt: createdAt.toISOString(), setDigest },
      incidentAt: start.incidentAt?.toISOString(),
      target: plan.target,
      caFile: caFile ?? null,
      settings,
      untold: plan.untold,
    },
  });
  return carryOutRun({ ...start, run }, ground, dialogue);
}

/**
 * Holds a target for as long as `use` runs, so that no second run writes to it.
 *
 * @throws LOCKED when another run holds it; what `use` throws.
 */
export async function withTargetLock<R>(
  archive: Pick<RunArchive, 'lock'>,
  request: LockRequest,
  use: () => Promise<R>,
): Promise<R> {
  const lock = await archive.lock(request);
  return endAfter(use, () => lock.release());
}
