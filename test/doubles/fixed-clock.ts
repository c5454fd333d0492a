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
