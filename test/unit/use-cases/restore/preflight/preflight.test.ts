import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import type { JsonObject } from '../../../../../src/cloud/json-value.js';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { checkPermissions } from '../../../../../src/use-cases/restore/preflight/check-permissions.js';
import { estimateCost } from '../../../../../src/use-cases/restore/preflight/estimate-duration.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import {
  type PreflightOptions,
  runPreflight,
} from '../../../../../src/use-cases/restore/preflight/preflight.js';
import { runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import { createFixedClock } from '../../../../doubles/app-context.js';
import { MemoryTarget, TARGET, TimedTarget } from '../../../../doubles/memory-target.js';

type TargetObject = JsonObject & { readonly id: string };

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const clock = createFixedClock();

async function check(options: Partial<PreflightOptions> = {}, objects: readonly TargetObject[] = []) {
  const target = new MemoryTarget();
  const plan = await planRestore({ records, target });
  for (const object of objects) target.objects.set(object.id.toLowerCase(), object);
  const preflight = await runPreflight({
    plan,
    target,
    policy: { allowNotFresh: false, allowVersionDistance: false, targetVersion: null },
    stampVersion: '1.2301.0.55',
    clockOffsetMs: 400,
    latencyMs: 20,
    concurrency: 8,
    ...options,
  });
  expect(target.writes).toEqual([]);
  return Object.fromEntries(preflight.checks.map(({ check: name, state, code }) => [name, [state, code]]));
}

const ADMIN = `/subscriptions/${TARGET.providerSubscriptionId}`;
const PROVIDER = 'providers/Microsoft.Subscriptions.Admin';
const GRANT = {
  id: `${ADMIN}/providers/Microsoft.Authorization/permissions`,
  actions: ['*'],
  notActions: [],
};

/** Vaults refuse to be looked into. */
function closeVaults(target: MemoryTarget): MemoryTarget['list'] {
  const list = target.list.bind(target);
  return (address) =>
    typeof address.host === 'object'
      ? Promise.reject(new RestackError('PERMISSION_MISSING', 'no policy'))
      : list(address);
}

describe('runPreflight', () => {
  it('passes a fresh target', async () => {
    expect(await check({}, [GRANT])).toEqual({
      freshness: ['passed', null],
      version: ['warning', null],
      clock: ['passed', null],
      permissions: ['passed', null],
      budget: ['passed', null],
    });
  });

  it.each([
    ['a user’s subscription', { id: `${ADMIN}/${PROVIDER}/subscriptions/x`, subscriptionId: 'x' }, 'failed'],
    ['a plan', { id: `${ADMIN}/resourceGroups/rg/${PROVIDER}/plans/p` }, 'failed'],
    ['an offer', { id: `${ADMIN}/resourceGroups/rg/${PROVIDER}/offers/o` }, 'failed'],
    [
      'an offer of the deployment',
      { id: `${ADMIN}/resourceGroups/system.global/${PROVIDER}/offers/o` },
      'passed',
    ],
    [
      'an operator’s subscription',
      {
        id: `${ADMIN}/${PROVIDER}/subscriptions/y`,
        subscriptionId: 'y',
        routingResourceManagerType: 'Admin',
      },
      'passed',
    ],
  ])('judges a target with %s', async (_, object, state) => {
    const code = state === 'failed' ? 'TARGET_NOT_FRESH' : null;
    expect((await check({}, [object]))['freshness']).toEqual([state, code]);
    const allowed = { allowNotFresh: true, allowVersionDistance: false, targetVersion: null };
    const softened = state === 'failed' ? 'warning' : 'passed';
    expect((await check({ policy: allowed }, [object]))['freshness']).toEqual([softened, null]);
  });

  it('warns of clocks that are apart, and of a target that tells no time', async () => {
    expect((await check({ clockOffsetMs: -301_000 }))['clock']).toEqual(['warning', null]);
    expect((await check({ clockOffsetMs: undefined }))['clock']).toEqual(['warning', null]);
  });

  it.each([
    [['Microsoft.Subscriptions.Admin/*'], [], 'failed'],
    [['*'], ['Microsoft.Compute.Admin/*/write'], 'failed'],
    [['*/write'], ['Microsoft.Compute.Admin/locations/quotas/delete'], 'passed'],
  ])('reads permissions: %j without %j', async (actions, notActions, state) => {
    const code = state === 'failed' ? 'PERMISSION_MISSING' : null;
    expect((await check({}, [{ ...GRANT, actions, notActions }]))['permissions']).toEqual([state, code]);
  });

  it.each([
    ['no access policy may be added', 'Microsoft.KeyVault/vaults/accessPolicies/write', 'failed'],
    ['access policies need not be added', 'Microsoft.KeyVault/vaults/delete', 'passed'],
  ])('reads permissions for vaults that are there: %s', async (_, denied, state) => {
    const target = new MemoryTarget();
    await runRestore({ plan: await planRestore({ records, target }), target, clock });
    target.list = closeVaults(target);
    const plan = await planRestore({ records, target });
    expect(plan.entries.some(({ kind, action }) => kind === 'secret' && action === 'create')).toBe(true);
    for (const { subscriptionId } of [
      ...records.subscription,
      { subscriptionId: TARGET.providerSubscriptionId },
    ]) {
      const id = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/permissions`;
      target.objects.set(id.toLowerCase(), { id, actions: ['*'], notActions: [denied] });
    }
    const { missing } = await checkPermissions(plan.entries, { target, concurrency: 8 });
    expect([
      missing.length > 0 ? 'failed' : 'passed',
      new Set(missing.map(({ action }) => action)).size,
    ]).toEqual([state, state === 'failed' ? 1 : 0]);
  });

  it('warns when permissions cannot be read', async () => {
    expect((await check())['permissions']).toEqual(['warning', null]);
  });
});

const AT_ONCE = { registration: 0, subscription: 0, vault: 0 };

describe('estimateCost', () => {
  it('includes the time until providers are registered, subscriptions known and vaults open', async () => {
    const plan = await planRestore({ records, target: new MemoryTarget() });
    const pace = { latencyMs: 1, concurrency: 8 };
    const settlingMs = { registration: 1_000_000, subscription: 2_000_000, vault: 4_000_000 };
    const atOnce = estimateCost(plan, { ...pace, settlingMs: AT_ONCE }).durationMs;
    const { durationMs } = estimateCost(plan, { ...pace, settlingMs });
    expect(durationMs).toBeGreaterThan(7_000_000);
    expect(durationMs - atOnce).toBeLessThanOrEqual(9_000_000);
    expect(estimateCost(plan, pace).durationMs).toBeGreaterThan(atOnce);
  });

  it('counts each write once and each object’s read-back, and what opening the vaults takes', async () => {
    const target = new MemoryTarget();
    const plan = await planRestore({ records, target });
    const cost = estimateCost(plan, { latencyMs: 10, concurrency: 1, settlingMs: AT_ONCE });
    const steps = plan.entries.flatMap(({ action, replay }) =>
      action === 'adopt' ? [] : (replay?.steps ?? []),
    );
    const opened = records.vault.length;
    // A provider is registered once for all vaults of a subscription.
    const shared = opened - new Set(records.vault.map(({ id }) => id.split('/')[2])).size;
    const writes = steps.length - shared + 2 * opened;
    expect(cost.writes.admin + cost.writes.user + cost.writes.vault).toBe(writes);
    expect(cost.durationMs).toBe((writes + steps.length + 2 * opened) * 10);
    expect(cost.busiest).toBeLessThanOrEqual(cost.writes.admin);
  });

  it('lets stages that nothing ties go on side by side, as the run does', async () => {
    const target = new TimedTarget(20);
    const plan = await planRestore({ records, target });
    const { durationMs } = estimateCost(plan, { latencyMs: 20, concurrency: 8, settlingMs: AT_ONCE });
    const startMs = target.nowMs;
    await runRestore({ plan, target, clock: target.clock, concurrency: 8 });
    const ratio = (target.nowMs - startMs) / durationMs;
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.5);
  });

  it('waits for the next hour beyond the budget', async () => {
    const plan = await planRestore({ records, target: new MemoryTarget() });
    const [first] = plan.stages.flatMap(({ entries }) => entries).filter(({ action }) => action === 'create');
    const [stage] = plan.stages.filter(({ entries }) => first !== undefined && entries.includes(first));
    if (first === undefined || stage === undefined) throw new Error('nothing is created');
    const many = { stage: stage.stage, entries: Array.from({ length: 2500 }, () => first) };
    const cost = estimateCost({ ...plan, stages: [many] }, { latencyMs: 1, concurrency: 8 });
    expect(cost.busiest).toBe(2500);
    expect(cost.durationMs).toBe(2 * 3_600_000);
  });
});
