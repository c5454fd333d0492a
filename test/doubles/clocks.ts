import type { Clock } from '../../src/core/clock.js';

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
