import { selectSubscription } from '../../../cloud/arm-id.js';
import type { RestorePlan } from '../plan/restore-plan.js';
import { listVaultsToOpen } from './check-permissions.js';
import type { Clock } from '../../../core/clock.js';
import type { RestoreTarget } from '../../../cloud/cloud-port.js';

/** Writes that ARM takes within an hour, from one principal and for one subscription. Source: REST reference, section 10.1. */
export const WRITES_PER_HOUR = 1200;

/** The time for which ARM makes a subscription wait that goes over its budget. */
const HOUR_MS = 3_600_000;

/** The calls for a vault that is opened: a look, the policy, the own policies again, and a last look. */
const CALLS_TO_OPEN = 4;
const WRITES_TO_OPEN = 2;

/** The calls and the time that a plan costs. */
export interface CostEstimate {
  /** Calls that change something on operator ARM, tenant ARM and the vaults. */
  readonly writes: { readonly admin: number; readonly user: number; readonly vault: number };
  /** The most of them that fall on one subscription. */
  readonly busiest: number;
  readonly writesPerHour: number;
  /** From the first write to the last read-back, if nothing gets in the way. */
  readonly durationMs: number;
}

/**
 * Estimates the cost of a plan: each write is answered and read back, vaults are opened for their secrets and closed
 * again, a stage waits for those that it is tied to, all of them share the calls at a time, and beyond the hourly budget
 * of a subscription ARM makes everybody wait.
 *
 * @param pace `latencyMs` of one call as measured; `concurrency` calls at a time.
 */
export function estimateCost(
  plan: Pick<RestorePlan, 'stages' | 'target'>,
  pace: { readonly latencyMs: number; readonly concurrency: number },
): CostEstimate {
  const writes = { admin: 0, user: 0, vault: 0 };
  const budgets = new Map<string, number>();
  const spend = (side: string, path: string) => {
    const key = `${side} ${selectSubscription(path) ?? ''}`;
    budgets.set(key, (budgets.get(key) ?? 0) + 1);
  };
  const opened = listVaultsToOpen(
    [...new Set(plan.stages.flatMap(({ entries }) => entries))],
    plan.target.principalId,
  );
  const timeOf = (count: number) => Math.ceil(count / pace.concurrency) * pace.latencyMs;
  const endsMs = new Map<string, number>();
  let allCalls = 0;
  for (const { stage, entries } of plan.stages) {
    const toOpen = stage.name === 'secrets' ? opened : [];
    let written = 0;
    let readBack = 0;
    for (const id of toOpen) {
      for (let write = 0; write < WRITES_TO_OPEN; write++) spend('user', id);
      writes.user += WRITES_TO_OPEN;
    }
    for (const { action, replay } of entries) {
      if (replay === undefined) continue;
      readBack += 1;
      const isWritten = action !== 'adopt' && replay.steps.some((step) => step.stage === stage.name);
      if (!isWritten) continue;
      written += 1;
      const { host, path } = replay.address;
      const side = typeof host === 'string' ? host : 'vault';
      writes[side] += 1;
      if (side !== 'vault') spend(side, path);
    }
    allCalls += written + readBack + CALLS_TO_OPEN * toOpen.length;
    const startMs = Math.max(0, ...stage.after.map((name) => endsMs.get(name) ?? 0));
    const ownMs = timeOf(written) + timeOf(readBack) + CALLS_TO_OPEN * timeOf(toOpen.length);
    endsMs.set(stage.name, startMs + ownMs);
  }
  const durationMs = Math.max(timeOf(allCalls), ...endsMs.values());
  const busiest = Math.max(0, ...budgets.values());
  const throttledMs = Math.max(0, Math.ceil(busiest / WRITES_PER_HOUR) - 1) * HOUR_MS;
  return {
    writes,
    busiest,
    writesPerHour: WRITES_PER_HOUR,
    durationMs: Math.round(Math.max(durationMs, throttledMs)),
  };
}

/** A target whose reads are timed. */
export interface MeasuredTarget extends RestoreTarget {
  /** Mean time of a read so far, in milliseconds; 0 before the first. */
  readonly meanLatencyMs: () => number;
}

/** Measures the time of a target's reads. */
export function measureTarget<T extends RestoreTarget>(target: T, clock: Clock): T & MeasuredTarget {
  let [count, sumMs] = [0, 0];
  const time = async <R>(ask: () => Promise<R>): Promise<R> => {
    const startedMs = clock.monotonicMs();
    try {
      return await ask();
    } finally {
      count += 1;
      sumMs += clock.monotonicMs() - startedMs;
    }
  };
  return {
    ...target,
    read: (address) => time(() => target.read(address)),
    list: (address) => time(() => target.list(address)),
    meanLatencyMs: () => (count === 0 ? 0 : sumMs / count),
  };
}
