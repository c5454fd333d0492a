import { formatCount } from '../../../core/sizes.js';
import type { BackupStatus } from '../../../backup-set/catalog.js';
import type { SetRecords, Untold } from '../../../backup-set/content/records.js';
import { CALLS_AT_A_TIME, type RestoreTarget } from '../../../cloud/cloud-port.js';
import type { Clock } from '../../../core/clock.js';
import type { Finding } from '../../../core/errors/finding.js';
import { followStep, type Progress } from '../../../core/progress.js';
import type { GivenMapping } from '../ids/mapping.js';
import { warnOfUnmatchedNames } from '../ids/unmatched-names.js';
import type { EarlierRuns } from '../earlier-runs.js';
import { planRestore } from '../plan/plan-restore.js';
import type { RestorePlan } from '../plan/restore-plan.js';
import { measureTarget } from '../preflight/estimate-duration.js';
import { type Preflight, runPreflight } from '../preflight/preflight.js';
import type { RestoreSettings } from './restore-settings.js';

/** The facts of a set that a restore states. */
export interface SetIdentity {
  readonly backupId: string;
  readonly deploymentId: string;
  readonly createdAt: Date;
  readonly stampVersion: string;
  /** PartialSucceeded for a set that lacks something. */
  readonly status: BackupStatus;
}

/** A set that is proved, and the plan of its restore. */
export interface PreparedRestore {
  readonly set: SetIdentity;
  readonly findings: readonly Finding[];
  readonly records: SetRecords;
  readonly plan: RestorePlan;
  readonly preflight: Preflight;
}

/** The records of a proved set, and the things that it does not tell about them. */
export interface ProvedSetRecords {
  readonly records: SetRecords;
  readonly findings: readonly Finding[];
  readonly untold?: readonly Untold[] | undefined;
}

/** The set, the target and the decisions of a restore. */
export interface RestoreIntent {
  readonly set: SetIdentity;
  /** Proves the set to `content`, and reads its records. */
  prove(): Promise<ProvedSetRecords>;
  /** The target; it tells by how much its clock is ahead of this machine's, once it has answered. */
  readonly target: RestoreTarget & { clockOffsetMs(): number | undefined };
  readonly settings: RestoreSettings;
  /** Where the mapping says what; absent where it comes from a plan. */
  readonly placeOf?: GivenMapping['placeOf'] | undefined;
  /** Finds records in earlier runs that restored the same ones. */
  earlierRuns(records: SetRecords): EarlierRuns;
  readonly clock: Clock;
}

/** The voice of planning. */
export interface PlanDialogue {
  readonly progress: Progress;
  warn(message: string): void;
}

/**
 * Proves a set and plans its restore, with reads of the target and no write.
 *
 * @throws the errors of `prove` and of `planRestore`.
 */
export async function prepareRestore(
  intent: RestoreIntent,
  dialogue: PlanDialogue,
): Promise<PreparedRestore> {
  const proved = await intent.prove();
  const { records, findings } = proved;
  warnOfUnmatchedNames(records, { mapping: intent.settings.mapping, placeOf: intent.placeOf }, dialogue);
  const { plan, preflight } = await followStep(
    dialogue.progress,
    { title: 'Planning', summarize: summarizePlan },
    () => planAndCheck(intent, proved),
  );
  for (const { state, message } of preflight.checks) if (state === 'warning') dialogue.warn(message);
  for (const note of plan.notes) dialogue.warn(note);
  return { set: intent.set, findings, records, plan, preflight };
}

async function planAndCheck(
  { set, settings, clock, ...intent }: RestoreIntent,
  { records, untold }: ProvedSetRecords,
): Promise<Pick<PreparedRestore, 'plan' | 'preflight'>> {
  const { mapping, policy } = settings;
  const target = measureTarget(intent.target, clock);
  const earlierRuns = intent.earlierRuns(records);
  const plan = await planRestore({ records, untold, target, policy, mapping, closed: true, earlierRuns });
  const preflight = await runPreflight({
    plan,
    target,
    policy: settings.preflight,
    stampVersion: set.stampVersion,
    clockOffsetMs: target.clockOffsetMs(),
    latencyMs: target.meanLatencyMs(),
    concurrency: CALLS_AT_A_TIME,
  });
  return { plan, preflight };
}

function summarizePlan({ plan }: Pick<PreparedRestore, 'plan'>): string {
  return `${formatCount(plan.entries.length, 'record')}, ${formatCount(plan.blockers.length, 'blocker')}`;
}
