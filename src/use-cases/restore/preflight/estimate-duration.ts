import { selectLastSegment, selectSubscription } from '../../../cloud/arm-id.js';
import { askQuietly } from '../../../cloud/ask-quietly.js';
import { isRegistered } from '../kinds/vaults/vault.js';
import type { StepCall } from '../kinds/resource-kind.js';
import type { PlanEntry, PlannedStage, RestorePlan } from '../plan/restore-plan.js';
import { listVaultsToOpen } from './check-permissions.js';
import type { Clock } from '../../../core/clock.js';
import type { ResourceAddress, RestoreTarget } from '../../../cloud/cloud-port.js';

/** Writes that ARM takes within an hour, from one principal and for one subscription. Source: REST reference, section 10.1. */
export const WRITES_PER_HOUR = 1200;

/** The time for which ARM makes a subscription wait that goes over its budget. */
const HOUR_MS = 3_600_000;

/** The looks at a vault that is opened: before the policy is added, and after the own ones are back. */
const LOOKS_TO_OPEN = 2;

/** Milliseconds until a cloud is as far as its answer said, by what it answered about. */
export type SettlingTimes = Readonly<Record<'registration' | 'subscription' | 'vault', number>>;

/**
 * The time until a cloud is as far as its answer said, once for all objects of a stage: until a provider is registered,
 * tenant Resource Manager knows a new subscription, and a vault lets in whom its new policy names. Source: reports of
 * restores and of other clients, rounded up.
 */
const SETTLING_MS: SettlingTimes = { registration: 30_000, subscription: 15_000, vault: 15_000 };

/** The calls and the time that a plan costs. */
export interface CostEstimate {
  /** Calls that change something on operator ARM, tenant ARM and the vaults. */
  readonly writes: { readonly admin: number; readonly user: number; readonly vault: number };
  /** The number of writes to vaults that turn out needless where the target has what the plan may not look at. */
  readonly unseen: number;
  /** The most of them that fall on one subscription. */
  readonly busiest: number;
  readonly writesPerHour: number;
  /** From the first write to the last read-back, if nothing gets in the way. */
  readonly durationMs: number;
}

/** The pace of a target, and the providers that it has registered. */
export interface EstimateGround {
  /** The time of one call, as measured. */
  readonly latencyMs: number;
  /** Calls at a time. */
  readonly concurrency: number;
  /** The lower-case paths of providers that are registered. */
  readonly registered?: ReadonlySet<string> | undefined;
  /** Default: those that are known. */
  readonly settlingMs?: SettlingTimes | undefined;
}

/**
 * Estimates the cost of a plan: each write is answered and read back, vaults are opened for their secrets and closed
 * again, a stage waits for those that it is tied to, all of them share the calls at a time, and beyond the hourly budget
 * of a subscription ARM makes everybody wait. The numbers of writes are those that the run makes in fair weather.
 */
export function estimateCost(
  plan: Pick<RestorePlan, 'stages' | 'target'>,
  ground: EstimateGround,
): CostEstimate {
  const settlingMs = ground.settlingMs ?? SETTLING_MS;
  const tally = new WriteTally(ground.registered ?? new Set());
  const all = [...new Set(plan.stages.flatMap(({ entries }) => entries))];
  const opened = listVaultsToOpen(all, plan.target.principalId);
  const timeOf = (count: number) => Math.ceil(count / ground.concurrency) * ground.latencyMs;
  const endsMs = new Map<string, number>();
  let allCalls = 0;
  for (const planned of plan.stages) {
    const { stage, entries } = planned;
    const toOpen = stage.name === 'secrets' ? opened : [];
    const before = tally.count;
    for (const { id, writes } of toOpen) tally.add({ host: 'user', path: id, apiVersion: '' }, writes);
    const opening = tally.count - before + LOOKS_TO_OPEN * toOpen.length;
    const written = tally.addStage(planned);
    allCalls += opening + written + entries.length;
    const startMs = Math.max(0, ...stage.after.map((name) => endsMs.get(name) ?? 0));
    const ownMs = timeOf(opening) + timeOf(written) + timeOf(entries.length);
    const settling = settlingOf(planned, { written, opened: toOpen.length });
    endsMs.set(stage.name, startMs + ownMs + (settling === undefined ? 0 : settlingMs[settling]));
  }
  const durationMs = Math.max(timeOf(allCalls), ...endsMs.values());
  const throttledMs = Math.max(0, Math.ceil(tally.busiest / WRITES_PER_HOUR) - 1) * HOUR_MS;
  return {
    writes: tally.writes,
    unseen: all.filter(({ unseen }) => unseen === true).length,
    busiest: tally.busiest,
    writesPerHour: WRITES_PER_HOUR,
    durationMs: Math.round(Math.max(durationMs, throttledMs)),
  };
}

