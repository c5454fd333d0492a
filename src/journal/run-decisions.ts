import type { DecidedRecord } from '../restore/resume-plan.js';
import { createDamagedError, parseDocument } from './run-inputs.js';

const SCHEMA = 'restack/run-decisions/v1';

/** One decision a line, so that a large plan stays readable and is written in one piece all the same. */
export function renderDecisions(decisions: readonly DecidedRecord[]): string {
  const lines = decisions.map((decision) => JSON.stringify(decision)).join(',\n');
  return `{"schema":${JSON.stringify(SCHEMA)},"decisions":[\n${lines}\n]}\n`;
}

/**
 * Reads what a run's plan decided.
 *
 * @throws UNSUPPORTED when another version wrote it; INTEGRITY when it is damaged.
 */
export function parseDecisions(text: string, path: string): readonly DecidedRecord[] {
  const { decisions } = parseDocument(text, path, SCHEMA);
  if (Array.isArray(decisions) && decisions.every(isDecision)) return decisions;
  throw createDamagedError(path);
}

function isDecision(value: unknown): value is DecidedRecord {
  if (typeof value !== 'object' || value === null) return false;
  const members: Readonly<Record<string, unknown>> = { ...value };
  return (
    ['kind', 'id', 'action', 'reason'].every((member) => typeof members[member] === 'string') &&
    typeof members['recordIndex'] === 'number' &&
    Array.isArray(members['stages'])
  );
}
