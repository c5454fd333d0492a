import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../src/core/clock.js';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  wait: (delayMs, signal) => sleep(delayMs, undefined, signal === undefined ? {} : { signal }),
};