/** Selects the settling that a stage waits for once its writes are answered. */
function settlingOf(
  { stage, entries }: PlannedStage,
  { written, opened }: { readonly written: number; readonly opened: number },
): keyof SettlingTimes | undefined {
  if (stage.name === 'vaultProviders') return written > 0 ? 'registration' : undefined;
  if (stage.name === 'secrets') return opened > 0 ? 'vault' : undefined;
  const isNew = stage.name === 'subscriptions' || stage.name === 'resellerSubscriptions';
  return isNew && entries.some(({ action }) => action === 'create') ? 'subscription' : undefined;
}

/** Counts writes by the side that gets them. */
class WriteTally {
  readonly writes = { admin: 0, user: 0, vault: 0 };
  readonly #budgets = new Map<string, number>();
  readonly #registered: Set<string>;

  constructor(registered: ReadonlySet<string>) {
    this.#registered = new Set(registered);
  }

  get count(): number {
    return this.writes.admin + this.writes.user + this.writes.vault;
  }

  get busiest(): number {
    return Math.max(0, ...this.#budgets.values());
  }

  add({ host, path }: ResourceAddress, count = 1): void {
    const side = typeof host === 'string' ? host : 'vault';
    this.writes[side] += count;
    if (side === 'vault') return;
    const key = `${side} ${selectSubscription(path) ?? ''}`;
    this.#budgets.set(key, (this.#budgets.get(key) ?? 0) + count);
  }

  /** Adds the writes of a stage. @returns their number. */
  addStage({ stage, entries }: PlannedStage): number {
    const before = this.count;
    for (const { address, registers } of entries.flatMap((entry) => listCalls(entry, stage.name))) {
      const path = address.path.toLowerCase();
      if (registers === true && this.#registered.has(path)) continue;
      if (registers === true) this.#registered.add(path);
      this.add(address);
    }
    return this.count - before;
  }
}

/** The calls of an entry that change something; of all stages where none is named. */
function listCalls({ action, replay }: PlanEntry, stage?: string): readonly StepCall[] {
  if (replay === undefined || (action !== 'create' && action !== 'update')) return [];
  return replay.steps
    .filter((step) => stage === undefined || step.stage === stage)
    .flatMap((step) => step.listCalls?.(action) ?? [{ address: replay.address }]);
}

/** Asks which of the providers that a plan would register are registered in subscriptions that are there already. */
export async function readRegistered(
  plan: Pick<RestorePlan, 'entries'>,
  target: RestoreTarget,
): Promise<ReadonlySet<string>> {
  const created = new Set(
    plan.entries
      .filter(({ kind, action }) => kind === 'subscription' && action === 'create')
      .map(({ id }) => selectLastSegment(id)),
  );
  const wanted = new Map<string, ResourceAddress>();
  for (const { address, registers } of plan.entries.flatMap((entry) => listCalls(entry))) {
    const isNew = created.has(selectSubscription(address.path) ?? '');
    if (registers === true && !isNew) wanted.set(address.path.toLowerCase(), address);
  }
  const found = [...wanted].map(async ([path, address]) =>
    isRegistered(await askQuietly(() => target.read(address))) ? [path] : [],
  );
  return new Set((await Promise.all(found)).flat());
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
