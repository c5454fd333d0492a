import type { Clock } from '../../src/core/clock.js';

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
