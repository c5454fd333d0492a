import { describe, expect, it } from 'vitest';
import { SUBSCRIPTION_IDS, TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import type { SetRecords } from '../../../../../src/backup-set/content/records.js';
import type { ResourceAddress } from '../../../../../src/cloud/cloud-port.js';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import type { Progress } from '../../../../../src/core/progress.js';
import { indexDependants } from '../../../../../src/use-cases/restore/plan/check/reference-graph.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { type RestoreOptions, runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import { STAGES } from '../../../../../src/use-cases/restore/stage-order.js';
import { createLargeCompany } from '../../../../bench/large-set.js';
import { MemoryTarget, type Misbehaviour, refused, TimedTarget } from '../../../../doubles/memory-target.js';

const LATENCY_MS = 20;
const CONCURRENCY = 8;
const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

/** When each stage began and ended, by its title. */
type Spans = ReadonlyMap<string, { readonly beginMs: number; endMs?: number; outcome?: string }>;

function watchStages(target: TimedTarget): { readonly progress: Progress; readonly spans: Spans } {
  const spans = new Map<string, { readonly beginMs: number; endMs?: number; outcome?: string }>();
  const progress: Progress = {
    begin(title) {
      const span: { readonly beginMs: number; endMs?: number; outcome?: string } = { beginMs: target.nowMs };
      spans.set(title, span);
      return {
        advance: () => undefined,
        note: () => undefined,
        end: (outcome) => Object.assign(span, { endMs: target.nowMs, outcome }),
      };
    },
  };
  return { progress, spans };
}

async function prepare(misbehaviour: Misbehaviour = {}, all: SetRecords = records) {
  const target = new TimedTarget(LATENCY_MS, misbehaviour);
  const { clock } = target;
  const plan = await planRestore({ records: all, target });
  const { progress, spans } = watchStages(target);
  const run = (options: Partial<RestoreOptions> = {}) =>
    runRestore({ plan, target, clock, progress, concurrency: CONCURRENCY, ...options });
  return { target, plan, spans, run };
}

/**
 * Measures the share of the possible pace, by latency and concurrency, that a restore of so many subscriptions reaches
 * in its own time.
 */
async function measureShare(subscriptions: number): Promise<number> {
  const { target, run } = await prepare({}, createLargeCompany(subscriptions));
  const before = { ms: target.nowMs, calls: target.calls };
  expect(await run()).toMatchObject({ outcome: undefined });
  return ((target.calls - before.calls) * LATENCY_MS) / CONCURRENCY / (target.nowMs - before.ms);
}

describe('stages that nothing ties', () => {
  it('run side by side', async () => {
    const { spans, run } = await prepare();
    await run();
    const spanOf = (title: string) => spans.get(title) ?? { beginMs: Number.NaN };
    expect(spanOf('Network quotas').beginMs).toBe(spanOf('Compute quotas').beginMs);
    expect(spanOf('Role assignments').beginMs).toBe(spanOf('Secrets').beginMs);
    expect(spanOf('Plans').beginMs).toBeGreaterThanOrEqual(spanOf('Storage quotas').endMs ?? Number.NaN);
  });

  it('leave a small restore 45%, and a larger one 95% of what latency and concurrency allow', async () => {
    expect(await measureShare(2)).toBeGreaterThan(0.45);
    expect(await measureShare(140)).toBeGreaterThan(0.95);
  });

  it('are told of in the order of the list, whichever ends first', async () => {
    const { run } = await prepare();
    const { stages } = await run();
    expect(stages.map(({ name }) => name)).toEqual(STAGES.map(({ name }) => name));
  });

  it('never have more calls under way than the limit of the run', async () => {
    const { target, run } = await prepare();
    let most = 0;
    let active = 0;
    const count =
      <R>(call: (address: ResourceAddress) => Promise<R>) =>
      async (address: ResourceAddress) => {
        active += 1;
        most = Math.max(most, active);
        return call(address).finally(() => (active -= 1));
      };
    target.read = count(target.read.bind(target));
    target.list = count(target.list.bind(target));
    await run({ concurrency: 3 });
    expect(most).toBe(3);
  });

  it('close the vaults that they opened, and none that another one is still in', async () => {
    const { target, run } = await prepare();
    await run();
    const paths = target.writes.map(({ path }) => path);
    const lastSecret = paths.findLastIndex((path) => path.startsWith('/secrets/'));
    const closings = paths.flatMap((path, index) =>
      path.endsWith('/accessPolicies/replace') ? [index] : [],
    );
    expect(closings).toHaveLength(records.vault.length);
    expect(Math.min(...closings)).toBeGreaterThan(lastSecret);
    const lastGrant = paths.findLastIndex((path) => path.includes('/roleAssignments/'));
    // They were still open when the assignments had ended.
    expect(lastGrant).toBeLessThan(Math.min(...closings));
  });
});

describe('an object that settles slowly', () => {
  const SLOW = [/\/quotas\/cq-gold$/i, /\/subscriptions\/[^/]+$/i] as const;
  const SLOW_MS = 480_000;

  /** Shows some of what it has accepted minutes later. */
  class SlowTarget extends TimedTarget {
    /** When the first write of each path came, in order. */
    readonly writtenMs = new Map<string, number>();
    slow: ReadonlySet<string> = new Set();

    override async read(address: ResourceAddress) {
      const found = await super.read(address);
      const path = pathOf(address);
      const sinceMs = this.nowMs - (this.writtenMs.get(path) ?? -Infinity);
      return this.slow.has(path) && sinceMs < SLOW_MS ? undefined : found;
    }

    override write(...[address, body]: Parameters<TimedTarget['write']>) {
      const path = pathOf(address);
      if (!this.writtenMs.has(path)) this.writtenMs.set(path, this.nowMs);
      return super.write(address, body);
    }
  }

  const pathOf = ({ path }: ResourceAddress) => decodeURIComponent(path).toLowerCase();

  async function restoreLarge(isSlow: boolean) {
    const target = new SlowTarget(LATENCY_MS);
    const plan = await planRestore({ records: createLargeCompany(140), target });
    const slow = SLOW.flatMap((pattern) => plan.entries.find(({ id }) => pattern.test(id)) ?? []);
    expect(slow).toHaveLength(SLOW.length);
    if (isSlow) target.slow = new Set(slow.map(({ id }) => id));
    const beginMs = target.nowMs;
    const result = await runRestore({ plan, target, clock: target.clock, concurrency: CONCURRENCY });
    expect(result.outcome).toBeUndefined();
    const held = indexDependants(plan.entries, ({ replay }) => replay?.references ?? [])(slow);
    const heldIds = new Set([...held].map(({ id }) => id));
    // Policies of a vault stand below it.
    const isHeld = (path: string) => [...heldIds].some((id) => `${path}/`.startsWith(`${id}/`));
    const others = [...target.writtenMs].filter(([path]) => !isHeld(path));
    const lastMs = Math.max(...others.map(([, atMs]) => atMs)) - beginMs;
    return { lastMs, others: others.length, held: held.size, writes: target.writes.length, result, target };
  }

  it('lets no subscription be disabled while a vault in it cannot be closed', async () => {
    const { website, financeProduction } = SUBSCRIPTION_IDS;
    const all = {
      ...records,
      subscription: records.subscription.map((one) =>
        one.subscriptionId === website ? { ...one, state: 'Disabled' as const } : one,
      ),
    };
    const target = new SlowTarget(LATENCY_MS, {
      failWrite: (path) => (path.endsWith('/kv-web/accessPolicies/replace') ? refused() : undefined),
    });
    const plan = await planRestore({ records: all, target });
    const slow = plan.entries.find(({ id }) => id.endsWith(`/subscriptions/${financeProduction}`));
    target.slow = new Set([slow?.id ?? '']);
    const result = await runRestore({ plan, target, clock: target.clock, concurrency: CONCURRENCY });
    expect(result.outcome).toBe('PARTIAL');
    expect(target.nowMs).toBeGreaterThan(SLOW_MS);
    const id = plan.entries.find((one) => one.id.endsWith(`/subscriptions/${website}`))?.id ?? '';
    expect(target.objects.get(id)).toMatchObject({ state: 'Enabled' });
  });

  it('lets nothing begin that waited for it once the run has failed', async () => {
    const bug = new TypeError('a bug');
    const target = new SlowTarget(LATENCY_MS);
    const plan = await planRestore({ records, target });
    target.slow = new Set(plan.entries.map(({ id }) => id).filter((id) => SLOW[0].test(id)));
    const write = target.write.bind(target);
    let failedMs = Infinity;
    target.write = async (address, body) => {
      if (!address.path.endsWith('/nq-bronze')) return write(address, body);
      await target.clock.wait(SLOW_MS / 2);
      failedMs = target.nowMs;
      throw bug;
    };
    const run = runRestore({ plan, target, clock: target.clock, concurrency: CONCURRENCY });
    await expect(run).rejects.toBe(bug);
    expect(target.nowMs).toBeGreaterThan(SLOW_MS);
    expect([...target.writtenMs].filter(([, atMs]) => atMs > failedMs)).toEqual([]);
  });

  it('holds back what needs it, and nothing else of a thousand', async () => {
    const fair = await restoreLarge(false);
    const late = await restoreLarge(true);
    expect(late.result.conservation.total.read).toBeGreaterThan(1000);
    expect(late.held).toBeGreaterThan(SLOW.length);
    expect(late.others).toBeGreaterThan(late.held);
    expect(late.result.conservation).toEqual(fair.result.conservation);
    expect(late.writes).toBe(fair.writes);
    expect(late.lastMs).toBeLessThan(SLOW_MS / 4);
    expect(late.lastMs).toBeLessThan(1.5 * fair.lastMs + 10_000);
    expect(late.target.nowMs).toBeGreaterThan(SLOW_MS);
  });
});

describe('a stage that fails for a reason that is no object’s own', () => {
  it('lets what is under way end, and nothing more begin', async () => {
    const bug = new TypeError('a bug');
    const { target, spans, run } = await prepare({
      failWrite: (path) => {
        if (path.endsWith('/quotas/cq-gold')) throw bug;
        return undefined;
      },
    });
    await expect(run()).rejects.toBe(bug);
    expect(spans.get('Compute quotas')).toMatchObject({ outcome: 'failed' });
    expect(spans.get('Network quotas')).toMatchObject({ outcome: 'done' });
    expect(spans.has('Plans')).toBe(false);
    expect(target.writes.some(({ path }) => path.includes('/plans/'))).toBe(false);
  });

  it('is not begun once the run was interrupted, and open vaults are closed', async () => {
    const interruption = new AbortController();
    const reason = new RestackError('INTERRUPTED', 'stopped');
    const { target, spans, run } = await prepare({
      store: (path, body) => {
        if (path.includes('/roleAssignments/')) interruption.abort(reason);
        return body;
      },
    });
    await expect(run({ signal: interruption.signal })).rejects.toBe(reason);
    const opened = target.writes.filter(({ path }) => path.endsWith('/accessPolicies/add')).length;
    expect(opened).toBeGreaterThan(0);
    expect(target.writes.filter(({ path }) => path.endsWith('/accessPolicies/replace'))).toHaveLength(opened);
    expect([...spans.values()].every(({ outcome }) => outcome !== undefined)).toBe(true);
    expect(spans.has('Subscriptions that were disabled')).toBe(false);
  });
});

describe('a closing step', () => {
  it('of an offer does not depend on what runs beside it', async () => {
    const bronze = records.offer.filter(({ properties }) => properties.state === 'Decommissioned');
    const [customer] = records.subscription.filter(({ offerId }) => offerId === bronze[0]?.id);
    const group = {
      ...records.resourceGroup[0],
      id: `/subscriptions/${customer?.subscriptionId}/resourceGroups/rg-refused`,
    };
    // One call at a time, and stages take turns: the group is refused before the offer's turn comes.
    const all = {
      ...records,
      resourceGroup: [{ ...group, name: 'rg-refused', location: 'seattle' }, ...records.resourceGroup],
      offer: [...records.offer.filter((one) => !bronze.includes(one)), ...bronze],
    };
    const { target, spans, run } = await prepare(
      { failWrite: (path) => (path.endsWith('/rg-refused') ? refused() : undefined) },
      all,
    );
    const { problems, conservation } = await run({ concurrency: 1 });
    expect(problems).toContainEqual(expect.objectContaining({ kind: 'resourceGroup', bucket: 'failed' }));
    expect(conservation.total.failed).toBe(1);
    expect(problems.some(({ kind, bucket }) => kind === 'offer' && bucket === 'skipped')).toBe(false);
    const paths = target.writes.map(({ path }) => path);
    expect(paths.findLastIndex((path) => path.endsWith('/offers/offer-bronze'))).toBeGreaterThan(
      paths.findIndex((path) => path.endsWith('/rg-refused')),
    );
    expect(spans.get('States of offers')).toMatchObject({ outcome: 'done' });
  });
});

describe('the outcome of a stage', () => {
  const isRefused = (path: string) => path.includes('Network.Admin') || path.endsWith('/plans/plan-gold');
  const faults = { failWrite: (path: string) => (isRefused(path) ? refused() : undefined) };
  const noGuests = { ...records, directoryTenant: [] };

  const stateOf = (lost: number, objects: number) => {
    if (objects === 0) return 'skipped';
    if (lost === 0) return 'done';
    return lost === objects ? 'failed' : 'partial';
  };

  it('tells what became of its objects, and when', async () => {
    const { plan, spans, run } = await prepare(faults, noGuests);
    const { stages, problems } = await run();
    const lost = new Set(problems.filter(({ bucket }) => bucket !== 'manual').map(({ id }) => id));
    const expected = plan.stages.map(({ stage: { name, kind, title }, entries }) => {
      const span = spans.get(title);
      const [beginMs, endMs] = [span?.beginMs ?? null, span?.endMs ?? 0];
      const lostHere = entries.filter(({ id }) => lost.has(id)).length;
      if (span !== undefined) expect(span.outcome, name).toBe(lostHere > 0 ? 'failed' : 'done');
      const time = { startedMs: beginMs, durationMs: endMs - (beginMs ?? 0) };
      return {
        name,
        kind,
        title,
        objects: entries.length,
        ...time,
        state: stateOf(lostHere, entries.length),
      };
    });
    expect(stages).toEqual(expected);
    const states = stages.map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['skipped', 'failed', 'partial', 'done']));
  });

  it('tells that it was not begun once the run had stopped', async () => {
    const { plan, spans, run } = await prepare(faults, noGuests);
    const { stages } = await run({ failFast: true, concurrency: 1 });
    const later = stages.slice(stages.findIndex(({ name }) => name === 'offers'));
    expect(later.length).toBeGreaterThan(5);
    for (const { name, title, objects, startedMs, durationMs, state } of later) {
      const entries = plan.stages.find(({ stage }) => stage.name === name)?.entries ?? [];
      const isEmpty = entries.length === 0;
      expect({ objects, startedMs, durationMs }).toEqual({
        objects: entries.length,
        startedMs: null,
        durationMs: 0,
      });
      expect([state, spans.has(title)], name).toEqual([isEmpty ? 'skipped' : 'failed', false]);
    }
  });
});

