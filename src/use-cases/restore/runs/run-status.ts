import type { ProcessMark } from '../../../core/process-mark.js';

/** The states of a run. Source: command-line contract, "Restore run states". */
export type RunStateName =
  'planned' | 'running' | 'completed' | 'partial' | 'blocked' | 'interrupted' | 'failed';

/** The state of a run, and the process that has it. */
export interface RunStatus {
  readonly state: RunStateName;
  /** ISO 8601 UTC. */
  readonly updatedAt: string;
  /** The process that took it up last; null before the first. */
  readonly holder: ProcessMark | null;
  /** The number of processes that took it up. */
  readonly attempts: number;
  /** ISO 8601 UTC; null unless a person gave the run up. */
  readonly abandonedAt: string | null;
}

/** True when a run cannot be taken up again: all of it is done, nothing of it was begun, or it was given up. */
export function isTerminal({ state, abandonedAt }: Pick<RunStatus, 'state' | 'abandonedAt'>): boolean {
  return state === 'completed' || state === 'blocked' || abandonedAt !== null;
}
