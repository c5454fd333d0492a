import { formatCount } from '../../core/sizes.js';
import { CALLS_AT_A_TIME } from '../../cloud/cloud-port.js';
import type { Clock } from '../../core/clock.js';
import { type ErrorCode, selectWorstCode } from '../../core/errors/error-codes.js';
import { selectOutcome } from '../../core/errors/finding.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { followStep, type Progress, silentProgress } from '../../core/progress.js';
import { planRestore } from '../restore/plan/plan-restore.js';
import type { RestorePlan } from '../restore/plan/restore-plan.js';
import { type RestoreResult, runRestore } from '../restore/run/run-restore.js';
import type { SetRecords } from '../../backup-set/content/records.js';
import type { DrillPorts, DrillReport, ProvedSet } from './drill-report.js';
import { STAGES } from '../restore/stage-order.js';

/** The clock, limits and objectives of a drill. */
export interface DrillOptions {
  readonly runId: string;
  readonly clock: Clock;
  readonly progress?: Progress;
  readonly signal?: AbortSignal | undefined;
  /** Calls at a time inside a stage. */
  readonly concurrency?: number;
  /** The time that an object which was accepted may take to show, in milliseconds. Default 10 minutes. */
  readonly settleMs?: number | undefined;
  readonly objectives?: {
    /** Longest time that the recovery may take. */
    readonly rtoMs?: number | undefined;
    /** Greatest age that the set may have. */
    readonly rpoMs?: number | undefined;
  };
}

/** The result of a drill, and the code it ends with; undefined when all of it succeeded. */
export interface DrillOutcome {
  readonly result: DrillReport;
  readonly outcome: ErrorCode | undefined;
}

/**
 * Rehearses a recovery: proves a set, replays it into a fresh cloud, reads everything back.
 *
 * A set that is not proved is not replayed; the outcome is the worst of its findings.
 * @throws PLAN_BLOCKED when the records cannot belong to one cloud, or are in conflict with a fresh one.
 * @throws INTERRUPTED (the signal's reason) when the signal was aborted; the cloud is closed all the same.
 */
export async function runDrill(ports: DrillPorts, options: DrillOptions): Promise<DrillOutcome> {
  const startedAt = options.clock.now();
  const startedMs = options.clock.monotonicMs();
  const set = await ports.readSet();
  const restored =
    set.records === undefined ? undefined : await replay({ ...set, records: set.records }, ports, options);
  const durationMs = options.clock.monotonicMs() - startedMs;
  const objectives = {
    rtoMs: options.objectives?.rtoMs ?? null,
    achievedRtoMs: durationMs,
    rpoMs: options.objectives?.rpoMs ?? null,
    achievedRpoMs: Math.max(0, startedAt.getTime() - set.createdAt.getTime()),
  };
  const result: DrillReport = {
    runId: options.runId,
    backupId: set.backupId,
    terminal: true,
    startedAt: startedAt.toISOString(),
    durationMs,
    verification: set.verification,
    objectives,
    ...describeRestored(restored),
  };
  return { result, outcome: selectDrillOutcome(set, restored, objectives) };
}

async function replay(
  { records, untold }: Pick<ProvedSet, 'untold'> & { readonly records: SetRecords },
  ports: DrillPorts,
  options: DrillOptions,
): Promise<RestoreResult> {
  const { clock, signal, settleMs } = options;
  const { progress = silentProgress, concurrency = CALLS_AT_A_TIME } = options;
  signal?.throwIfAborted();
  const cloud = await followStep(progress, { title: 'Starting a fresh cloud' }, () => ports.startCloud());
  const { target } = cloud;
  const rehearse = async () => {
    // Nobody is there to decide: what hangs on something that is left to people is skipped, and counted so.
    const policy = { unmet: 'skip' } as const;
    const plan = await followStep(progress, { title: 'Planning', summarize: summarizePlan }, () =>
      planRestore({ records, untold, target, policy, concurrency }),
    );
    const restored = await runRestore({ plan, target, clock, progress, concurrency, settleMs, signal });
    return tellUnmet(plan, restored);
  };
  return endAfter(rehearse, () => cloud.close());
}

/** Calls a drill partial that skipped what hangs on something: nobody chose to leave it out. */
function tellUnmet({ entries }: RestorePlan, restored: RestoreResult): RestoreResult {
  if (restored.state !== 'completed' || !entries.some(({ unmet }) => unmet)) return restored;
  return { ...restored, state: 'partial', outcome: 'PARTIAL' };
}

function summarizePlan({ entries, stages }: RestorePlan): string {
  const used = stages.filter((stage) => stage.entries.length > 0);
  return `${formatCount(entries.length, 'record')}, ${formatCount(used.length, 'stage')}`;
}

type Replayed = Pick<DrillReport, 'state' | 'conservation' | 'stages' | 'readBack' | 'problems'>;

function describeRestored(restored: RestoreResult | undefined): Replayed {
  if (restored === undefined) {
    return {
      state: 'failed',
      conservation: EMPTY_CONSERVATION,
      stages: listPendingStages(),
      readBack: { compared: 0, different: 0 },
      problems: [],
    };
  }
  const { conservation, readBack } = restored;
  return {
    state: restored.state,
    conservation: { ...conservation.total, byKind: conservation.byKind },
    stages: restored.stages.map(({ name, kind, objects, durationMs, state }) => ({
      name,
      kind,
      objects,
      durationMs,
      state,
    })),
    readBack: { compared: readBack.compared, different: readBack.different },
    problems: restored.problems,
  };
}

function selectDrillOutcome(
  set: ProvedSet,
  restored: RestoreResult | undefined,
  objectives: DrillReport['objectives'],
): ErrorCode | undefined {
  const codes: ErrorCode[] = [];
  const proved = selectOutcome(set.verification.findings);
  if (proved !== undefined) codes.push(proved);
  else if (set.verification.verdict === 'failed' || restored === undefined) codes.push('INCOMPLETE');
  if (restored?.outcome !== undefined) codes.push(restored.outcome);
  if (restored?.conservation.total.read === 0) codes.push('NOTHING_CHECKED');
  const { rtoMs, achievedRtoMs, rpoMs, achievedRpoMs } = objectives;
  if (restored !== undefined && isMissed(rtoMs, achievedRtoMs)) codes.push('OBJECTIVE_MISSED');
  if (isMissed(rpoMs, achievedRpoMs)) codes.push('OBJECTIVE_MISSED');
  return selectWorstCode(codes);
}

/** True when an objective was given and missed. */
function isMissed(objectiveMs: number | null, achievedMs: number): boolean {
  return objectiveMs !== null && achievedMs > objectiveMs;
}

/** The balance of a drill that replayed nothing. */
const EMPTY_CONSERVATION: DrillReport['conservation'] = {
  read: 0,
  created: 0,
  adopted: 0,
  updated: 0,
  skipped: 0,
  manual: 0,
  failed: 0,
  outOfScope: 0,
  byKind: [],
};

/** The stages of a drill that reached none of them. */
function listPendingStages(): DrillReport['stages'] {
  return STAGES.map(({ name, kind }) => ({ name, kind, objects: 0, durationMs: 0, state: 'pending' }));
}
