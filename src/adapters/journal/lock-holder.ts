import type { ProcessMark } from '../../core/process-mark.js';

/** The holder of a target's lock. */
export interface LockHolder {
  readonly runId: string;
  /** Admin endpoint, for people. */
  readonly target: string;
  /** ISO 8601 UTC. */
  readonly since: string;
  readonly process: ProcessMark;
}

export function formatHolder(holder: LockHolder): string {
  return `${JSON.stringify(holder)}\n`;
}

/**
 * Parses a holder; undefined when it cannot be read: a system without hard links shows it while it is being written.
 */
export function parseHolder(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== 'object' || value === null) return false;
  const { runId, target, since, process }: Readonly<Record<string, unknown>> = { ...value };
  if (typeof process !== 'object' || process === null) return false;
  const { pid, host }: Readonly<Record<string, unknown>> = { ...process };
  return [runId, target, since, host].every((text) => typeof text === 'string') && typeof pid === 'number';
}