describe('what a run tells of its records', () => {
  it('keeps the order of the plan, whichever ended first', async () => {
    const { plan, run } = await prepare({
      failWrite: (path) =>
        path.endsWith('/quotas/cq-gpu') || path.includes(SUBSCRIPTION_IDS.website) ? refused() : undefined,
    });
    const { problems } = await run();
    const order = plan.entries.map(({ id }) => id);
    const places = problems.map(({ id }) => order.indexOf(id));
    expect(places.length).toBeGreaterThan(5);
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });
});

const MANY = 1000;

/** The sample company with a thousand compute quotas. */
function addQuotas(all: SetRecords): SetRecords {
  const sample = all.computeQuota.find(({ id }) => id.endsWith('/cq-gold'));
  if (sample === undefined) throw new Error('the sample has another quota');
  const more = Array.from({ length: MANY - all.computeQuota.length }, (_, index) => ({
    ...sample,
    id: sample.id.replace('cq-gold', `cq-many-${index}`),
    name: `cq-many-${index}`,
  }));
  return { ...all, computeQuota: [...all.computeQuota, ...more] };
}

/** A target that shows some of what it accepted only once it is told to, and the time until then, in which nobody moves on. */
class UnsettledTarget extends MemoryTarget {
  readonly shown: string[] = [];
  readonly waits: (() => void)[] = [];
  #isSettled = false;

