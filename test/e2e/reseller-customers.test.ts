import { afterEach, beforeEach, expect, it, afterAll, beforeAll, describe } from 'vitest';
import { SUBSCRIPTION_IDS, TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import { DEFAULT_POLICY, parseRecordSelector } from '../../src/use-cases/restore/plan/restore-policy.js';
import { runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import type { ConnectedTarget } from '../../src/adapters/azure/connect-target.js';
import { connectController } from './controller-cloud.js';
import { systemClock } from '../../src/core/clock.js';
import { diffTarget } from '../../src/use-cases/restore/diff/diff-target.js';

describe('customers of a reseller', () => {
  const company = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
  const RESELLER = SUBSCRIPTION_IDS.reseller;
  const [delegation] = company.offerDelegation;
  const provider = delegation?.id.split('/')[2] ?? '';
  const OFFER = `/subscriptions/${provider}/providers/Microsoft.Subscriptions.Admin/delegatedProviders/${RESELLER}/offers/partner-gold`;

  const isCustomer = (subscription: { readonly delegatedProviderSubscriptionId?: unknown }) =>
    subscription.delegatedProviderSubscriptionId === RESELLER;

  /** The sample company, whose reseller has made an offer of its own; one of its customers is disabled. */
  const records = {
    ...company,
    subscription: company.subscription.map((subscription) =>
      isCustomer(subscription)
        ? {
            ...subscription,
            offerId: OFFER,
            state: subscription.displayName === 'City museum' ? ('Disabled' as const) : subscription.state,
          }
        : subscription,
    ),
  };
  const customers = records.subscription.filter(isCustomer);

  let controller: RunningController;
  let target: ConnectedTarget;
  beforeEach(async () => {
    controller = await startController({
      weather: { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } },
    });
    target = await connectController(controller);
  }, 60_000);
  afterEach(async () => {
    target.close();
    await controller.close();
  });

  async function restore(only: readonly string[] = []) {
    const policy = { ...DEFAULT_POLICY, only: only.map(parseRecordSelector) };
    const plan = await planRestore({ records, target, policy });
    const result = await runRestore({ plan, target, clock: systemClock });
    return { plan, result };
  }

  function listStored() {
    const stored = JSON.stringify(controller.control.dump().collections.subscriptions);
    return customers.filter(({ subscriptionId }) => stored.includes(subscriptionId));
  }

  it('customers of a reseller wait for its offer, with the next step in words', async () => {
    const { plan, result } = await restore();
    const waiting = plan.entries.filter(({ kind, action }) => kind === 'subscription' && action === 'manual');
    expect(waiting).toHaveLength(customers.length);
    for (const { reason } of waiting) {
      expect(reason).toContain('partner-gold');
      expect(reason).toContain('--only "subscription/');
    }
    expect(result.outcome).toBeUndefined();
    expect(listStored()).toEqual([]);
  });

  it('they are created under the provider and moved, once the reseller has made its offer', async () => {
    await restore();
    controller.control.seed({
      resellerOffer: [
        {
          id: OFFER.replace(provider, controller.providerSubscriptionId),
          name: `${RESELLER}/partner-gold`,
          properties: {
            delegatedOfferId: `/subscriptions/${RESELLER}/providers/Microsoft.Subscriptions/delegatedOffers/offer-gold5f8d0`,
            displayName: 'Partner gold',
            accessibilityState: 'Public',
          },
        },
      ],
    });
    const only = customers.map(({ displayName }) => `subscription/${displayName ?? ''}`);
    controller.control.clearCounts();
    const { result } = await restore(only);
    expect(result.outcome).toBeUndefined();
    expect(result.readBack.different).toBe(0);
    expect(result.conservation.total.created).toBe(customers.length);
    expect(listStored()).toHaveLength(customers.length);
    for (const { subscriptionId, state } of customers) {
      const stored = await target.read({
        host: 'admin',
        path: `/subscriptions/${controller.providerSubscriptionId}/providers/Microsoft.Subscriptions.Admin/subscriptions/${subscriptionId}`,
        apiVersion: '2015-11-01',
      });
      expect(stored).toMatchObject({ state, delegatedProviderSubscriptionId: RESELLER });
      expect(stored?.['offerId']).toMatch(/\/offers\/partner-gold$/);
    }
    controller.control.clearCounts();
    const again = await restore(only);
    expect(again.result.outcome).toBeUndefined();
    expect(controller.control.counts().writes).toBe(0);
  });
});

describe('differences from a target', () => {
  const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
  const GUID = 'aaaaaaaa-0000-4000-8000-000000000001';

  let controller: RunningController;
  let target: ConnectedTarget;

  beforeAll(async () => {
    controller = await startController({
      weather: { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } },
    });
    target = await connectController(controller);
    const plan = await planRestore({ records, target });
    expect((await runRestore({ plan, target, clock: systemClock })).outcome).toBeUndefined();
  }, 60_000);
  afterAll(async () => {
    target.close();
    await controller.close();
  });

  async function listDifferences(): Promise<readonly string[]> {
    controller.control.clearCounts();
    const objects = await diffTarget({
      records,
      target,
      mapping: {},
      digest: () => 'digest',
    });
    expect(controller.control.counts().calls).toBeGreaterThan(20);
    expect(controller.control.counts().writes).toBe(0);
    return objects
      .filter(({ state }) => state !== 'equal' && state !== 'notCompared')
      .map(({ state, kind, id }) => `${state} ${kind} ${id.split('/').at(-1) ?? ''}`)
      .toSorted();
  }

  it('finds a restored cloud equal, and then whatever somebody makes beside it', async () => {
    expect(await listDifferences()).toEqual([]);
    const scope = `/subscriptions/${SUBSCRIPTION_IDS.website}`;
    const group = `${scope}/resourceGroups/rg-new`;
    const operator = `/subscriptions/${controller.providerSubscriptionId}`;
    const quota = `${operator}/providers/Microsoft.Compute.Admin/locations/${controller.region}/quotas/cq-new`;
    const [vault] = records.vault;
    const seeded = controller.control.seed({
      resourceGroup: [group, `${operator}/resourceGroups/rg-new-offers`].map((id) => ({
        id,
        location: controller.region,
      })),
      computeQuota: [{ id: quota, name: 'cq-new', properties: { coresLimit: 1 } }],
      vault: [{ ...vault, id: `${group}/providers/Microsoft.KeyVault/vaults/kv-new`, name: 'kv-new' }],
      roleDefinition: [
        {
          id: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${GUID}`,
          name: GUID,
          properties: {
            roleName: 'New',
            type: 'CustomRole',
            permissions: [],
            assignableScopes: [scope, operator],
          },
        },
      ],
    });
    expect([...seeded.values()].reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(await listDifferences()).toEqual([
      'onlyRight computeQuota cq-new',
      'onlyRight resourceGroup rg-new',
      'onlyRight resourceGroup rg-new-offers',
      `onlyRight roleDefinition ${GUID}`,
      'onlyRight vault kv-new',
    ]);
  });
});
