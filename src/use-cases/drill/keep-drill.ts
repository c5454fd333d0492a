import { groupRecords, type SetRecords } from '../../backup-set/content/records.js';
import { listDecisions } from '../restore/plan/resume-plan.js';
import { DEFAULT_POLICY, type RestorePolicy } from '../restore/plan/restore-policy.js';
import type { RestorePlan } from '../restore/plan/restore-plan.js';
import type { RestoreResult } from '../restore/run/run-restore.js';
import { followRun } from '../restore/runs/carry-out-run.js';
import type { KeptRun } from '../restore/runs/kept/kept-run.js';
import type { RunGround } from '../restore/runs/kept/run-archive.js';
import type { RunDialogue } from '../restore/runs/kept/run-inputs.js';
import type { DrillReplay, ProvedSet } from './drill-report.js';

/** The policy of a drill. Nobody is there to decide: what hangs on something that is left to people is skipped. */
export const DRILL_POLICY: RestorePolicy = { ...DEFAULT_POLICY, unmet: 'skip' };

/** The facts of a drill that its run keeps beside set and plan. */
export interface DrillToKeep {
  readonly runId: string;
  readonly restackVersion: string;
  /** The backup share, as a path that can be given again. */
  readonly share: string;
  /** The time of the incident that the drill answers; undefined where nobody told it. */
  readonly incidentAt: Date | undefined;
}

/**
 * Replays, and keeps it as a run: plan, journal and result, as of a restore. Nobody can take it up again, since the cloud
 * ends with the drill.
 *
 * @throws PERMISSION_MISSING or CONFIG when it cannot be kept; what the replay throws, with the command that rehearses
 * again.
 */
export async function replayKept(
  { set, plan, startedAt, ...work }: DrillReplay,
  drill: DrillToKeep,
  { ground, dialogue }: { readonly ground: RunGround; readonly dialogue: RunDialogue },
): Promise<RestoreResult> {
  const run = await keep({ drill, set, startedAt, plan, records: set.records }, ground);
  const hints = [
    `rehearse again: restack drill ${set.backupId.slice(0, 8)}`,
    `see how far it came: restack runs show ${drill.runId.slice(0, 8)}`,
  ];
  return followRun({ ...work, run, plan, hints }, { ...ground, clock: work.clock }, dialogue);
}

/** Keeps a drill whose set was not proved: it has no plan and no call. Errors as of {@link replayKept}. */
export async function keepUnproved(
  set: ProvedSet,
  { drill, startedAt }: { readonly drill: DrillToKeep; readonly startedAt: Date },
  { archive, clock }: RunGround,
): Promise<void> {
  const records = groupRecords([]);
  const run = await keep({ drill, set, startedAt, plan: undefined, records }, { archive });
  const status = await run.readStatus();
  await run.writeStatus({ ...status, state: 'failed', updatedAt: clock.now().toISOString() });
}

interface NewDrill {
  readonly drill: DrillToKeep;
  readonly set: ProvedSet;
  readonly startedAt: Date;
  readonly plan: RestorePlan | undefined;
  readonly records: SetRecords;
}

function keep(
  { drill, set, startedAt, plan, records }: NewDrill,
  { archive }: Pick<RunGround, 'archive'>,
): Promise<KeptRun> {
  const { runId, restackVersion, share, incidentAt } = drill;
  const { backupId, deploymentId, createdAt, digest: setDigest } = set;
  return archive.create({
    decisions: plan === undefined ? [] : listDecisions(plan),
    records,
    inputs: {
      runId,
      command: 'drill',
      startedAt: startedAt.toISOString(),
      restackVersion,
      share,
      backup: { backupId, deploymentId, createdAt: createdAt.toISOString(), setDigest },
      incidentAt: incidentAt?.toISOString(),
      target: plan?.target ?? null,
      caFile: null,
      settings: { mapping: {}, policy: DRILL_POLICY },
      untold: plan?.untold ?? set.untold,
    },
  });
}
