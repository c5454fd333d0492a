import { describe, expect, it } from 'vitest';
import { CONTOSO, TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import { acquiredPlan } from '../../../../../samples/generator/records/tenants.js';
import { stableGuid } from '../../../../../samples/generator/stable-values.js';
import type { SetRecords } from '../../../../../src/backup-set/content/records.js';
import type { JsonObject } from '../../../../../src/cloud/json-value.js';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { checkReferences } from '../../../../../src/use-cases/restore/plan/check/check-references.js';
import type { DescribedRecord } from '../../../../../src/use-cases/restore/plan/describe-records.js';
import { planRestore, type PlanOptions } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { createReferenceGraph } from '../../../../../src/use-cases/restore/plan/check/reference-graph.js';
import type { RestorePlan } from '../../../../../src/use-cases/restore/plan/restore-plan.js';
import { runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import type { StageName } from '../../../../../src/use-cases/restore/stage-order.js';
import type { Presence } from '../../../../../src/use-cases/restore/kinds/target-resources.js';
import { createFixedClock } from '../../../../doubles/app-context.js';
import { MemoryTarget, TARGET } from '../../../../doubles/memory-target.js';

type TargetObject = JsonObject & { readonly id: string };

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const clock = createFixedClock();
const provider = TARGET.providerSubscriptionId;

/** A target that answers reads and lists with these objects. */
function createTarget(objects: readonly TargetObject[] = []): MemoryTarget {
  const target = new MemoryTarget();
  for (const object of objects) target.objects.set(object.id.toLowerCase(), object);
  return target;
}

const planFor = (options: Partial<PlanOptions> & { readonly target: MemoryTarget }) =>
  planRestore({ records, closed: true, ...options });

async function expectBlocked(plan: RestorePlan, target: MemoryTarget): Promise<void> {
  await expect(runRestore({ plan, target, clock })).rejects.toMatchObject({ code: 'PLAN_BLOCKED' });
  expect(target.writes).toEqual([]);
}

/** The objects of a fresh cloud, as far as the set's plans refer to them. */
const SHIPPED = [
  'Microsoft.KeyVault.Admin/locations/drill/quotas/Unlimited',
  'Microsoft.Subscriptions.Admin/locations/drill/quotas/delegatedProviderQuota',
].map((name) => ({ id: `/subscriptions/${provider}/providers/${name}` }));

describe('an add-on plan that the provider subscription acquired', () => {
  it.each([
    ['is acquired again', 'plan-gpu-addon', 'create'],
    ['comes with the deployment where the set does not have the plan', 'plan-shipped', 'skip'],
  ])('%s', async (_what, planName, action) => {
    const acquired = acquiredPlan(CONTOSO, CONTOSO.providerSubscriptionId, {
      acquisitionId: stableGuid('acquired by the provider'),
      planName,
      acquiredAt: '2022-02-14T08:00:00.000Z',
    });
    const target = createTarget(SHIPPED);
    const plan = await planFor({ target, records: { ...records, acquiredPlan: [acquired] } });
    expect(plan.blockers).toEqual([]);
    expect(plan.entries.filter(({ kind }) => kind === 'acquiredPlan')).toMatchObject([{ action }]);
    const { outcome } = await runRestore({ plan, target, clock });
    expect(outcome).toBeUndefined();
    const written = target.writes.filter(({ path }) => path.includes('/acquiredPlans/'));
    expect(written).toHaveLength(action === 'create' ? 1 : 0);
  });
});

describe('references that lead out of the set', () => {
  it('resolve in the target', async () => {
    const plan = await planFor({ target: createTarget(SHIPPED) });
    expect(plan.blockers).toEqual([]);
    expect(plan.notes.filter((note) => !note.includes('delegatedproviders'))).toEqual([]);
  });

  it('block when the target lacks it, too, and say what that costs', async () => {
    const target = createTarget(SHIPPED.slice(1));
    const plan = await planFor({ target });
    expect(plan.blockers).toHaveLength(1);
    const [blocker] = plan.blockers;
    expect(blocker).toMatchObject({ code: 'reference', kind: 'plan' });
    const affected = plan.entries.filter(({ action }) => action === 'blocked');
    expect(affected).toHaveLength(blocker?.records ?? 0);
    expect(blocker?.subscriptions).toBeGreaterThan(0);
    await expectBlocked(plan, target);
  });

  it('are a note when the target may not be asked', async () => {
    class Reticent extends MemoryTarget {
      override list(address: Parameters<MemoryTarget['list']>[0]) {
        return address.path.includes('KeyVault.Admin') || address.path.includes('keyvault.admin')
          ? Promise.reject(new RestackError('PERMISSION_MISSING', 'no'))
          : super.list(address);
      }
    }
    const target = new Reticent();
    for (const object of SHIPPED) target.objects.set(object.id.toLowerCase(), object);
    const plan = await planFor({ target });
    expect(plan.blockers).toEqual([]);
    expect(plan.notes.some((note) => note.includes('microsoft.keyvault.admin'))).toBe(true);
  });
});

describe('an offer that stays decommissioned', () => {
  it('takes no new subscription: one that was deleted since is unmet', async () => {
    const target = createTarget(SHIPPED);
    await runRestore({ plan: await planFor({ target }), target, clock });
    const closed = records.offer.find(({ properties }) => properties.state === 'Decommissioned');
    const name = closed?.id.split('/').at(-1) ?? '';
    const lost = [...target.objects].find(([, { offerId }]) => {
      return typeof offerId === 'string' && offerId.endsWith(`/${name}`);
    })?.[0];
    target.objects.delete(lost ?? '');
    target.writes.length = 0;
    const plan = await planFor({ target });
    expect(plan.blockers).toMatchObject([
      { code: 'unmet', kind: 'subscription', id: lost, subscriptions: 1 },
    ]);
    await expectBlocked(plan, target);
  });
});

describe('checkReferences', () => {
  const describe_ = (id: string, stage: StageName, references: readonly string[]): DescribedRecord => ({
    kind: 'plan',
    recordIndex: 0,
    id,
    disposition: {
      action: 'replay',
      replay: {
        address: { host: 'admin', path: id, apiVersion: 'x' },
        steps: [{ stage, body: {} }],
        references,
      },
    },
  });
  const check = (described: readonly DescribedRecord[], presence: Presence = 'there') =>
    checkReferences({
      described,
      graph: createReferenceGraph(described),
      entryOf: () => ({ action: 'create' }),
      homeTenantId: TARGET.homeTenantId,
      findPresence: () => Promise.resolve(presence),
    });

  it('finds circles of any length, each once', async () => {
    const circle = [
      describe_('/a', 'plans', ['/b']),
      describe_('/b', 'plans', ['/c']),
      describe_('/c', 'plans', ['/a']),
      describe_('/d', 'offers', ['/a', '/d']),
    ];
    const { obstacles } = await check(circle);
    expect(obstacles.map(({ code, records: of }) => [code, of.map(({ id }) => id)])).toEqual([
      ['cycle', ['/a', '/b', '/c']],
      ['cycle', ['/d']],
    ]);
  });

  it('finds what would come too late', async () => {
    const { obstacles } = await check([describe_('/a', 'plans', ['/b']), describe_('/b', 'offers', [])]);
    expect(obstacles.map(({ code, records: of }) => [code, of.map(({ id }) => id)])).toEqual([
      ['order', ['/a']],
    ]);
  });

  it('takes a chain of ten thousand', async () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      describe_(`/${index}`, 'plans', [`/${index + 1}`]),
    );
    const { obstacles } = await check(chain);
    expect(obstacles.every(({ code }) => code === 'order')).toBe(true);
  });

  it.each([
    ['there', [], []],
    ['absent', ['reference'], []],
    ['unknown', [], ['/x']],
  ] as const)('asks for what the set lacks: %s', async (presence, codes, unjudged) => {
    const verdict = await check(
      [describe_('/a', 'plans', ['/x']), describe_('/b', 'plans', ['/x'])],
      presence,
    );
    expect(verdict.obstacles.map(({ code }) => code)).toEqual(codes);
    expect(verdict.unjudged).toEqual(unjudged);
  });
});

