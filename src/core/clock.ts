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

/** The waits of a clock, as far as they are over. */
export interface WaitLog {
  /** The same clock, whose waits are noted. */
  readonly clock: Clock;
  /**
   * Measures a span of monotonic time.
   *
   * @returns the milliseconds of it in which something waited, and the number of waits that began in it.
   */
  measure(fromMs: number, toMs: number): { readonly waitMs: number; readonly waits: number };
}

/** Notes every wait of a clock, so that waiting can be told from working. */
export function logWaits(inner: Clock): WaitLog {
  const spans: { readonly fromMs: number; readonly toMs: number }[] = [];
  return {
    clock: {
      now: () => inner.now(),
      monotonicMs: () => inner.monotonicMs(),
      async wait(delayMs, signal) {
        const fromMs = inner.monotonicMs();
        await inner.wait(delayMs, signal);
        // One that was broken off bounded a call, which came to its end in time: nothing waited for it.
        spans.push({ fromMs, toMs: inner.monotonicMs() });
      },
    },
    measure(fromMs, toMs) {
      let [waitMs, waits, coveredMs] = [0, 0, fromMs];
      for (const span of spans.toSorted((one, other) => one.fromMs - other.fromMs)) {
        if (span.fromMs >= fromMs && span.fromMs < toMs) waits += 1;
        const beginMs = Math.max(span.fromMs, coveredMs);
        const endMs = Math.min(span.toMs, toMs);
        if (endMs <= beginMs) continue;
        waitMs += endMs - beginMs;
        coveredMs = endMs;
      }
      return { waitMs, waits };
    },
  };
}
