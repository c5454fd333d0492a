import { isObject } from '../../../core/is-object.js';
import type { RunStateName, RunStatus } from '../../../use-cases/restore/runs/kept/kept-run.js';
import { createDamagedError, parseDocument } from './inputs-document.js';

/** Every state, so that the compiler finds one that is missing. */
const STATES: Readonly<Record<RunStateName, true>> = {
  planned: true,
  running: true,
  completed: true,
  partial: true,
  blocked: true,
  interrupted: true,
  failed: true,
};

const SCHEMA = 'restack/run-status/v1';

export function renderRunStatus(status: RunStatus): string {
  return `${JSON.stringify({ schema: SCHEMA, ...status }, null, 2)}\n`;
}

/**
 * Reads where a run stands.
 *
 * @throws UNSUPPORTED when another version wrote it; INTEGRITY when it is damaged.
 */
export function parseRunStatus(text: string, path: string): RunStatus {
  const value: unknown = parseDocument(text, path, SCHEMA);
  if (isRunStatus(value)) return value;
  throw createDamagedError(path);
}

function isRunStatus(value: unknown): value is RunStatus {
  if (!isObject(value)) return false;
  const { state, updatedAt, attempts, holder, abandonedAt } = value;
  return (
    typeof state === 'string' &&
    Object.hasOwn(STATES, state) &&
    isTime(updatedAt) &&
    typeof attempts === 'number' &&
    (holder === null || isObject(holder)) &&
    (abandonedAt === null || isTime(abandonedAt))
  );
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
