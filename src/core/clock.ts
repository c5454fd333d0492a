import { formatScaled } from './sizes.js';

/** The source of time, so that tests can move it. */
export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for durations. */
  monotonicMs(): number;
  /** Resolves after `delayMs`; rejects with the signal's reason when it is aborted first. */
  wait(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** A time for people, `2023-01-17 19:31Z`: ISO 8601 in UTC, to the minute. */
export function formatMinute(time: Date | string): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

/** A day for people, `2023-01-17`, in UTC. */
export function formatDay(time: Date | string): string {
  return formatMinute(time).slice(0, 10);
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 30 * DAY_MS;
const YEAR_MS = 365.25 * DAY_MS;

/**
 * A duration for people, in the two largest units that matter: `340 ms`, `12 s`, `3 min 5 s`, `2 d 4 h`; of a month and
 * more as the age that is as long: `41 d`, `3.8 y`.
 */
export function formatDuration(durationMs: number): string {
  if (durationMs < SECOND_MS) return `${Math.round(durationMs)} ms`;
  if (durationMs < MINUTE_MS) return `${formatScaled(durationMs / SECOND_MS)} s`;
  if (durationMs < HOUR_MS) return formatPair(durationMs, [MINUTE_MS, 'min'], [SECOND_MS, 's']);
  if (durationMs < DAY_MS) return formatPair(durationMs, [HOUR_MS, 'h'], [MINUTE_MS, 'min']);
  if (durationMs >= MONTH_MS) return formatAge(new Date(0), new Date(durationMs));
  return formatPair(durationMs, [DAY_MS, 'd'], [HOUR_MS, 'h']);
}

type Unit = readonly [sizeMs: number, name: string];

function formatPair(durationMs: number, [largeMs, large]: Unit, [smallMs, small]: Unit): string {
  const whole = Math.floor(durationMs / largeMs);
  const rest = Math.floor((durationMs - whole * largeMs) / smallMs);
  return rest === 0 ? `${whole} ${large}` : `${whole} ${large} ${rest} ${small}`;
}

/**
 * An age for people, in the one largest unit: `5 min`, `26 h`, `12 d`, `3.8 y`. A time ahead of `now` is `in future`.
 */
export function formatAge(time: Date, now: Date): string {
  const ageMs = now.getTime() - time.getTime();
  if (ageMs < -MINUTE_MS) return 'in future';
  if (ageMs < MINUTE_MS) return 'now';
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min`;
  if (ageMs < 2 * DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h`;
  if (ageMs < 2 * YEAR_MS) return `${Math.floor(ageMs / DAY_MS)} d`;
  return `${(ageMs / YEAR_MS).toFixed(1)} y`;
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
