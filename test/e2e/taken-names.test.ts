import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBSCRIPTION_IDS, TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { type RunningController, startController, type StateDocument } from '../../src/controller/index.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { systemClock } from '../../src/core/clock.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import { runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import type { ConnectedTarget } from '../../src/adapters/azure/connect-target.js';
import { connectController, listContents } from './controller-cloud.js';

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
