import { describe, expect, it } from 'vitest';
import { SUBSCRIPTION_IDS, TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import type { ResourceAddress } from '../../../../../src/cloud/cloud-port.js';
import { isJsonObject } from '../../../../../src/cloud/json-value.js';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { BUCKETS } from '../../../../../src/use-cases/restore/run/conservation.js';
import type { ExistingPolicy } from '../../../../../src/use-cases/restore/plan/decide-entry.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import { createFixedClock } from '../../../../doubles/app-context.js';
import {
  MemoryTarget,
  type Misbehaviour,
  refused,
  TARGET,
  withProperty,
} from '../../../../doubles/memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
/** Guest directories are written, and then count as manual: their consent is not. */
const GUESTS = 1;
const read = Object.values(records).reduce((sum, list) => sum + list.length, 0);

async function restore(target: MemoryTarget, existing: ExistingPolicy = 'adopt') {
  const plan = await planRestore({ records, target, policy: { existing } });
  return runRestore({ plan, target, clock: createFixedClock() });
}

function expectBalanced(result: Awaited<ReturnType<typeof restore>>): void {
  const { total, byKind, unaccounted } = result.conservation;
  expect(unaccounted).toEqual([]);
  expect(total.read).toBe(read);
  for (const counts of [total, ...byKind]) {
    expect(BUCKETS.reduce((sum, bucket) => sum + counts[bucket], 0)).toBe(counts.read);
  }
  // Each record that did not simply land is told of, once, and no other one.
  const told = (wanted: string) => result.problems.filter(({ bucket }) => bucket === wanted).length;
  const { skipped, manual, failed } = total;
  expect([told('skipped'), told('manual'), told('failed')]).toEqual([skipped, manual, failed]);
  expect(told('readBack')).toBe(result.readBack.different);
  expect(result.problems).toHaveLength(skipped + manual + failed + result.readBack.different);
}

describe('a restore into an empty target', () => {
  it('creates everything in scope, in stages, and finds it equal', async () => {
    const target = new MemoryTarget();
    const plan = await planRestore({ records, target });
    const result = await runRestore({ plan, target, clock: createFixedClock() });
    expectBalanced(result);
    expect(result.outcome).toBeUndefined();
    expect(result.state).toBe('completed');
    expect(result.conservation.total.failed).toBe(0);
    expect(result.readBack.different).toBe(0);
    expect(result.conservation.total.outOfScope).toBe(0);
    expect(result.readBack.compared).toBe(result.conservation.total.created + GUESTS);
    const [guest] = plan.entries.filter(({ replay }) => replay?.followUp !== undefined);
    const told = { id: guest?.id, bucket: 'manual', reason: guest?.replay?.followUp };
    expect(result.problems).toContainEqual(expect.objectContaining(told));
    expect(result.stages.filter(({ objects }) => objects > 0).every(({ state }) => state === 'done')).toBe(
      true,
    );
  });

  it('sends no id of the source cloud', async () => {
    const target = new MemoryTarget();
    await restore(target);
    const sent = JSON.stringify(target.writes);
    expect(sent).not.toContain('seattle');
    expect(sent.toLowerCase()).toContain(TARGET.providerSubscriptionId);
  });

  it('keeps the ids of user subscriptions and disables last', async () => {
    const target = new MemoryTarget();
    await restore(target);
    const states = target.writes
      .filter(({ path }) => path.endsWith(SUBSCRIPTION_IDS.oldIntranet))
      .map(({ body }) => body['state']);
    expect(states).toEqual(['Enabled', 'Disabled']);
    expect(target.writes.at(-1)?.body['state']).toBe('Disabled');
  });

  it('creates offers private and gives them their state after the subscriptions', async () => {
    const target = new MemoryTarget();
    await restore(target);
    const writes = target.writes.map(({ path, body }) => {
      const properties = body['properties'];
      return {
        name: path.split('/').at(-1),
        state: isJsonObject(properties) ? properties['state'] : undefined,
      };
    });
    const bronze = writes.filter(({ name }) => name === 'offer-bronze').map(({ state }) => state);
    expect(bronze).toEqual(['Private', 'Decommissioned']);
    const decommissioned = writes.findIndex(({ state }) => state === 'Decommissioned');
    const lastEnabled = target.writes.findLastIndex(({ body }) => body['state'] === 'Enabled');
    expect(decommissioned).toBeGreaterThan(lastEnabled);
  });
});

describe('a record that a plan means to write, without its writes', () => {
  it.each(['create', 'update', 'adopt'] as const)('has not landed: %s', async (action) => {
    const target = new MemoryTarget();
    const plan = await planRestore({ records, target });
    const entries = plan.entries.map((entry) => {
      if (entry.kind !== 'networkQuota') return entry;
      const { replay: _replay, ...bare } = entry;
      return { ...bare, action };
    });
    const stages = plan.stages.map((planned) =>
      planned.stage.kind === 'networkQuota' ? { ...planned, entries: [] } : planned,
    );
    const clock = createFixedClock();
    const result = await runRestore({ plan: { ...plan, entries, stages }, target, clock });
    const lost = entries.filter(({ kind }) => kind === 'networkQuota').length;
    expect(lost).toBeGreaterThan(0);
    expect(result).toMatchObject({ state: 'partial', outcome: 'UNACCOUNTED' });
    expect(result.conservation.unaccounted).toHaveLength(lost);
  });
});

describe('a second run', () => {
  it('adopts everything and writes nothing', async () => {
    const target = new MemoryTarget();
    const first = await restore(target);
    const writesBefore = target.writes.length;
    const second = await restore(target);
    expectBalanced(second);
    expect(target.writes.length).toBe(writesBefore);
    expect(second.outcome).toBeUndefined();
    const landed = first.conservation.total.created + GUESTS;
    expect(second.conservation.total.adopted).toBe(landed);
    expect(second.readBack.compared).toBe(landed);
  });
});

describe('an object that differs already', () => {
  const GOLD = `/subscriptions/${TARGET.providerSubscriptionId}/resourcegroups/rg-offers-prod/providers/microsoft.subscriptions.admin/plans/plan-gold`;

  async function prepare(): Promise<MemoryTarget> {
    const target = new MemoryTarget();
    await restore(target);
    target.objects.set(GOLD, withProperty(target.objects.get(GOLD) ?? {}, 'displayName', 'Somebody’s own'));
    target.writes.length = 0;
    return target;
  }

  it.each([
    ['adopt', 'PLAN_BLOCKED'],
    ['fail', 'PLAN_BLOCKED'],
  ] as const)('blocks under the policy %s, and nothing is written', async (policy, code) => {
    const target = await prepare();
    const gold = { kind: 'plan', id: GOLD, reason: expect.any(String) as unknown };
    const blocked = expect.arrayContaining([gold]) as unknown;
    await expect(restore(target, policy)).rejects.toMatchObject({ code, details: { blocked } });
    expect(target.writes).toEqual([]);
  });

  it('is overwritten under the policy update', async () => {
    const target = await prepare();
    const result = await restore(target, 'update');
    expectBalanced(result);
    expect(result.conservation.total.updated).toBe(1);
    expect(target.writes.length).toBe(1);
    expect(target.objects.get(GOLD)).toMatchObject({ properties: { displayName: 'Gold IaaS' } });
  });

  it('is left alone under the policy skip', async () => {
    const target = await prepare();
    const result = await restore(target, 'skip');
    expectBalanced(result);
    expect(target.writes).toEqual([]);
    expect(result.problems).toContainEqual(expect.objectContaining({ kind: 'plan', bucket: 'skipped' }));
  });

  it('is updated without asking where every cloud ships it', async () => {
    const target = new MemoryTarget();
    const id = `/subscriptions/${TARGET.providerSubscriptionId}/providers/Microsoft.Compute.Admin/locations/drill/quotas/Default Quota`;
    target.objects.set(id.toLowerCase(), { id, properties: { coresLimit: 1 } });
    const result = await restore(target);
    expect(result.outcome).toBeUndefined();
    expect(result.conservation.total.updated).toBe(1);
    expect(target.objects.get(id.toLowerCase())).toMatchObject({ properties: { coresLimit: 50 } });
  });
});

describe('a target that misbehaves', () => {
  it('costs an object that is refused, and what needs it, and no more', async () => {
    const target = new MemoryTarget({
      failWrite: (path) => (path.endsWith('/plans/plan-internal') ? refused() : undefined),
    });
    const result = await restore(target);
    expectBalanced(result);
    expect(result.outcome).toBe('PARTIAL');
    expect(result.state).toBe('partial');
    expect(result.problems.some(({ timedOut }) => timedOut === true)).toBe(false);
    expect(result.conservation.total.failed).toBe(1);
    const skipped = result.problems
      .filter(({ bucket }) => bucket === 'skipped')
      .map(({ id }) => id.split('/').at(-1));
    expect(skipped).toContain('offer-internal');
    expect(skipped).toContain(SUBSCRIPTION_IDS.humanResources);
    expect(skipped).not.toContain(SUBSCRIPTION_IDS.website);
    expect(target.writes.some(({ path }) => path.endsWith('/offers/offer-internal'))).toBe(false);
    expect(target.writes.some(({ path }) => path.endsWith('/offers/offer-bronze'))).toBe(true);
  });

  const LIES: readonly (readonly [string, NonNullable<Misbehaviour['store']>])[] = [
    [
      'drops a field',
      (path, body) => (path.endsWith('/plan-gold') ? withProperty(body, 'description', undefined) : body),
    ],
    [
      'changes a value',
      (path, body) => (path.endsWith('/cq-gpu') ? withProperty(body, 'coresLimit', 95) : body),
    ],
    ['truncates tags', (path, body) => (path.endsWith('/rg-offers-prod') ? { ...body, tags: {} } : body)],
    ['stores nothing', (path, body) => (path.endsWith('/nq-bronze') ? undefined : body)],
    [
      'keeps the state of an offer',
      (path, body) => (path.endsWith('/offer-bronze') ? withProperty(body, 'state', 'Private') : body),
    ],
  ];

  it.each(LIES)('is caught when it %s', async (name, store) => {
    const target = new MemoryTarget({ store });
    const result = await restore(target);
    expectBalanced(result);
    // What never shows has failed; only what shows in another way is a difference.
    expect(result.outcome).toBe(name === 'stores nothing' ? 'PARTIAL' : 'READ_BACK');
    expect(result.readBack.different).toBe(1);
    expect(result.state).toBe('partial');
    expect(result.problems.some(({ timedOut }) => timedOut === true)).toBe(name === 'stores nothing');
  });

  it('costs one object where one is never answered, and the rest goes on', async () => {
    const details = { systemCode: 'ETIMEDOUT' };
    const silent = new RestackError('TARGET_UNREACHABLE', 'no answer to PUT', { details });
    const target = new MemoryTarget({ failWrite: (path) => (path.endsWith('/cq-gpu') ? silent : undefined) });
    const result = await restore(target);
    expect(result.problems.filter(({ timedOut }) => timedOut === true).map(({ id }) => id)).toEqual([
      expect.stringMatching(/cq-gpu$/),
    ]);
    expectBalanced(result);
    expect(result.outcome).toBe('PARTIAL');
    expect(result.conservation.total.failed).toBe(1);
    expect(target.writes.some(({ path }) => path.endsWith('/offers/offer-bronze'))).toBe(true);
  });

  it('is asked nothing more by a run that stops at the first failure', async () => {
    const target = new MemoryTarget({
      failWrite: (path) => (path.endsWith('/plans/plan-gold') ? refused() : undefined),
    });
    const plan = await planRestore({ records, target });
    const options = { plan, target, clock: createFixedClock(), concurrency: 1 };
    const result = await runRestore({ ...options, failFast: true });
    expectBalanced(result);
    expect(result).toMatchObject({ state: 'partial', outcome: 'PARTIAL' });
    expect(result.conservation.total.failed).toBe(1);
    expect(target.writes.at(-1)?.path.endsWith('/plans/plan-gold')).toBe(true);
    const skipped = result.problems.filter(({ reason }) => reason.startsWith('because --fail-fast stopped'));
    expect(skipped.length).toBeGreaterThan(10);
    expect(new Set(skipped.map(({ bucket }) => bucket))).toEqual(new Set(['skipped']));
  });

  it('is still looked at for what a run has written before it stops at a failure', async () => {
    const last = records.plan.at(-1)?.id.split('/').at(-1);
    const target = new MemoryTarget({
      failWrite: (path) => (path.endsWith(`/plans/${last}`) ? refused() : undefined),
    });
    const plan = await planRestore({ records, target });
    const options = { plan, target, clock: createFixedClock(), concurrency: 1 };
    const result = await runRestore({ ...options, failFast: true });
    expectBalanced(result);
    expect(target.writes.filter(({ path }) => path.includes('/plans/')).length).toBeGreaterThan(1);
    const { created, failed } = result.conservation.total;
    expect({ failed, compared: result.readBack.compared }).toEqual({ failed: 1, compared: created + GUESTS });
  });

  it('is asked nothing more when something reads back different and the run is to stop', async () => {
    const target = new MemoryTarget({
      store: (path, body) => (path.endsWith('/quotas/cq-gold') ? { ...body, properties: {} } : body),
    });
    const plan = await planRestore({ records, target });
    const clock = createFixedClock();
    const result = await runRestore({ plan, target, clock, failFast: true, settleMs: 0 });
    expectBalanced(result);
    expect(result.outcome).toBe('READ_BACK');
    expect(target.writes.some(({ path }) => path.includes('/plans/'))).toBe(false);
  });

  it.each([
    ['waited for while it is at work on an object', ['Accepted', 'Updating', 'Succeeded'], 'completed', 0],
    ['told of when an object fails after all', ['Accepted', 'Failed'], 'partial', 1],
    ['told of when an object is never finished', ['Accepted'], 'partial', 1],
  ])('is %s', async (...[, states, state, different]) => {
    let reads = 0;
    const target = new (class extends MemoryTarget {
      override async read(address: ResourceAddress) {
        const found = await super.read(address);
        if (found === undefined || !address.path.endsWith('/plans/plan-gold')) return found;
        reads += 1;
        return withProperty(found, 'provisioningState', states[Math.min(reads, states.length) - 1]);
      }
    })();
    const result = await restore(target);
    expectBalanced(result);
    expect(result).toMatchObject({ state, readBack: { different } });
  });

  it('is not asked again once it is gone', async () => {
    let isGone = false;
    const target = new MemoryTarget({
      failWrite: (path) => {
        isGone ||= path.includes('/plans/');
        return isGone ? new RestackError('TARGET_UNREACHABLE', 'no answer') : undefined;
      },
    });
    const plan = await planRestore({ records, target });
    const result = await runRestore({ plan, target, clock: createFixedClock(), concurrency: 1 });
    expectBalanced(result);
    expect(result.outcome).toBe('PARTIAL');
    expect(result.conservation.total.failed).toBe(3);
    expect(target.writes.filter(({ path }) => path.includes('/plans/'))).toHaveLength(3);
    expect(target.writes.at(-1)?.path).toContain('/plans/');
  });

  it('is not looked at once it is gone: what was written before is not known to have landed', async () => {
    let written = 0;
    const target = new MemoryTarget({
      failWrite: (path) => {
        if (!path.includes('/plans/')) return undefined;
        written += 1;
        return written > 1 ? new RestackError('TARGET_UNREACHABLE', `no answer ${written}`) : undefined;
      },
    });
    const reads: string[] = [];
    const read = target.read.bind(target);
    target.read = (address) => {
      if (written > 1) reads.push(address.path);
      return read(address);
    };
    const plan = await planRestore({ records, target });
    const result = await runRestore({ plan, target, clock: createFixedClock(), concurrency: 1 });
    expectBalanced(result);
    expect(result.outcome).toBe('PARTIAL');
    expect(reads).toEqual([]);
    const failed = result.problems.filter(({ bucket }) => bucket === 'failed');
    expect(failed.map(({ kind }) => kind)).toEqual(['plan', 'plan', 'plan', 'plan']);
    expect(result.readBack.compared).toBeGreaterThan(0);
  });

  it('fails loudly on an error that is no answer', async () => {
    const target = new MemoryTarget({
      failWrite: () => {
        throw new TypeError('a bug');
      },
    });
    await expect(restore(target)).rejects.toThrow(TypeError);
  });
});

describe('an interrupt', () => {
  it('begins no new call and ends with the signal’s reason', async () => {
    const interruption = new AbortController();
    const reason = new RestackError('INTERRUPTED', 'stopped');
    const target = new MemoryTarget({
      store: (path, body) => {
        if (path.endsWith('/cq-gold')) interruption.abort(reason);
        return body;
      },
    });
    const plan = await planRestore({ records, target });
    const run = runRestore({
      plan,
      target,
      clock: createFixedClock(),
      signal: interruption.signal,
      concurrency: 1,
    });
    await expect(run).rejects.toBe(reason);
    expect(target.writes.at(-1)?.path.endsWith('/cq-gold')).toBe(true);
  });
});