  constructor(readonly isSlow: (path: string) => boolean) {
    super();
  }

  /** Waits go on until it has settled. */
  readonly clock = {
    now: () => new Date(0),
    monotonicMs: () => 0,
    wait: () =>
      this.#isSettled ? Promise.resolve() : new Promise<void>((resolve) => this.waits.push(resolve)),
  };

  override async read(address: ResourceAddress) {
    const isHidden = this.isSlow(address.path) && !this.#isSettled;
    const found = isHidden ? undefined : await super.read(address);
    if (found !== undefined) this.shown.push(address.path);
    return found;
  }

  settle() {
    this.#isSettled = true;
    for (const end of this.waits.splice(0)) end();
  }

  /** Resolves once nothing is asked any more: all that could go on has. */
  async rest() {
    for (
      let [before, calm] = [-1, 0];
      calm < 20;
      calm = this.writes.length + this.shown.length === before ? calm + 1 : 0
    ) {
      before = this.writes.length + this.shown.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

describe('objects that settle slowly', () => {
  it.each([1, 20])('hold back what hangs on them, and nothing else: %d of a thousand', async (count) => {
    const slow = (path: string) => Number(/\/cq-many-(\d+)$/.exec(path)?.[1] ?? Infinity) < count;
    const target = new UnsettledTarget(slow);
    const plan = await planRestore({ records: addQuotas(records), target });
    target.shown.length = 0;
    const ended: string[] = [];
    const progress: Progress = {
      begin: (title) => ({ advance: () => {}, note: () => {}, end: () => void ended.push(title) }),
    };
    const run = runRestore({ plan, target, clock: target.clock, progress, concurrency: CONCURRENCY });
    await target.rest();
    const shownQuotas = new Set(target.shown.filter((path) => path.includes('Compute.Admin')));
    expect(shownQuotas.size).toBe(MANY - count);
    expect(target.waits.length).toBe(count);
    // Stages that are tied to no compute quota have come to their end; those that are have not begun.
    expect(ended).toEqual(expect.arrayContaining(['Guest directories', 'Network quotas', 'Storage quotas']));
    expect(target.writes.filter(({ path }) => path.includes('/plans/'))).toEqual([]);
    target.settle();
    expect(await run).toMatchObject({ state: 'completed', outcome: undefined });
  });
});
