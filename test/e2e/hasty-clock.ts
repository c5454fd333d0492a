import { type Clock, systemClock } from '../../src/core/clock.js';

/**
 * The time limit of an attempt with this clock: no other wait is as long to the millisecond. Attempts under way share one
 * timer, which begins with the whole of it.
 */
export const ATTEMPT_LIMIT_MS = 29_989;

/** A clock whose waits are over at once and have passed all the same; only limits of attempts wait until they are told. */
export interface HastyClock extends Clock {
  /** Lets the time limits of all attempts under way pass. */
  expireAttempts(): void;
  /** The time by which waits moved the clock. */
  waitedMs(): number;
}

export function createHastyClock(): HastyClock {
  let waitedMs = 0;
  const limits = new Set<() => void>();
  return {
    now: () => systemClock.now(),
    monotonicMs: () => systemClock.monotonicMs() + waitedMs,
    waitedMs: () => waitedMs,
    expireAttempts() {
      waitedMs += ATTEMPT_LIMIT_MS;
      for (const expire of limits) expire();
    },
    wait(delayMs, signal) {
      if (Math.abs(delayMs - ATTEMPT_LIMIT_MS) < 1) return waitForLimit(limits, signal);
      waitedMs += delayMs;
      return systemClock.wait(0, signal);
    },
  };
}

function waitForLimit(limits: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const expire = () => {
      limits.delete(expire);
      resolve();
    };
    limits.add(expire);
    signal?.addEventListener('abort', () => {
      limits.delete(expire);
      reject(signal.reason instanceof Error ? signal.reason : new Error('the wait was broken off'));
    });
  });
}
