/** The budget that a call is charged to. Source: REST reference, section 10.1. */
export type RateKind = 'reads' | 'writes' | 'deletes';

/** The calls that an hour allows, by budget. */
export type RateLimits = Readonly<Record<RateKind, number>>;

/** The limits that real ARM counts down from. */
export const ARM_LIMITS: RateLimits = { reads: 15_000, writes: 1200, deletes: 15_000 };

/** One window of calls. */
interface Window {
  startedAtMs: number;
  used: number;
}

/** The state of a budget after one charge. */
export interface Charge {
  readonly remaining: number;
  /** Set when the budget was already empty: seconds until the window ends. */
  readonly retryAfterSeconds?: number;
  /** Calls that the window allows, and its length in seconds. */
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Counts calls per principal and subscription (or tenant), by verb, in windows of an hour. */
export interface RateCounters {
  charge(key: string, kind: RateKind, nowMs: number): Charge;
  clear(): void;
}

/** Kind of a verb: GET and HEAD read, DELETE deletes, all others write. */
export function rateKindOf(method: string): RateKind {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

/**
 * Makes the counters of a controller.
 *
 * @param options budgets that are not enforced let calls pass after their counter has reached 0.
 */
export function createRateCounters(options: {
  readonly limits: RateLimits;
  readonly windowMs: number;
  readonly isEnforced: Readonly<Record<RateKind, boolean>>;
}): RateCounters {
  const { limits, windowMs, isEnforced } = options;
  const windows = new Map<string, Window>();
  const rule = (kind: RateKind) => ({ limit: limits[kind], windowSeconds: windowMs / 1000 });
  return {
    clear: () => windows.clear(),
    charge: (key, kind, nowMs) => {
      const window = openWindow(windows, `${kind} ${key}`, { nowMs, windowMs });
      if (isEnforced[kind] && window.used >= limits[kind]) {
        const leftMs = window.startedAtMs + windowMs - nowMs;
        return { remaining: 0, retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)), ...rule(kind) };
      }
      window.used += 1;
      return { remaining: Math.max(0, limits[kind] - window.used), ...rule(kind) };
    },
  };
}

function openWindow(
  windows: Map<string, Window>,
  key: string,
  time: { readonly nowMs: number; readonly windowMs: number },
): Window {
  const window = windows.get(key);
  if (window !== undefined && time.nowMs < window.startedAtMs + time.windowMs) return window;
  const opened = { startedAtMs: time.nowMs, used: 0 };
  windows.set(key, opened);
  return opened;
}
