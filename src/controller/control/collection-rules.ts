import { isJsonObject } from '../../cloud/json-value.js';
import { secretKey } from '../providers/vaults/secret-bundle.js';
import { type CollectionName, type CollectionTypes, keyOf } from '../cloud/state/cloud-state.js';

/** The key of the objects of a collection, and the members that each of them must have. */
interface CollectionRule<T> {
  readonly key: (value: T) => string;
  readonly strings: readonly string[];
  readonly arrays?: readonly string[];
  readonly objects?: readonly string[];
}

const byName = ({ name }: { readonly name: string }) => name;

/** The collections, as they are stored and loaded. */
export const COLLECTION_RULES: { readonly [C in CollectionName]: CollectionRule<CollectionTypes[C]> } = {
  resourceGroups: {
    key: (group) => keyOf(group.subscriptionId, group.name),
    strings: ['subscriptionId', 'name', 'location'],
  },
  computeQuotas: { key: byName, strings: ['name'], objects: ['values'] },
  networkQuotas: { key: byName, strings: ['name'], objects: ['values'] },
  storageQuotas: { key: byName, strings: ['name'], objects: ['values'] },
  registryQuotas: { key: byName, strings: ['name'], objects: ['values'] },
  plans: { key: byName, strings: ['name', 'resourceGroup', 'displayName'], arrays: ['quotaIds'] },
  offers: {
    key: byName,
    strings: ['name', 'resourceGroup', 'displayName', 'state'],
    arrays: ['basePlanIds', 'addonPlans'],
  },
  offerDelegations: {
    key: (delegation) => keyOf(delegation.offer, delegation.name),
    strings: ['name', 'resourceGroup', 'offer', 'subscriptionId'],
  },
  resellerOffers: {
    key: (offer) => keyOf(offer.providerSubscriptionId, offer.name),
    strings: ['name', 'providerSubscriptionId', 'offerDelegationName', 'displayName', 'accessibilityState'],
  },
  subscriptions: {
    key: (subscription) => subscription.subscriptionId,
    strings: [
      'subscriptionId',
      'displayName',
      'owner',
      'offerId',
      'tenantId',
      'delegatedProviderSubscriptionId',
      'routingResourceManagerType',
      'state',
    ],
  },
  acquiredPlans: {
    key: (plan) => keyOf(plan.subscriptionId, plan.acquisitionId),
    strings: ['subscriptionId', 'acquisitionId', 'planName', 'acquisitionTime'],
  },
  directoryTenants: { key: byName, strings: ['name', 'resourceGroup', 'tenantId'] },
  providerRegistrations: {
    key: (registration) => keyOf(registration.subscriptionId, registration.namespace),
    strings: ['subscriptionId', 'namespace'],
  },
  roleDefinitions: {
    key: byName,
    strings: ['name', 'roleName', 'type'],
    arrays: ['permissions', 'assignableScopes'],
  },
  roleAssignments: { key: byName, strings: ['name', 'scope', 'roleName', 'principalId'] },
  vaults: {
    key: byName,
    strings: ['name', 'subscriptionId', 'resourceGroup', 'tenantId', 'sku'],
    arrays: ['accessPolicies'],
  },
  deletedVaults: {
    key: (deleted) => deleted.vault.name,
    strings: ['deletionDate', 'scheduledPurgeDate'],
    objects: ['vault'],
  },
  secrets: {
    key: (secret) => secretKey(secret.vault, secret.name),
    strings: ['vault', 'name'],
    arrays: ['versions'],
  },
  deletedSecrets: {
    key: (deleted) => secretKey(deleted.secret.vault, deleted.secret.name),
    strings: [],
    objects: ['secret'],
  },
};

/** True when a value out of a file has the members of its collection. */
export function isOfCollection<C extends CollectionName>(
  name: C,
  value: unknown,
): value is CollectionTypes[C] {
  if (!isJsonObject(value)) return false;
  const { strings, arrays = [], objects = [] } = COLLECTION_RULES[name];
  return (
    strings.every((member) => typeof value[member] === 'string') &&
    arrays.every((member) => Array.isArray(value[member])) &&
    objects.every((member) => isJsonObject(value[member]))
  );
}
