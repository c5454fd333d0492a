import type { LockHolder } from '../../adapters/journal/lock-holder.js';
import { machineProcesses } from '../../adapters/disk/process/machine-processes.js';
import type { RunFolder } from '../../adapters/journal/run/run-folder.js';
import type { RunInputs } from '../../adapters/journal/run/run-inputs.js';
import { isTerminal, type RunStatus } from '../../adapters/journal/run/run-status.js';
import type { ListedRun } from '../../schema/results.js';

/** The facts of a run that are quickly read. */
export interface ReadRun {
  readonly inputs: RunInputs;
  /** The present state: a run whose process has died is interrupted, whatever stands in its folder. */
  readonly status: RunStatus;
}

/** Reads the facts of a run. @throws NOT_FOUND, INTEGRITY or UNSUPPORTED as the folder's fault is. */
export async function readRun(folder: RunFolder): Promise<ReadRun> {
  const [inputs, status] = await Promise.all([folder.readInputs(), folder.readStatus()]);
  const { state, holder } = status;
  if (state !== 'running' || holder === null) return { inputs, status };
  const standing = await machineProcesses.readStanding(holder);
  return { inputs, status: standing === 'dead' ? { ...status, state: 'interrupted' } : status };
}

/** Describes a run in the few words of a list. */
export function describeRun({ inputs, status }: ReadRun): ListedRun {
  const { runId, startedAt, backup, target } = inputs;
  const { state, updatedAt, attempts, holder, abandonedAt } = status;
  return {
    runId,
    state,
    terminal: isTerminal(status),
    backupId: backup.backupId,
    target: target.adminEndpoint,
    startedAt,
    updatedAt,
    attempts,
    holder: holder === null ? null : { pid: holder.pid, host: holder.host },
    abandonedAt,
  };
}

/** Describes the holder of a target, for a question. */
export function describeHolder({ process, since }: LockHolder): string {
  return `process ${process.pid} on ${process.host}, since ${since}`;
}
