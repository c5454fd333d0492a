import type { RestoreTarget } from '../../../cloud/cloud-port.js';
import { type Clock, logWaits, type WaitLog } from '../../../core/clock.js';
import type { ErrorCode } from '../../../core/errors/error-codes.js';
import { endAfter } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { RunReport } from '../../../schema/results.js';
import type { RestorePlan } from '../plan/restore-plan.js';
import { type RestoreResult, runRestore } from '../run/run-restore.js';
import type { RestoreJournal } from '../restore-journal.js';
import type { KeptResult, KeptRun, RunAttempt, RunStateName } from './kept/kept-run.js';
import type { RunGround } from './kept/run-archive.js';
import type { RunDialogue } from './kept/run-inputs.js';
import { reportRun } from './run-report.js';

/** A run that is to be carried out, or taken up again. The caller holds the lock of its target. */
export interface RunToCarryOut {
  readonly run: KeptRun;
  readonly plan: RestorePlan;
  readonly target: RestoreTarget;
  /** Calls at a time inside a stage. */
  readonly concurrency?: number | undefined;
  /** Stops at the first object that fails. */
  readonly failFast?: boolean | undefined;
  /** The time that an object which was accepted may take to show, in milliseconds. */
  readonly settleMs?: number | undefined;
}

/** A run whose end its caller tells in words of his own. */
export interface RunToFollow extends RunToCarryOut {
  /** Judges a replay that came to its end, before it is kept. */
  readonly judge?: (restored: RestoreResult) => RestoreResult;
  /** The commands to type after a run that did not come to its end. */
  readonly hints: readonly string[];
}

/** A run that was carried out, and the code it ends with; undefined when all of it succeeded. */
export interface RunOutcome {
  readonly result: RunReport;
  readonly outcome: ErrorCode | undefined;
}

/** The part of the ground that one run needs. */
export type CarryOutGround = Pick<RunGround, 'processes' | 'clock'>;

/**
 * Carries out what is left of a run, and keeps how far it came, however this ends. A failure to keep that is a warning,
 * and hides no other.
 *
 * @throws INTERRUPTED with the command that takes it up again; PLAN_BLOCKED when nothing may be written; INTEGRITY when
 * its journal is damaged; PERMISSION_MISSING or CONFIG when it cannot be kept.
 */
export async function carryOutRun(
  work: RunToCarryOut,
  ground: CarryOutGround,
  dialogue: RunDialogue,
): Promise<RunOutcome> {
  const { run } = work;
  const hints = [`take it up again: restack runs resume ${run.runId}`];
  const { outcome } = await followRun({ ...work, hints }, ground, dialogue);
  return { result: await reportRun(run, ground.processes), outcome };
}

/** Replays what is left of a run, and keeps how far it came. Errors as of {@link carryOutRun}, with the given commands. */
export async function followRun(
  { judge = (restored) => restored, hints, ...work }: RunToFollow,
  ground: CarryOutGround,
  dialogue: RunDialogue,
): Promise<RestoreResult> {
  const { run } = work;
  const attempt = await run.openAttempt();
  const course = beginCourse(ground.clock);
  let restored: RestoreResult;
  try {
    await beginAttempt(run, attempt, ground);
    restored = judge(await replay(work, { journal: attempt.journal, clock: course.waits.clock }, dialogue));
    await attempt.close();
    await run.writeResult(selectKeptResult(restored, course));
    await writeState(run, restored.state, ground.clock);
  } catch (error) {
    const state = selectEndState(error);
    await endAttempt(run, attempt, { state, clock: ground.clock }).catch((failure: unknown) => {
      dialogue.warn(`the end of this run could not be noted in ${run.path}: ${String(failure)}`);
    });
    throw explainEnd(run, error, { state, hints });
  }
  return restored;
}

async function beginAttempt(
  run: KeptRun,
  attempt: RunAttempt,
  { processes, clock }: CarryOutGround,
): Promise<void> {
  const holder = await processes.readSelf();
  const at = clock.now();
  await attempt.begin(holder, at);
  const { attempts, abandonedAt } = await run.readStatus();
  const updatedAt = at.toISOString();
  await run.writeStatus({ state: 'running', updatedAt, holder, attempts: attempts + 1, abandonedAt });
}

/** The time of an attempt as it goes by. */
interface Course {
  readonly waits: WaitLog;
  /** The time of the day at which the monotonic clock stood at 0, in milliseconds since 1970. */
  readonly originMs: number;
}

function beginCourse(clock: Clock): Course {
  return { waits: logWaits(clock), originMs: clock.now().getTime() - clock.monotonicMs() };
}

async function replay(
  { plan, target, concurrency, failFast, settleMs }: RunToCarryOut,
  { journal, clock }: { readonly journal: RestoreJournal; readonly clock: Clock },
  { progress, signal, note }: RunDialogue,
): Promise<RestoreResult> {
  const tell = () => note?.('stopping: calls under way end first');
  signal.addEventListener('abort', tell, { once: true });
  try {
    const parallel = concurrency === undefined ? {} : { concurrency };
    const how = { progress, signal, failFast, settleMs, ...parallel };
    return await runRestore({ plan, target, clock, journal, ...how });
  } finally {
    signal.removeEventListener('abort', tell);
  }
}

async function writeState(run: KeptRun, state: RunStateName, clock: Clock): Promise<void> {
  const status = await run.readStatus();
  await run.writeStatus({ ...status, state, updatedAt: clock.now().toISOString() });
}

async function endAttempt(
  run: KeptRun,
  attempt: RunAttempt,
  { state, clock }: { readonly state: RunStateName; readonly clock: Clock },
): Promise<void> {
  await endAfter(
    () => attempt.close(),
    () => writeState(run, state, clock),
  );
}

const END_STATES: Partial<Readonly<Record<ErrorCode, RunStateName>>> = {
  INTERRUPTED: 'interrupted',
  PLAN_BLOCKED: 'blocked',
};

function selectEndState(error: unknown): RunStateName {
  return (error instanceof RestackError ? END_STATES[error.code] : undefined) ?? 'failed';
}

/** The same error, with the run that tells how far it came, and the commands to type next. */
function explainEnd(
  { runId }: KeptRun,
  error: unknown,
  { state, hints }: { readonly state: RunStateName; readonly hints: readonly string[] },
): unknown {
  if (!(error instanceof RestackError) || error.code === 'PLAN_BLOCKED') return error;
  return new RestackError(error.code, error.message, {
    cause: error,
    exitCode: error.exitCode,
    hints: [...error.hints, ...hints],
    details: { ...error.details, runId, state },
  });
}

function selectKeptResult(restored: RestoreResult, course: Course): KeptResult {
  const { conservation, readBack, stages, problems, outcome } = restored;
  return {
    outcome: outcome ?? null,
    conservation: {
      ...conservation.total,
      pending: 0,
      byKind: conservation.byKind.map((counts) => ({ ...counts, pending: 0 })),
    },
    readBack: { compared: readBack.compared, different: readBack.different },
    stages: stages.map((stage) => timeStage(stage, course)),
    problems,
  };
}

function timeStage(
  { name, startedMs, durationMs, state }: RestoreResult['stages'][number],
  { waits, originMs }: Course,
): KeptResult['stages'][number] {
  if (startedMs === null) return { name, startedAt: null, durationMs, waitMs: 0, retries: 0, state };
  const { waitMs, waits: retries } = waits.measure(startedMs, startedMs + durationMs);
  const startedAt = new Date(originMs + startedMs).toISOString();
  return { name, startedAt, durationMs, waitMs, retries, state };
}