describe('names', () => {
  const [plan] = records.plan;
  const [vault] = records.vault;
  const [role] = records.roleDefinition;
  if (plan === undefined || vault === undefined || role === undefined)
    throw new Error('the company is too small');
  const elsewhere = plan.id.replace(/resourceGroups\/[^/]+/i, 'resourceGroups/rg-elsewhere');
  const group = {
    id: plan.id.replace(/\/resourceGroups\/.*/i, '/resourceGroups/rg-elsewhere'),
    location: 'seattle',
  };

  const CASES: readonly (readonly [string, SetRecords])[] = [
    [
      'two plans in two groups',
      {
        ...records,
        plan: [...records.plan, { ...plan, id: elsewhere }],
        resourceGroup: [...records.resourceGroup, group],
      },
    ],
    [
      'two roles in one directory',
      {
        ...records,
        roleDefinition: [
          ...records.roleDefinition,
          { ...role, id: role.id.replace(/[^/]+$/, 'aaaaaaaa-0000-4000-8000-000000000001') },
        ],
      },
    ],
  ];

  it.each(CASES)('that %s bear are a clash', async (_, some) => {
    const target = createTarget(SHIPPED);
    const result = await planFor({ target, records: some });
    expect(result.blockers.map(({ code, records: count }) => [code, count])).toEqual([['name', 2]]);
    await expectBlocked(result, target);
  });

  it('that a mapping makes one are a clash', async () => {
    const [first, second] = records.vault.map(({ id }) => id.split('/').at(-1) ?? '');
    const target = createTarget(SHIPPED);
    const result = await planFor({ target, mapping: { vaultNames: { [first ?? '']: second ?? '' } } });
    expect(result.blockers.map(({ code }) => code)).toContain('name');
    await expectBlocked(result, target);
  });

  it('that another plan of the target bears are a clash', async () => {
    const taken = `/subscriptions/${provider}/resourceGroups/rg-other/providers/Microsoft.Subscriptions.Admin/plans/${plan.id.split('/').at(-1) ?? ''}`;
    const target = createTarget([...SHIPPED, { id: taken }]);
    const result = await planFor({ target });
    expect(result.blockers.map(({ code, kind }) => [code, kind])).toEqual([['name', 'plan']]);
    await expectBlocked(result, target);
  });
});

