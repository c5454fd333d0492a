import { ARM_LIMITS, createRateCounters, type RateCounters } from '../rate-counters.js';
import type { Call } from '../../wire/call.js';
import { LateWrites } from './late-writes.js';
import type { Fault, FaultHook, WeatherProfile } from './profile.js';

/** The delay and the fault that one call meets. */
export interface Forecast {
  readonly delayMs: number;
  readonly fault: Exclude<Fault, { readonly kind: 'delay' }> | undefined;
}

/** The weather of a cloud; the profile can change while it runs. */
export interface Weather {
  readonly profile: WeatherProfile;
  readonly counters: RateCounters;
  readonly vaultCounters: RateCounters;
  readonly late: LateWrites;
  forecast(call: Call): Forecast;
}

const VAULT_WINDOW_MS = 10_000;
const SERVER_ERRORS = [500, 502, 503, 504];

export function createWeather(profile: WeatherProfile, hook: FaultHook | undefined): Weather {
  const { windowSeconds, reads, writes, deletes, vaultTransactions } = profile.budgets;
  const isEnforced = { reads: reads !== null, writes: writes !== null, deletes: deletes !== null };
  const late = new LateWrites(profile.settling);
  return {
    profile,
    late,
    counters: createRateCounters({
      limits: {
        reads: reads ?? ARM_LIMITS.reads,
        writes: writes ?? ARM_LIMITS.writes,
        deletes: deletes ?? ARM_LIMITS.deletes,
      },
      windowMs: windowSeconds * 1000,
      isEnforced,
    }),
    vaultCounters: createRateCounters({
      limits: { ...ARM_LIMITS, reads: vaultTransactions ?? 0 },
      windowMs: VAULT_WINDOW_MS,
      isEnforced: { reads: vaultTransactions !== null, writes: false, deletes: false },
    }),
    forecast: (call) => {
      const drawn = drawForecast(profile, call);
      const natural = late.isSilent(call) ? { ...drawn, fault: { kind: 'reset' } as const } : drawn;
      const forced = hook?.({ index: call.index, method: call.method, url: urlOf(call) });
      if (forced === undefined) return natural;
      if (forced.kind === 'delay') return { ...natural, delayMs: natural.delayMs + forced.delayMs };
      return { ...natural, fault: forced };
    },
  };
}

function urlOf(call: Call): string {
  const query = call.query.toString();
  return `https://${call.authority}${call.path}${query === '' ? '' : `?${query}`}`;
}

/** Depends on seed and index only, so that calls at the same time do not change each other's weather. */
function drawForecast(profile: WeatherProfile, call: Call): Forecast {
  const draw = createDraws(profile.seed, call.index);
  const delayMs = Math.round(profile.latencyMs + profile.jitterMs * draw());
  const { serverErrors, resets, truncatedBodies, lostWrites } = profile.rates;
  if (draw() < serverErrors) {
    const status = SERVER_ERRORS[Math.floor(draw() * SERVER_ERRORS.length)] ?? 500;
    return { delayMs, fault: { kind: 'reply', status } };
  }
  if (draw() < resets) return { delayMs, fault: { kind: 'reset' } };
  if (draw() < truncatedBodies) return { delayMs, fault: { kind: 'truncate' } };
  const isWrite = call.method !== 'GET' && call.method !== 'HEAD' && call.host !== 'login';
  return { delayMs, fault: isWrite && draw() < lostWrites ? { kind: 'lost-reply' } : undefined };
}

/** Numbers from 0 to 1 (mulberry32). */
function createDraws(seed: number, index: number): () => number {
  let state = (Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(index + 1, 0xc2b2_ae35)) >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
