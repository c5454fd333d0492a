import type { SettlingLags, WeatherProfile } from './profile.js';

const NO_BUDGETS = { windowSeconds: 3600, reads: null, writes: null, deletes: null, vaultTransactions: null };
const NO_FAULTS = { serverErrors: 0, resets: 0, truncatedBodies: 0, lostWrites: 0 };

/** No weather at all: the profile of a controller that is given none. */
export const CLEAR: WeatherProfile = {
  name: 'clear',
  seed: 0,
  latencyMs: 0,
  jitterMs: 0,
  budgets: NO_BUDGETS,
  rates: NO_FAULTS,
  longRunning: { durationScale: 1, retryAfterScale: 1 },
};

const BUDGET_WITHOUT_END = 1_000_000_000;

/**
 * No weather, and budgets that do not run out. Clients keep to the budgets that a cloud tells, and {@link CLEAR} tells those
 * of a real hour: to fill a large cloud would take as long as it really does.
 */
export const BOUNDLESS: WeatherProfile = {
  ...CLEAR,
  name: 'boundless',
  budgets: {
    ...NO_BUDGETS,
    reads: BUDGET_WITHOUT_END,
    writes: BUDGET_WITHOUT_END,
    deletes: BUDGET_WITHOUT_END,
  },
};

/** One lag for everything that a cloud can be late with. */
export function createEvenLags(lagMs: number): SettlingLags {
  return {
    objectsMs: {
      directoryTenant: lagMs,
      resourceGroup: lagMs,
      quota: lagMs,
      plan: lagMs,
      offer: lagMs,
      offerDelegation: lagMs,
      subscription: lagMs,
      acquiredPlan: lagMs,
      roleDefinition: lagMs,
      roleAssignment: lagMs,
      vault: lagMs,
      secret: lagMs,
    },
    tenantSubscriptionsMs: lagMs,
    vaultHostsMs: lagMs,
    accessPoliciesMs: lagMs,
    principalsMs: lagMs,
    listsMs: lagMs,
  };
}

/**
 * Profiles that ship. `calm` is a stamp at night; `busy` one in the morning, with the budgets of real ARM; `storm`
 * is worse than any real one, its hour pressed into 20 seconds so that a test meets the end of a budget and the
 * next window. `young` is a stamp an hour old: nothing fails, but what it accepts takes up to half a minute to show.
 * Long-running operations are as slow as recorded in `busy`, and quick in the others.
 */
export type ProfileName = 'calm' | 'busy' | 'storm' | 'young';

export const NAMED_PROFILES: Readonly<Record<ProfileName, WeatherProfile>> = {
  calm: {
    ...CLEAR,
    name: 'calm',
    seed: 1,
    latencyMs: 2,
    jitterMs: 6,
    longRunning: { durationScale: 0.02, retryAfterScale: 0.02 },
  },
  busy: {
    name: 'busy',
    seed: 2,
    latencyMs: 20,
    jitterMs: 60,
    budgets: { windowSeconds: 3600, reads: 15_000, writes: 1200, deletes: 15_000, vaultTransactions: 2000 },
    rates: { serverErrors: 0.005, resets: 0.001, truncatedBodies: 0, lostWrites: 0.001 },
    longRunning: { durationScale: 1, retryAfterScale: 1 },
  },
  storm: {
    name: 'storm',
    seed: 3,
    latencyMs: 5,
    jitterMs: 40,
    budgets: { windowSeconds: 20, reads: 1500, writes: 120, deletes: 1500, vaultTransactions: 200 },
    rates: { serverErrors: 0.05, resets: 0.02, truncatedBodies: 0.02, lostWrites: 0.02 },
    longRunning: { durationScale: 0.1, retryAfterScale: 0.05 },
    settling: {
      ...createEvenLags(400),
      tenantSubscriptionsMs: 1200,
      vaultHostsMs: 1600,
      accessPoliciesMs: 900,
    },
  },
  young: {
    ...CLEAR,
    name: 'young',
    seed: 4,
    latencyMs: 5,
    jitterMs: 20,
    longRunning: { durationScale: 0.1, retryAfterScale: 0.05 },
    settling: {
      ...createEvenLags(3000),
      tenantSubscriptionsMs: 12_000,
      vaultHostsMs: 20_000,
      accessPoliciesMs: 15_000,
      principalsMs: 18_000,
      listsMs: 8000,
    },
  },
};
