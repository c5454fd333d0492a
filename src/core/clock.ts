/** The source of time, so that tests can move it. */
export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for durations. */
  monotonicMs(): number;
  /** Resolves after `delayMs`; rejects with the signal's reason when it is aborted first. */
  wait(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** A time for people, `2023-01-17 19:31Z`: ISO 8601 in UTC, to the minute. */
export function formatMinute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  wait,
};

/** The longest wait of one timer: a longer one would be over at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Waits without `timers/promises`: its errors cost more than most waits, and every request ends one early. */
function wait(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    let leftMs = delayMs;
    const begin = () => setTimeout(fire, Math.min(leftMs, LONGEST_TIMER_MS));
    const fire = () => {
      leftMs -= LONGEST_TIMER_MS;
      if (leftMs > 0) {
        timer = begin();
        return;
      }
      signal?.removeEventListener('abort', end);
      resolve();
    };
    let timer = begin();
    signal?.addEventListener('abort', end, { once: true });
  });
}
