import { formatMinute } from '../../../core/clock.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { ProcessTable } from '../../../core/process-mark.js';
import type { ListedRun, RunReport } from '../../../schema/results.js';
import { summarizeProgress } from './run-progress.js';
import { type CallSpan, type KeptResult, type KeptRun, isTerminal, type RunStatus } from './kept/kept-run.js';
import type { LockHolder } from './kept/run-archive.js';
import type { RunInputs } from './kept/run-inputs.js';

/** The part of a run that is quickly read. */
export interface ReadRun {
  readonly inputs: RunInputs;
  /** The status as it is now: a run whose process has died is interrupted, whatever was written last. */
  readonly status: RunStatus;
}

/** Reads a run. Errors as of a {@link KeptRun}. */
export async function readRun(run: KeptRun, processes: Pick<ProcessTable, 'readStanding'>): Promise<ReadRun> {
  const [inputs, status] = await Promise.all([run.readInputs(), run.readStatus()]);
  const { state, holder } = status;
  if (state !== 'running' || holder === null) return { inputs, status };
  const standing = await processes.readStanding(holder);
  return { inputs, status: standing === 'dead' ? { ...status, state: 'interrupted' } : status };
}

/** Describes a run in the few words of a list. */
export function describeRun({ inputs, status }: ReadRun): ListedRun {
  const { runId, startedAt, backup, target, command = 'restore' } = inputs;
  const { state, updatedAt, attempts, holder, abandonedAt } = status;
  return {
    runId,
    command,
    state,
    // The target of a drill ends with it.
    terminal: command === 'drill' ? state !== 'running' : isTerminal(status),
    backupId: backup.backupId,
    target: target?.adminEndpoint ?? NO_TARGET,
    startedAt,
    updatedAt,
    attempts,
    holder: holder === null ? null : { pid: holder.pid, host: holder.host },
    abandonedAt,
  };
}

/** The error for a drill where only a restore will do: its target ended with it. */
export function createDrillError({ runId, backup }: RunInputs, fault: string): RestackError {
  const message = `run ${runId} ${fault}: it is a drill, and its cloud ended with it`;
  return new RestackError('USAGE', message, {
    hints: [
      `rehearse again: restack drill ${backup.backupId.slice(0, 8)}`,
      `see how it ended: restack runs show ${runId.slice(0, 8)}`,
    ],
    details: { runId },
  });
}

/** In the place of the endpoint of a cloud that a drill did not come to. */
const NO_TARGET = 'an embedded controller, which was not started';

/** Describes the holder of a target, for a question. */
export function describeHolder({ process, since }: LockHolder): string {
  return `process ${process.pid} on ${process.host}, since ${formatMinute(since)}`;
}

/**
 * Reports a run as it stands: by the result of its newest attempt where that came to an end, otherwise by its journal.
 * Errors as of a {@link KeptRun}.
 */
export async function reportRun(
  run: KeptRun,
  processes: Pick<ProcessTable, 'readStanding'>,
): Promise<RunReport> {
  const read = await readRun(run, processes);
  const calls = run.readCalls();
  const progress = summarizeProgress(run.readDecisions(), (intent) => calls.find(intent));
  const report: RunReport = {
    ...describeRun(read),
    inDoubt: progress.inDoubt,
    conservation: progress.conservation,
    stages: progress.stages.map((stage) => ({
      ...stage,
      ...timeCalls(calls.spanOf(stage.name), Date.parse(read.inputs.startedAt)),
    })),
    readBack: null,
    problems: progress.problems,
  };
  const result = hasEnded(read) ? await run.readResult() : undefined;
  return result === undefined ? report : { ...report, ...overlayResult(result, report) };
}

type Times = Pick<RunReport['stages'][number], 'startMs' | 'durationMs' | 'waitMs' | 'retries'>;

/** The times of a stage as far as the journal tells them: when its calls were begun, and which of them again. */
function timeCalls(span: CallSpan | undefined, startedMs: number): Times {
  if (span === undefined) return { startMs: null, durationMs: null, waitMs: null, retries: null };
  const { fromMs, toMs, again } = span;
  return {
    startMs: Math.max(0, fromMs - startedMs),
    durationMs: toMs - fromMs,
    waitMs: null,
    retries: again,
  };
}

function hasEnded({ status }: ReadRun): boolean {
  return status.state === 'completed' || status.state === 'partial';
}

function overlayResult(
  { conservation, readBack, problems, stages }: KeptResult,
  report: RunReport,
): Partial<RunReport> {
  const ended = new Map(stages.map((stage) => [stage.name, stage]));
  return {
    conservation,
    readBack,
    problems,
    stages: report.stages.map((stage) => {
      const kept = ended.get(stage.name);
      if (kept === undefined) return stage;
      const { startedAt = null, durationMs, waitMs = null, retries = null, state } = kept;
      const begunMs = startedAt === null ? null : Date.parse(startedAt) - Date.parse(report.startedAt);
      const startMs = begunMs === null ? null : Math.max(0, begunMs);
      return { ...stage, startMs, durationMs, waitMs, retries, state };
    }),
  };
}
