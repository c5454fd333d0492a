import { isObject } from '../../core/is-object.js';
import type { LockHolder } from '../../use-cases/restore/runs/run-archive.js';

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
  if (!isObject(value)) return false;
  const { runId, target, since, process } = value;
  if (!isObject(process)) return false;
  const { pid, host } = process;
  return [runId, target, since, host].every((text) => typeof text === 'string') && typeof pid === 'number';
}
