import { formatCount } from '../../../core/sizes.js';
import type { Clock } from '../../../core/clock.js';
import { type ErrorCode, selectWorstCode } from '../../../core/errors/error-codes.js';
import { type Progress, silentProgress } from '../../../core/progress.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import pLimit from 'p-limit';
import { createAdaptiveLimit } from './lanes.js';
import { createPatientTarget, createReadUntil } from './settling/patient-target.js';
import { Settling, SETTLE_LIMIT_MS } from './settling/settling.js';
import { StandingRecords } from './standing-records.js';
import { WrittenObjects } from './settling/written-objects.js';
import { type Conservation, countConservation } from './conservation.js';
import { createKindAccess } from '../kinds/kind-access.js';
import { PendingOutcomes } from './pending-outcomes.js';
import { type RestoreJournal, unjournaled } from '../restore-journal.js';
import { CALLS_AT_A_TIME, type RestoreTarget } from '../../../cloud/cloud-port.js';
import { describeDifference, type ReadBackDifference } from './read-back.js';
import type { PlannedStage, RestorePlan } from '../plan/restore-plan.js';
import type { RunContext } from './run-entry.js';
import { runStage, type StageOutcome } from './run-stage.js';
import { type RecordProblem, RunState } from './run-state.js';

/** The plan, the target and the limits of a run. */
export interface RestoreOptions {
  readonly plan: RestorePlan;
  readonly target: RestoreTarget;
  readonly clock: Clock;
  readonly journal?: RestoreJournal;
  readonly progress?: Progress;
  /** The most calls at a time, over all stages that are under way; fewer while the target has too much to do. Default 8. */
  readonly concurrency?: number;
  /**
   * True to begin nothing more once an object has failed or reads back different. Default: the run goes on with all
   * that does not need it.
   */
  readonly failFast?: boolean | undefined;
  /**
   * The time that an object which was accepted may take to show, in milliseconds. Default 10 minutes; 0 believes the
   * first answer.
   */
  readonly settleMs?: number | undefined;
  /** Ends the run; its reason must be the INTERRUPTED error to end with. */
  readonly signal?: AbortSignal | undefined;
}

/** The result of a run. */
export interface RestoreResult {
  readonly state: 'completed' | 'partial';
  readonly stages: readonly StageOutcome[];
  readonly conservation: Conservation;
  readonly readBack: {
    readonly compared: number;
    readonly different: number;
    readonly differences: readonly ReadBackDifference[];
  };
  readonly problems: readonly RecordProblem[];
  /** The code to end with; undefined when everything in scope landed and reads back equal. */
  readonly outcome: ErrorCode | undefined;
}

/**
 * Carries a plan out in stages, each read back before those begin that are tied to it.
 *
 * A write that fails costs only the objects that need it; the result says which.
 * @throws PLAN_BLOCKED when the plan holds conflicts; nothing was written then.
 * @throws INTERRUPTED (the signal's reason) when the signal was aborted.
 */
export async function runRestore(options: RestoreOptions): Promise<RestoreResult> {
  const { plan } = options;
  assertNotBlocked(plan);
  const state = new RunState(plan);
  options.signal?.throwIfAborted();
  return summarizeRun(plan, state, await runStages(plan.stages, state, createContext(options, state)));
}

function createContext(options: RestoreOptions, state: RunState): RunContext {
  const { plan, clock, signal, progress = silentProgress, settleMs = SETTLE_LIMIT_MS } = options;
  const most = options.concurrency ?? CALLS_AT_A_TIME;
  const limit = createAdaptiveLimit({
    most,
    strain: () => options.target.strain?.() ?? 0,
  });
  const isOver = () => state.isTargetGone;
  const settling = new Settling({ clock, limitMs: settleMs, progress, signal, isOver });
  const written = new WrittenObjects(settleMs);
  const outcomes = new PendingOutcomes();
  const admit = () => {
    signal?.throwIfAborted();
    outcomes.throwIfLost();
  };
  const patience = { settling, written, turns: pLimit(most) };
  const target = createPatientTarget(options.target, { ...patience, admit });
  // Access that was given is taken away again, also when nothing else may begin any more.
  const closingTarget = createPatientTarget(options.target, { ...patience, admit: () => {} });
  const readUntil = createReadUntil(settling);
  return {
    plan,
    target,
    standing: new StandingRecords(plan.entries),
    access: createKindAccess(target, { readUntil, closingTarget }),
    settling,
    written,
    clock,
    journal: options.journal ?? unjournaled,
    outcomes,
    progress,
    limit,
    signal,
    failFast: options.failFast ?? false,
  };
}

function assertNotBlocked(plan: RestorePlan): void {
  const blocked = plan.entries.filter(({ action }) => action === 'blocked');
  const [first] = blocked;
  if (first === undefined) return;
  throw new RestackError(
    'PLAN_BLOCKED',
    `in conflict with the target: ${blocked.length} of ${formatCount(plan.entries.length, 'record')}, first ${first.kind} ${first.id}: ${first.reason}`,
    { details: { blocked: blocked.map(({ kind, id, reason }) => ({ kind, id, reason })) } },
  );
}

function summarizeRun(plan: RestorePlan, state: RunState, stages: readonly StageOutcome[]): RestoreResult {
  const conservation = countConservation(plan, state.ended);
  const differences = state.listDifferences();
  const problems = state.listProblems(describeDifference);
  const codes: ErrorCode[] = [...state.unfinishedCodes];
  if (conservation.unaccounted.length > 0) codes.push('UNACCOUNTED');
  if (differences.some(({ missing }) => !missing)) codes.push('READ_BACK');
  if (state.lostCount > 0) codes.push('PARTIAL');
  const outcome = selectWorstCode(codes);
  return {
    state: outcome === undefined ? 'completed' : 'partial',
    stages,
    conservation,
    readBack: { compared: state.comparedCount, different: differences.length, differences },
    problems,
    outcome,
  };
}

/**
 * Runs all stages of a plan, each as soon as those that it is tied to have ended, read-back included. Once something
 * settles slowly, all begin, and take up each record as soon as what it needs stands.
 *
 * After a failure that is no object's own, nothing more begins, and what is under way comes to its end.
 * @returns the outcomes in the order of the stages.
 * @throws the first such failure; INTERRUPTED (the signal's reason) when the signal was aborted.
 */
async function runStages(
  stages: readonly PlannedStage[],
  state: RunState,
  context: RunContext,
): Promise<readonly StageOutcome[]> {
  const ends = new Map<string, Promise<StageOutcome | undefined>>();
  let failure: { readonly error: unknown } | undefined;
  const slow = new Promise<void>((resolve) => context.settling.onSlow(resolve));
  const runWhenDue = async (planned: PlannedStage) => {
    let isOver = false;
    const awaitTies = async () => {
      await Promise.all(planned.stage.after.flatMap((name) => ends.get(name) ?? []));
      isOver = true;
    };
    const over = awaitTies();
    await Promise.race([over, slow]);
    try {
      if (failure !== undefined) return undefined;
      context.signal?.throwIfAborted();
      const ties = { over, isOver: () => isOver, isBroken: () => failure !== undefined };
      return await runStage(planned, { state, context, ties });
    } catch (error) {
      failure ??= { error };
      return undefined;
    } finally {
      // Whoever waits for this stage waits for those before it, too.
      await over;
    }
  };
  for (const planned of stages) ends.set(planned.stage.name, runWhenDue(planned));
  const outcomes = await Promise.all(ends.values());
  if (failure !== undefined) throw failure.error;
  return outcomes.filter((outcome) => outcome !== undefined);
}
