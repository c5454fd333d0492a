import type { AppContext } from '../../src/app/app.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import { silentProgress } from '../../src/core/progress.js';
import type { Clock } from '../../src/core/clock.js';

/** A context in which nobody can be asked and nothing is shown, with what it was warned of. */
export function createAppContext(
  changes: Partial<AppContext> = {},
): AppContext & { readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const refuse = () => Promise.reject(new RestackError('CONFIRMATION_REQUIRED', 'nobody to ask'));
  return {
    progress: silentProgress,
    prompts: { askPassword: refuse, confirm: refuse },
    signal: new AbortController().signal,
    warn: (message) => void warnings.push(message),
    warnings,
    ...changes,
  };
}

/** A clock in which every look takes one millisecond and every wait none. */
export function createFixedClock(): Clock {
  let elapsedMs = 0;
  return {
    now: () => new Date(Date.UTC(2023, 0, 19, 12) + elapsedMs),
    monotonicMs: () => (elapsedMs += 1),
    wait: () => Promise.resolve(),
  };
}

/** A clock that stands still unless it is moved; its waits are over at once. */
export const stoppedClock: Clock = {
  now: () => new Date('2026-01-14T09:30:15Z'),
  monotonicMs: () => 0,
  wait: () => Promise.resolve(),
};

/**
 * The time that the operations of the backup service take by the controller's clock. Source: REST reference, section 9.
 */
export const TAKES_MS = { configure: 5000, backup: 395_346, prune: 60_000 };