describe('principals that the target cannot know', () => {
  const ids = new Set([
    ...records.roleAssignment.map(({ properties }) => properties.principalId),
    ...records.vault.flatMap(({ properties }) =>
      (properties.accessPolicies ?? []).map(({ objectId }) => objectId),
    ),
  ]);
  const target = createTarget(SHIPPED);

  it('are listed once, with everything that hangs on them, and block', async () => {
    const plan = await planFor({ target, policy: { unmapped: 'block' } });
    const principals = plan.unmapped.map(({ principal }) => principal);
    expect(new Set(principals).size).toBe(principals.length);
    expect(plan.blockers).toHaveLength(principals.length);
    expect(plan.blockers.every(({ code }) => code === 'principal')).toBe(true);
    const hanging = plan.unmapped.flatMap(({ uses }) =>
      uses.map(({ kind, recordIndex }) => `${kind} ${recordIndex}`),
    );
    const blocked = plan.entries.filter(({ action }) => action === 'blocked');
    expect(new Set(hanging)).toEqual(
      new Set(blocked.map(({ kind, recordIndex }) => `${kind} ${recordIndex}`)),
    );
    await expectBlocked(plan, target);
  });

  it('are none when a mapping names them all', async () => {
    const principals = Object.fromEntries([...ids].map((id) => [id, id]));
    const plan = await planFor({ target, policy: { unmapped: 'block' }, mapping: { principals } });
    expect(plan.unmapped).toEqual([]);
    expect(plan.blockers).toEqual([]);
  });

  it('are none when the directory is the same', async () => {
    const [home] = records.directoryTenant;
    const same = new MemoryTarget();
    const identity = { ...TARGET, homeTenantId: home?.properties.tenantId.toLowerCase() ?? '' };
    const plan = await planFor({ target: Object.assign(same, { identity }), policy: { unmapped: 'block' } });
    expect(plan.unmapped).toEqual([]);
  });

  it('are all of them when AD FS takes the place of Azure AD', async () => {
    const adfs = Object.assign(new MemoryTarget(), {
      identity: { ...TARGET, identitySystem: 'adfs' } as const,
    });
    const plan = await planFor({ target: adfs, policy: { unmapped: 'block' } });
    expect(plan.unmapped.length).toBe(new Set([...ids].map((id) => id.toLowerCase())).size);
  });

  it('leave a person to do with the policy manual: vaults come without them', async () => {
    const fresh = createTarget(SHIPPED);
    const plan = await planFor({ target: fresh, policy: { unmapped: 'manual' } });
    expect(plan.blockers).toEqual([]);
    const strangers = new Set(plan.unmapped.map(({ principal }) => principal));
    const result = await runRestore({ plan, target: fresh, clock });
    expect(result.conservation.unaccounted).toEqual([]);
    expect(result.conservation.total.failed).toBe(0);
    const sent = JSON.stringify(fresh.writes.filter(({ path }) => path.includes('/vaults/')));
    for (const principal of strangers) expect(sent).not.toContain(principal);

    const again = await planFor({ target: fresh, policy: { unmapped: 'manual' } });
    const vaultsOf = ({ entries }: typeof plan) => entries.filter(({ kind }) => kind === 'vault');
    expect(vaultsOf(again).map(({ action }) => action)).toEqual(vaultsOf(plan).map(() => 'adopt'));
    const tasksOf = (planned: typeof plan) => vaultsOf(planned).map(({ left }) => left?.task);
    expect(tasksOf(plan).some((task) => task !== undefined)).toBe(true);
    expect(tasksOf(again)).toEqual(tasksOf(plan));
  });
});
