import { formatCount } from '../../core/sizes.js';
import { CALLS_AT_A_TIME } from '../../cloud/cloud-port.js';
import { type Clock, logWaits, type WaitLog } from '../../core/clock.js';
import { type ErrorCode, selectWorstCode } from '../../core/errors/error-codes.js';
import { selectOutcome } from '../../core/errors/finding.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { followStep, type Progress, silentProgress } from '../../core/progress.js';
import { planRestore } from '../restore/plan/plan-restore.js';
import { listDecisions } from '../restore/plan/resume-plan.js';
import { measureTarget } from '../restore/preflight/estimate-duration.js';
import { type PreflightCheck, runPreflight } from '../restore/preflight/preflight.js';
import type { RestorePlan } from '../restore/plan/restore-plan.js';
import { type RestoreResult, runRestore } from '../restore/run/run-restore.js';
import type { SetRecords } from '../../backup-set/content/records.js';
import { listTasks, listUntoldTasks } from '../restore/runs/run-todo.js';
import { DRILL_POLICY } from './keep-drill.js';
import type { DrillCloud, DrillPhase, DrillPorts, DrillReport, ProvedSet } from './drill-report.js';
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
    /** The time from which that age is counted. Default: the start of the drill. */
    readonly incidentAt?: Date | undefined;
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
export async function runDrill(ports: DrillPorts, given: DrillOptions): Promise<DrillOutcome> {
  const startedAt = given.clock.now();
  const course = createCourse(given.clock);
  const options = { ...given, clock: course.waits.clock };
  const set = await course.follow('proof', () => ports.readSet());
  const { records } = set;
  if (records === undefined) await ports.keepUnproved?.(set, startedAt);
  const replayed =
    records === undefined
      ? undefined
      : await replay({ ...set, records }, ports, { ...options, course, startedAt });
  const durationMs = course.elapsedMs();
  const incidentAt = options.objectives?.incidentAt ?? startedAt;
  const objectives = {
    rtoMs: options.objectives?.rtoMs ?? null,
    achievedRtoMs: durationMs,
    rpoMs: options.objectives?.rpoMs ?? null,
    achievedRpoMs: Math.max(0, incidentAt.getTime() - set.createdAt.getTime()),
    incidentAt: incidentAt.toISOString(),
  };
  const { backupId, createdAt, deploymentId, stampVersion, digest, verification } = set;
  const result: DrillReport = {
    runId: options.runId,
    backupId,
    backup: { createdAt: createdAt.toISOString(), deploymentId, stampVersion, digest },
    terminal: true,
    startedAt: startedAt.toISOString(),
    durationMs,
    phases: course.phases,
    verification,
    objectives,
    ...describeReplayed(replayed, course),
  };
  return { result, outcome: selectDrillOutcome(set, replayed?.restored, objectives) };
}

/** The time of a drill as it goes by: its phases, and what was waited in them. */
interface Course {
  readonly waits: WaitLog;
  readonly startedMs: number;
  readonly phases: DrillPhase[];
  follow<R>(name: DrillPhase['name'], work: () => Promise<R>): Promise<R>;
  elapsedMs(): number;
}

function createCourse(clock: Clock): Course {
  const startedMs = clock.monotonicMs();
  const elapsedMs = () => clock.monotonicMs() - startedMs;
  const phases: DrillPhase[] = [];
  return {
    waits: logWaits(clock),
    startedMs,
    phases,
    elapsedMs,
    async follow(name, work) {
      const startMs = elapsedMs();
      const result = await work();
      phases.push({ name, startMs, durationMs: elapsedMs() - startMs });
      return result;
    },
  };
}

/** A replay and all that belongs to it in a report. */
interface Replayed {
  readonly restored: RestoreResult;
  readonly preflight: readonly PreflightCheck[];
  readonly plan: RestorePlan;
}

