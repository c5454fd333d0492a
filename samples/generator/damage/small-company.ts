import type { PayloadKind } from '../../../src/schema/payloads.js';
import { quotaId, vaultId } from '../cloud.js';
import { CONTOSO } from '../contoso/cloud.js';
import { CANARY, stableGuid } from '../stable-values.js';
import {
  acquiredPlan,
  roleAssignment,
  roleDefinition,
  secret,
  subscription,
  vault,
} from '../records/tenants.js';
import {
  computeQuota,
  directoryTenant,
  networkQuota,
  offer,
  offerDelegation,
  plan,
  resourceGroup,
  storageQuota,
} from '../records/catalogue.js';

/** A JSON object that may be bent into anything. */
export type JsonObject = Record<string, unknown>;

/** The records by kind, as plain JSON: damage does not stop at types. */
export type MutableCompany = Record<PayloadKind, JsonObject[]>;

/** The one subscription. */
export const SUBSCRIPTION_ID = stableGuid('small subscription');

/** An id that stands for something that is not there. */
export const NOWHERE = stableGuid('nowhere');

/** The plans, offers and subscriptions, as a database has them too. */
export const SMALL_CATALOGUE = {
  plan: ['plan', 'addon'].map((name) =>
    plan(CONTOSO, `rg-offers/${name}`, {
      displayName: name,
      quotaIds: [quotaId(CONTOSO, 'Microsoft.Compute.Admin', 'cq')],
    }),
  ),
  offer: [
    offer(CONTOSO, 'rg-offers/offer', {
      displayName: 'Offer',
      state: 'Public',
      basePlans: ['rg-offers/plan'],
      addonPlans: { 'rg-offers/addon': 1 },
    }),
  ],
  subscription: [
    subscription(CONTOSO, SUBSCRIPTION_ID, {
      displayName: 'Small',
      owner: 'small@contoso.example',
      offer: 'rg-offers/offer',
    }),
  ],
};

/** One record of each kind, all references whole. */
export function createSmallCompany(): MutableCompany {
  const group = { subscriptionId: SUBSCRIPTION_ID, name: 'rg' };
  const place = { subscriptionId: SUBSCRIPTION_ID, group: 'rg', name: 'kv-small' };
  const role = roleDefinition('Auditor', {
    description: 'Reads',
    actions: ['*/read'],
    assignableScopes: [`/subscriptions/${SUBSCRIPTION_ID}`],
  });
  const scope = vaultId(place.subscriptionId, place.group, place.name);
  return {
    directoryTenant: [{ ...directoryTenant(CONTOSO, 'contoso.onmicrosoft.com', CONTOSO.homeTenantId) }],
    resourceGroup: [
      { ...resourceGroup(CONTOSO, { subscriptionId: CONTOSO.providerSubscriptionId, name: 'rg-offers' }) },
      { ...resourceGroup(CONTOSO, group) },
    ],
    computeQuota: [{ ...computeQuota(CONTOSO, 'cq', { machines: 8, cores: 16, diskGb: 512 }) }],
    networkQuota: [{ ...networkQuota(CONTOSO, 'nq', 8) }],
    storageQuota: [{ ...storageQuota(CONTOSO, 'sq', { accounts: 2, capacityGb: 256 }) }],
    plan: structuredClone(SMALL_CATALOGUE.plan).map((record) => ({ ...record })),
    offer: structuredClone(SMALL_CATALOGUE.offer).map((record) => ({ ...record })),
    subscription: structuredClone(SMALL_CATALOGUE.subscription).map((record) => ({ ...record })),
    offerDelegation: [
      {
        ...offerDelegation(CONTOSO, 'rg-offers/offer', {
          name: 'offer12345',
          subscriptionId: SUBSCRIPTION_ID,
        }),
      },
    ],
    acquiredPlan: [
      {
        ...acquiredPlan(CONTOSO, SUBSCRIPTION_ID, {
          acquisitionId: stableGuid('small acquisition'),
          planName: 'addon',
          acquiredAt: '2023-01-10T08:00:00Z',
        }),
      },
    ],
    roleDefinition: [{ ...role }],
    roleAssignment: [{ ...roleAssignment(scope, role.name, stableGuid('small auditor')) }],
    vault: [{ ...vault(CONTOSO, place, { tenantId: CONTOSO.homeTenantId, objectIds: [NOWHERE] }) }],
    secret: [{ ...secret(CONTOSO, 'kv-small/key', { value: `${CANARY}-small`, created: 1_673_000_000 }) }],
  };
}

/** The first record of a list. @throws when there is none. */
export function firstOf(records: readonly JsonObject[]): JsonObject {
  const [first] = records;
  if (first === undefined) throw new RangeError('there is no record to damage');
  return first;
}

/** The `properties` of the first record of a list. */
export function propertiesOf(records: readonly JsonObject[]): JsonObject {
  const { properties } = firstOf(records);
  if (!isJsonObject(properties)) throw new RangeError('the record has no properties');
  return properties;
}

/** True for a JSON object; false for an array, a scalar and null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
