import { isObject } from '../../../core/is-object.js';
import type { ProcessMark } from '../../../core/process-mark.js';
import { createDamagedError, parseDocument } from './run-inputs.js';

/** The states of a run. Source: command-line contract, "Restore run states". */
export const RUN_STATES = [
  'planned',
  'running',
  'completed',
  'partial',
  'blocked',
  'interrupted',
  'failed',
] as const;

export type RunStateName = (typeof RUN_STATES)[number];

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

const SCHEMA = 'restack/run-status/v1';

export function renderRunStatus(status: RunStatus): string {
  return `${JSON.stringify({ schema: SCHEMA, ...status }, null, 2)}\n`;
}

/**
 * Parses the state of a run.
 *
 * @throws UNSUPPORTED when another version wrote it; INTEGRITY when it is damaged.
 */
export function parseRunStatus(text: string, path: string): RunStatus {
  const value: unknown = parseDocument(text, path, SCHEMA);
  if (isRunStatus(value)) return value;
  throw createDamagedError(path);
}

/** True when a run cannot be taken up again: all of it is done, nothing of it was begun, or a person gave it up. */
export function isTerminal({ state, abandonedAt }: Pick<RunStatus, 'state' | 'abandonedAt'>): boolean {
  return state === 'completed' || state === 'blocked' || abandonedAt !== null;
}

function isRunStatus(value: unknown): value is RunStatus {
  if (!isObject(value)) return false;
  const { state, updatedAt, attempts, holder, abandonedAt } = value;
  return (
    RUN_STATES.some((known) => known === state) &&
    typeof updatedAt === 'string' &&
    typeof attempts === 'number' &&
    (holder === null || isObject(holder)) &&
    (abandonedAt === null || typeof abandonedAt === 'string')
  );
}
