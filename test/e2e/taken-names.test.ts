import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBSCRIPTION_IDS, TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { type RunningController, startController, type StateDocument } from '../../src/controller/index.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { systemClock } from '../../src/core/clock.js';
import { planRestore, type PlanOptions } from '../../src/use-cases/restore/plan/plan-restore.js';
import { runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import type { ConnectedTarget } from '../../src/adapters/azure/connect-target.js';
import { connectController, listContents } from './controller-cloud.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import { diffTarget } from '../../src/use-cases/restore/diff/diff-target.js';
import type { RestoreTarget } from '../../src/cloud/cloud-port.js';
import type { RestorePlan } from '../../src/use-cases/restore/plan/restore-plan.js';
import { parseRecordSelector } from '../../src/use-cases/restore/plan/restore-policy.js';
import { letInto } from '../fixtures/restore-run.js';
import { createCountingRandom } from './counting-random.js';

describe('taken names', () => {
  const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
  const [role] = records.roleDefinition;
  if (role === undefined) throw new Error('the company has no role of its own');
  const { roleName } = role.properties;
  const OTHER_GUID = 'aaaaaaaa-0000-4000-8000-000000000001';

  let controller: RunningController;
  let target: ConnectedTarget;
  let restored: StateDocument;

  beforeAll(async () => {
    controller = await startController({
      weather: { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } },
    });
    target = await connectController(controller);
    const result = await runRestore({ plan: await planAnew(), target, clock: systemClock });
    expect(result.outcome).toBeUndefined();
    restored = controller.control.dump();
  }, 60_000);
  beforeEach(() => controller.control.reset());
  afterAll(async () => {
    target.close();
    await controller.close();
  });

  const planAnew = () => planRestore({ records, target, closed: true });

  type StoredObject = StateDocument['collections'][string][number];

  /** The restored cloud, with one of its collections changed. */
  function loadChanged(collection: string, change: (object: StoredObject) => StoredObject | undefined): void {
    const objects = restored.collections[collection] ?? [];
    const changed = objects.map(change).filter((object) => object !== undefined);
    expect(changed).not.toEqual(objects);
    controller.control.load({
      ...restored,
      collections: { ...restored.collections, [collection]: changed },
    });
  }

  /** Subscriptions that are made under an offer with this plan, or through one that is. */
  function countUsers(planName: string): number {
    const named = (id: string) => id.endsWith(`/${planName}`);
    const offers = records.offer
      .filter(({ properties: { basePlanIds, addonPlans } }) =>
        [...basePlanIds, ...(addonPlans ?? []).map(({ planId }) => planId)].some(named),
      )
      .map(({ id }) => id);
    const direct = records.subscription.filter(({ offerId }) => offers.includes(offerId));
    const ids = new Set(direct.map(({ subscriptionId }) => subscriptionId));
    const customers = records.subscription.filter(
      ({ subscriptionId, delegatedProviderSubscriptionId: reseller }) =>
        !ids.has(subscriptionId) && typeof reseller === 'string' && ids.has(reseller),
    );
    return direct.length + customers.length;
  }

  interface Clash {
    readonly what: string;
    readonly prepare: () => void;
    readonly blocker: readonly [code: string, kind: string];
    /** Subscriptions that could not be used. */
    readonly lost: number;
  }

  const operatorId = (path: string) =>
    `/subscriptions/${controller.providerSubscriptionId}/resourceGroups/rg-other/providers/Microsoft.Subscriptions.Admin/${path}`;

  const otherGroup = () => ({
    id: `/subscriptions/${controller.providerSubscriptionId}/resourceGroups/rg-other`,
    location: controller.region,
  });

  const CLASHES: readonly Clash[] = [
    {
      what: 'a plan of another resource group',
      prepare: () => {
        const plan = { id: operatorId('plans/plan-gold'), name: 'plan-gold', properties: { quotaIds: [] } };
        controller.control.seed({ resourceGroup: [otherGroup()], plan: [plan] });
      },
      blocker: ['name', 'plan'],
      lost: countUsers('plan-gold'),
    },
    {
      what: 'an offer of another resource group',
      prepare: () => {
        const offer = {
          id: operatorId('offers/offer-bronze'),
          name: 'offer-bronze',
          properties: { basePlanIds: [] },
        };
        controller.control.seed({ resourceGroup: [otherGroup()], offer: [offer] });
      },
      blocker: ['name', 'offer'],
      lost: countUsers('plan-bronze'),
    },
    {
      what: 'a role of the operator’s own subscription',
      prepare: () => {
        const scope = `/subscriptions/${controller.providerSubscriptionId}`;
        controller.control.seed({
          roleDefinition: [
            {
              id: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${OTHER_GUID}`,
              name: OTHER_GUID,
              properties: { roleName, type: 'CustomRole', permissions: [], assignableScopes: [scope] },
            },
          ],
        });
      },
      blocker: ['name', 'roleDefinition'],
      lost: 0,
    },
    {
      what: 'a role of another subscription of the directory',
      prepare: () =>
        loadChanged('roleDefinitions', (object) =>
          object['roleName'] === roleName
            ? {
                ...object,
                name: OTHER_GUID,
                assignableScopes: [`/subscriptions/${SUBSCRIPTION_IDS.website}`],
              }
            : object,
        ),
      blocker: ['name', 'roleDefinition'],
      lost: 0,
    },
    {
      what: 'a vault of another subscription',
      prepare: () =>
        loadChanged('vaults', (object) =>
          object['name'] === 'kv-web'
            ? { ...object, subscriptionId: SUBSCRIPTION_IDS.financeProduction, resourceGroup: 'rg-finance' }
            : object,
        ),
      blocker: ['name', 'vault'],
      lost: 0,
    },
    {
      what: 'a vault that was deleted and not purged',
      prepare: () => {
        const vault = restored.collections['vaults']?.find(({ name }) => name === 'kv-web');
        expect(vault).toBeDefined();
        const dates = { deletionDate: '2023-01-20T00:00:00Z', scheduledPurgeDate: '2023-04-20T00:00:00Z' };
        controller.control.load({
          ...restored,
          collections: {
            ...restored.collections,
            vaults: restored.collections['vaults']?.filter((other) => other !== vault) ?? [],
            deletedVaults: [{ vault: vault ?? {}, ...dates }],
          },
        });
      },
      blocker: ['softDeleted', 'vault'],
      lost: 0,
    },
  ];

  describe('a name that the target has given away', () => {
    it.each(CLASHES)('to $what blocks, says what that costs, and nothing is written', async (clash) => {
      clash.prepare();
      const before = listContents(controller);
      controller.control.clearCounts();
      const plan = await planAnew();
      expect(plan.blockers).toHaveLength(1);
      const [code, kind] = clash.blocker;
      expect(plan.blockers[0]).toMatchObject({ code, kind, records: 1, subscriptions: clash.lost });
      const blocked = plan.entries.filter(({ action }) => action === 'blocked');
      expect(blocked.map((entry) => entry.kind)).toEqual([kind]);
      await expect(runRestore({ plan, target, clock: systemClock })).rejects.toMatchObject({
        code: 'PLAN_BLOCKED',
      });
      expect(controller.control.counts().calls).toBeGreaterThan(10);
      expect(controller.control.counts().writes).toBe(0);
      expect(listContents(controller)).toEqual(before);
    });

    it('is told with a purged vault out of the way', async () => {
      loadChanged('vaults', (object) => (object['name'] === 'kv-web' ? undefined : object));
      const plan = await planAnew();
      expect(plan.blockers).toEqual([]);
      const [vault] = plan.entries.filter(({ kind, id }) => kind === 'vault' && id.endsWith('/kv-web'));
      expect(vault?.action).toBe('create');
    });

    it('counts the subscriptions that hang on it', () => {
      expect(countUsers('plan-gold')).toBeGreaterThan(3);
      expect(countUsers('plan-bronze')).toBeGreaterThan(0);
    });
  });
});

describe('access that is left', () => {
  const PRINCIPAL = '0e55b5a5-0000-4000-8000-00000000000e';
  const company = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

  let random = createCountingRandom();
  let controller: RunningController;
  let target: ConnectedTarget;

  beforeAll(async () => {
    controller = await startController({
      deployment: { principalId: PRINCIPAL },
      weather: { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } },
      random: { guid: () => random.guid(), hex: (byteCount) => random.hex(byteCount) },
    });
    target = await connectController(controller);
  }, 60_000);
  beforeEach(() => {
    random = createCountingRandom();
    controller.control.reset();
  });
  afterAll(async () => {
    target.close();
    await controller.close();
  });

  /** Subscriptions are disabled in the last stage, and the killed run has not come there. */
  const HALF_MADE = { existingByKind: { subscription: 'update' } } as const;

  const planFor = (options: Partial<PlanOptions> = {}) =>
    planRestore({ records: company, target, ...options });
  const carryOut = (plan: RestorePlan, into: RestoreTarget = target) =>
    runRestore({ plan, target: into, clock: systemClock });

  /** Ends with the first secret: from then on no call leaves the process, as if it was killed. */
  function dieAtFirstSecret(alive: RestoreTarget): RestoreTarget {
    let isDead = false;
    const unlessDead = <R>(call: () => Promise<R>) =>
      isDead ? Promise.reject(new Error('this process is dead')) : call();
    return {
      ...alive,
      read: (address) => unlessDead(() => alive.read(address)),
      list: (address) => unlessDead(() => alive.list(address)),
      write: (address, body) => unlessDead(() => alive.write(address, body)),
      invoke: (address, body) => unlessDead(() => alive.invoke(address, body)),
      async append(address, body) {
        const reply = await unlessDead(() => alive.append(address, body));
        isDead = true;
        return reply;
      },
    };
  }

  async function crash(records: SetRecords = company): Promise<void> {
    const plan = await planFor({ records });
    await expect(carryOut(plan, dieAtFirstSecret(target))).rejects.toThrow('this process is dead');
    expect(listOpen().length).toBeGreaterThan(0);
  }

  /** Names of the vaults that name the one who restores. */
  function listOpen(): readonly string[] {
    const { vaults } = controller.control.dump().collections;
    return (vaults ?? []).flatMap((vault) => {
      const text = JSON.stringify(vault);
      return text.includes(PRINCIPAL) ? [/"name":"([^"]+)"/.exec(text)?.[1] ?? ''] : [];
    });
  }

  const vaultsOf = (plan: RestorePlan) =>
    plan.entries
      .filter(({ kind }) => kind === 'vault')
      .map(({ id, action }) => [id.split('/').at(-1), action]);

  async function changePolicies(name: string, objectId: string, secrets: readonly string[]): Promise<void> {
    const id = company.vault.find((vault) => vault.id.endsWith(`/${name}`))?.id ?? '';
    const address = { host: 'user', path: id, apiVersion: '2016-10-01' } as const;
    const properties = (await target.read(address))?.['properties'];
    const tenantId = /"tenantId":"([^"]+)"/.exec(JSON.stringify(properties))?.[1] ?? '';
    const policy = { tenantId, objectId, permissions: { keys: [], secrets, certificates: [] } };
    await target.write(
      { ...address, path: `${id}/accessPolicies/add` },
      { properties: { accessPolicies: [policy] } },
    );
  }

  describe('access that a run left behind when it was killed', () => {
    it('does not block a new plan, and is taken away: the cloud ends like an undisturbed one', async () => {
      await carryOut(await planFor());
      const undisturbed = listContents(controller);
      random = createCountingRandom();
      controller.control.reset();
      await crash();
      const open = listOpen();
      const blocked = await planFor();
      expect(new Set(blocked.blockers.map(({ kind }) => kind))).toEqual(new Set(['subscription']));
      for (const { reason } of blocked.blockers) expect(reason).toContain('--existing subscription=update');
      const plan = await planFor({ policy: HALF_MADE });
      expect(plan.blockers).toEqual([]);
      expect(vaultsOf(plan)).toEqual(
        company.vault.map(({ id }) => {
          const name = id.split('/').at(-1) ?? '';
          return [name, open.includes(name) ? 'update' : 'adopt'];
        }),
      );
      const result = await carryOut(plan);
      expect(result.outcome).toBeUndefined();
      expect(result.conservation.total.updated).toBeGreaterThanOrEqual(open.length);
      expect(listOpen()).toEqual([]);
      expect(listContents(controller)).toEqual(undisturbed);
      expect(vaultsOf(await planFor()).every(([, action]) => action === 'adopt')).toBe(true);
    });

    it('is taken away when the new plan leaves secrets out', async () => {
      await crash();
      const policy = { ...HALF_MADE, except: [parseRecordSelector('secret')] };
      const result = await carryOut(await planFor({ policy }));
      expect(result.outcome).toBeUndefined();
      expect(listOpen()).toEqual([]);
    });

    it('is no difference of the vault', async () => {
      await crash();
      const objects = await diffTarget({
        records: company,
        target,
        mapping: {},
        digest: () => 'digest',
      });
      const vaults = objects.filter(({ kind }) => kind === 'vault');
      expect(vaults).toHaveLength(company.vault.length);
      for (const { state } of vaults) expect(state).toBe('equal');
    });

    it('is told from what the principal was captured with, which comes back', async () => {
      // Less than restack needs.
      const records = { ...company, vault: letInto(company.vault, PRINCIPAL, ['get']) };
      await crash(records);
      const plan = await planFor({ records, policy: HALF_MADE });
      expect(plan.blockers).toEqual([]);
      expect((await carryOut(plan)).outcome).toBeUndefined();
      const kept = controller.control.dump().collections['vaults'] ?? [];
      expect(kept).toHaveLength(company.vault.length);
      for (const vault of kept)
        expect(JSON.stringify(vault)).toMatch(new RegExp(`${PRINCIPAL}.*"secrets":\\["get"\\]`));
    });
  });

  describe('access that somebody else gave', () => {
    it('is a difference when it goes beyond what restack adds, and stays', async () => {
      await carryOut(await planFor());
      await changePolicies('kv-web', PRINCIPAL, ['get', 'list', 'set', 'delete']);
      const before = listContents(controller);
      controller.control.clearCounts();
      const plan = await planFor();
      expect(plan.blockers.map(({ code, kind }) => [code, kind])).toEqual([['conflict', 'vault']]);
      await expect(carryOut(plan)).rejects.toMatchObject({ code: 'PLAN_BLOCKED' });
      expect(controller.control.counts().writes).toBe(0);
      expect(listContents(controller)).toEqual(before);
    });

    it('stays in a vault that a policy skips, while its secrets are compared', async () => {
      await carryOut(await planFor());
      await changePolicies('kv-web', '0e55b5a5-0000-4000-8000-0000000000ff', ['get']);
      const before = listContents(controller);
      const plan = await planFor({ policy: { existing: 'skip' } });
      expect(vaultsOf(plan)).toContainEqual(['kv-web', 'skip']);
      const result = await carryOut(plan);
      expect(result.outcome).toBeUndefined();
      expect(listContents(controller)).toEqual(before);
    });
  });
});
