import { expect, it } from 'vitest';
import { type Clock, logWaits } from '../../../src/core/clock.js';

/** A clock on which nothing but waits takes time. */
function createClock(): Clock {
  let nowMs = 0;
  return {
    now: () => new Date(nowMs),
    monotonicMs: () => nowMs,
    wait: (delayMs, signal) => {
      if (signal?.aborted === true) return Promise.reject(new Error('over'));
      nowMs += delayMs;
      return Promise.resolve();
    },
  };
}

it('logWaits tells waiting from working, side by side or not, and leaves out what was broken off', async () => {
  const log = logWaits(createClock());
  const { clock } = log;
  await clock.wait(100);
  await Promise.all([clock.wait(10), clock.wait(20)]);
  await expect(clock.wait(1000, AbortSignal.abort())).rejects.toThrow('over');
  expect(log.measure(0, 130)).toEqual({ waitMs: 130, waits: 3 });
  expect(log.measure(50, 110)).toEqual({ waitMs: 60, waits: 1 });
  expect(log.measure(130, 500)).toEqual({ waitMs: 0, waits: 0 });
});
