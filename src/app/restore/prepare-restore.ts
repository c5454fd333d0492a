import type { BackupSet } from '../../backup-set/catalog.js';
import type { SetRecords } from '../../backup-set/content/records.js';
import { type ErrorCode, selectWorstCode } from '../../core/errors/error-codes.js';
import type { Finding } from '../../core/errors/finding.js';
import { systemClock } from '../../core/clock.js';
import { measureTarget } from '../../use-cases/restore/preflight/measured-target.js';
import { planRestore } from '../../use-cases/restore/plan/plan-restore.js';
import { type Preflight, runPreflight } from '../../use-cases/restore/preflight/preflight.js';
import type { RestorePlan } from '../../use-cases/restore/plan/restore-plan.js';
import type { ConnectedTarget } from '../../adapters/azure/connect-target.js';
import { createEarlierRuns } from '../../use-cases/restore/runs/completed-runs.js';
import type { RunGround } from '../../use-cases/restore/runs/run-archive.js';
import type { AppContext } from '../app.js';
import type { OpenSets } from '../share/open-sets.js';
import { proveRecords } from '../share/prove-records.js';
import type { RestoreSettings } from './restore-settings.js';

/** Calls at a time, while planning and while restoring. */
export const CONCURRENCY = 8;

/** A set that is proved, and the plan of its restore. */
export interface PreparedRestore {
  readonly set: BackupSet;
  readonly findings: readonly Finding[];
  readonly records: SetRecords;
  readonly plan: RestorePlan;
  readonly preflight: Preflight;
}

/** The set, the target and the decisions of a restore. */
export interface RestoreIntent {
  readonly set: BackupSet;
  readonly sets: OpenSets;
  readonly target: ConnectedTarget;
  readonly settings: RestoreSettings;
  /** The runs of this machine. */
  readonly ground: RunGround;
}

/**
 * Proves a set to `content` and plans its restore, with reads of the target and no write.
 *
 * @throws the code of the worst finding when the set fails its proof; the errors of `planRestore`.
 */
export async function prepareRestore(intent: RestoreIntent, context: AppContext): Promise<PreparedRestore> {
  const { set, sets, settings } = intent;
  const { records, findings } = await proveRecords(set, { sets, context });
  const target = measureTarget(intent.target, systemClock);
  const step = context.progress.begin('Planning');
  try {
    const { mapping, policy } = settings;
    const concurrency = CONCURRENCY;
    const plan = await planRestore({
      records,
      target,
      clock: systemClock,
      policy,
      mapping,
      closed: true,
      concurrency,
      earlierRuns: createEarlierRuns(
        { target: target.identity, backupId: set.backupId, records },
        intent.ground,
      ),
    });
    const preflight = await runPreflight({
      plan,
      target,
      clock: systemClock,
      policy: settings.preflight,
      stampVersion: set.stampVersion,
      clockOffsetMs: target.clockOffsetMs(),
      latencyMs: target.meanLatencyMs(),
      concurrency,
    });
    step.end('done', `${plan.entries.length} records, ${plan.blockers.length} blockers`);
    warnOfPlan(plan, preflight, context);
    return { set, findings, records, plan, preflight };
  } catch (error) {
    step.end('failed');
    throw error;
  }
}

function warnOfPlan(plan: RestorePlan, { checks }: Preflight, context: AppContext): void {
  for (const { state, message } of checks) if (state === 'warning') context.warn(message);
  for (const note of plan.notes) context.warn(note);
}

/** The code that keeps a plan from being carried out; undefined when nothing does. */
export function selectObstacleCode({ plan, preflight }: PreparedRestore): ErrorCode | undefined {
  const codes = preflight.checks.map(({ code }) => code).filter((code) => code !== null);
  return selectWorstCode([...codes, ...(plan.blockers.length > 0 ? (['PLAN_BLOCKED'] as const) : [])]);
}
