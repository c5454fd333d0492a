import type { ErrorCode } from '../../core/errors/error-codes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { systemClock } from '../../core/system-clock.js';
import { EarlierCalls } from '../../adapters/journal/run/earlier-calls.js';
import type { JournalFile } from '../../adapters/journal/lines/journal-file.js';
import { machineProcesses } from '../../adapters/disk/process/machine-processes.js';
import type { RunFolder } from '../../adapters/journal/run/run-folder.js';
import { createRunJournal } from '../../adapters/journal/run/run-journal.js';
import type { RunStateName } from '../../adapters/journal/run/run-status.js';
import type { RunReport } from '../../schema/results.js';
import type { RestoreJournal } from '../../use-cases/restore/restore-journal.js';
import type { RestoreTarget } from '../../cloud/cloud-port.js';
import type { RestorePlan } from '../../use-cases/restore/plan/restore-plan.js';
import { type RestoreResult, runRestore } from '../../use-cases/restore/run/run-restore.js';
import type { AppContext, Outcome } from '../app.js';
import { reportRun } from './run-report.js';
import { selectKeptResult } from './run-result.js';

/** A run that is to be carried out, or taken up again. The caller holds the lock of its target. */
export interface RunToCarryOut {
  readonly folder: RunFolder;
  readonly plan: RestorePlan;
  readonly target: RestoreTarget;
  /** Calls at a time inside a stage. */
  readonly concurrency?: number | undefined;
  /** Stops at the first object that fails. */
  readonly failFast?: boolean | undefined;
}

/**
 * Carries out the rest of a run, and keeps its progress in its folder, however this ends.
 *
 * @throws INTERRUPTED with the command that takes it up again; PLAN_BLOCKED when nothing may be written; INTEGRITY when
 * its journal is damaged; PERMISSION_MISSING or CONFIG when its folder cannot be written.
 */
export async function carryOutRun(run: RunToCarryOut, context: AppContext): Promise<Outcome<RunReport>> {
  const { folder } = run;
  const { file, journal } = await openJournal(folder);
  let result: RestoreResult;
  try {
    await beginAttempt(folder, file);
    result = await replay(run, journal, context);
    await file.close();
    await folder.writeResult({ ...selectKeptResult(result) });
    await writeState(folder, result.state);
  } catch (error) {
    await endAttempt(folder, file, error).catch((failure: unknown) => {
      context.warn(`the end of this run could not be noted in ${folder.path}: ${String(failure)}`);
    });
    throw await explainEnd(folder, error);
  }
  return { result: await reportRun(folder), outcome: result.outcome };
}

/** Opens the journal, and keeps none of its records: a run that is taken up again has tens of thousands. */
async function openJournal(
  folder: RunFolder,
): Promise<{ readonly file: JournalFile; readonly journal: RestoreJournal }> {
  const { file, records } = await folder.openJournal();
  return { file, journal: createRunJournal(file, new EarlierCalls(records)) };
}

async function beginAttempt(folder: RunFolder, file: JournalFile): Promise<void> {
  const holder = await machineProcesses.readSelf();
  const at = systemClock.now().toISOString();
  await file.append({ type: 'attempt', at, pid: holder.pid, host: holder.host }, { durable: true });
  const { attempts, abandonedAt } = await folder.readStatus();
  await folder.writeStatus({
    state: 'running',
    updatedAt: at,
    holder,
    attempts: attempts + 1,
    abandonedAt,
  });
}

async function replay(
  run: RunToCarryOut,
  journal: RestoreJournal,
  context: AppContext,
): Promise<RestoreResult> {
  const { plan, target, concurrency, failFast } = run;
  const tell = () => context.note?.('stopping: calls under way end first');
  context.signal.addEventListener('abort', tell, { once: true });
  try {
    return await runRestore({
      plan,
      target,
      clock: systemClock,
      journal,
      progress: context.progress,
      signal: context.signal,
      failFast,
      ...(concurrency === undefined ? {} : { concurrency }),
    });
  } finally {
    context.signal.removeEventListener('abort', tell);
  }
}

async function writeState(folder: RunFolder, state: RunStateName): Promise<void> {
  const status = await folder.readStatus();
  await folder.writeStatus({ ...status, state, updatedAt: systemClock.now().toISOString() });
}

async function endAttempt(folder: RunFolder, file: JournalFile, error: unknown): Promise<void> {
  try {
    await file.close();
  } finally {
    await writeState(folder, selectEndState(error));
  }
}

const END_STATES: Partial<Readonly<Record<ErrorCode, RunStateName>>> = {
  INTERRUPTED: 'interrupted',
  PLAN_BLOCKED: 'blocked',
};

function selectEndState(error: unknown): RunStateName {
  return (error instanceof RestackError ? END_STATES[error.code] : undefined) ?? 'failed';
}

/** Adds to an error the command that takes the run up again. */
async function explainEnd(folder: RunFolder, error: unknown): Promise<unknown> {
  if (!(error instanceof RestackError) || error.code === 'PLAN_BLOCKED') return error;
  const { runId } = await folder.readInputs();
  return new RestackError(error.code, error.message, {
    cause: error,
    exitCode: error.exitCode,
    hints: [...error.hints, `take it up again: restack runs resume ${runId}`],
    details: { ...error.details, runId },
  });
}