async function replay(
  set: ProvedSet & { readonly records: SetRecords },
  ports: DrillPorts,
  options: DrillOptions & { readonly course: Course; readonly startedAt: Date },
): Promise<Replayed> {
  const { clock, signal, settleMs, course, startedAt } = options;
  const { progress = silentProgress, concurrency = CALLS_AT_A_TIME } = options;
  signal?.throwIfAborted();
  const cloud = await course.follow('cloud', () =>
    followStep(progress, { title: 'Starting a fresh cloud' }, () => ports.startCloud(clock)),
  );
  const { target } = cloud;
  const rehearse = async () => {
    const planned = () => planAndLook(set, cloud, { clock, concurrency });
    const { plan, preflight } = await course.follow('plan', () =>
      followStep(progress, { title: 'Planning', summarize: summarizePlan }, planned),
    );
    const judge = (restored: RestoreResult) => tellUnmet(plan, restored);
    const work = { set, plan, target, startedAt, clock, concurrency, settleMs, judge };
    const replayOnly = async () => judge(await runRestore({ ...work, progress, signal }));
    const restored = await course.follow('restore', () => ports.replay?.(work) ?? replayOnly());
    return { plan, preflight, restored };
  };
  return endAfter(rehearse, () => cloud.close());
}

/** Plans, and looks at the target as a whole. An embedded cloud has no version that could be compared. */
async function planAndLook(
  { records, untold, stampVersion }: ProvedSet & { readonly records: SetRecords },
  cloud: DrillCloud,
  { clock, concurrency }: { readonly clock: Clock; readonly concurrency: number },
): Promise<Pick<Replayed, 'plan' | 'preflight'>> {
  const target = measureTarget(cloud.target, clock);
  const plan = await planRestore({ records, untold, target, policy: DRILL_POLICY, concurrency });
  const { checks } = await runPreflight({
    plan,
    target,
    policy: { allowNotFresh: false, allowVersionDistance: false, targetVersion: null },
    stampVersion,
    clockOffsetMs: target.clockOffsetMs?.(),
    latencyMs: target.meanLatencyMs(),
    concurrency,
  });
  return { plan, preflight: checks.filter(({ check }) => check !== 'version') };
}

/** Calls a drill partial that skipped what hangs on something: nobody chose to leave it out. */
function tellUnmet({ entries }: RestorePlan, restored: RestoreResult): RestoreResult {
  if (restored.state !== 'completed' || !entries.some(({ unmet }) => unmet)) return restored;
  return { ...restored, state: 'partial', outcome: 'PARTIAL' };
}

function summarizePlan({ plan }: Pick<Replayed, 'plan'>): string {
  const { entries, stages } = plan;
  const used = stages.filter((stage) => stage.entries.length > 0);
  return `${formatCount(entries.length, 'record')}, ${formatCount(used.length, 'stage')}`;
}

type Described = Pick<
  DrillReport,
  'state' | 'target' | 'preflight' | 'conservation' | 'stages' | 'readBack' | 'problems' | 'tasks'
>;

function describeReplayed(replayed: Replayed | undefined, course: Course): Described {
  if (replayed === undefined) {
    return {
      state: 'failed',
      target: null,
      preflight: [],
      conservation: EMPTY_CONSERVATION,
      stages: listPendingStages(),
      readBack: { compared: 0, different: 0 },
      problems: [],
      tasks: [],
    };
  }
  const { restored, plan, preflight } = replayed;
  const { state, conservation, readBack, problems } = restored;
  const { adminEndpoint, region, domain, identitySystem } = plan.target;
  return {
    state,
    target: { adminEndpoint, region, domain, identitySystem },
    preflight,
    conservation: { ...conservation.total, byKind: conservation.byKind },
    stages: restored.stages.map((stage) => describeStage(stage, course)),
    readBack: { compared: readBack.compared, different: readBack.different },
    problems,
    tasks: [...listTasks(listDecisions(plan), { terminal: true, problems }), ...listUntoldTasks(plan.untold)],
  };
}

function describeStage(
  { name, kind, objects, startedMs, durationMs, state }: RestoreResult['stages'][number],
  { waits, startedMs: begunMs }: Course,
): DrillReport['stages'][number] {
  const fromMs = startedMs ?? begunMs;
  const { waitMs, waits: retries } = waits.measure(fromMs, fromMs + durationMs);
  return { name, kind, objects, startMs: fromMs - begunMs, durationMs, waitMs, retries, state };
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
  return STAGES.map(({ name, kind }) => ({
    name,
    kind,
    objects: 0,
    startMs: 0,
    durationMs: 0,
    waitMs: 0,
    retries: 0,
    state: 'pending',
  }));
}
