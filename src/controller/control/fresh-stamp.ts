import type { RandomSource } from '../cloud/repeatable-sources.js';
import type { CloudIds } from '../cloud/cloud.js';
import { readComputeQuota } from '../providers/quotas/compute-quotas.js';
import { createEtag, readNetworkQuota } from '../providers/quotas/network-quotas.js';
import { readStorageQuota } from '../providers/quotas/storage-quotas.js';
import { type CloudState, createEmptyState, keyOf } from '../cloud/state/cloud-state.js';
import type { UserSubscription } from '../cloud/state/stored-objects.js';

const DEFAULT_QUOTA = 'Default Quota';

/** The values of the recorded default compute quota. Source: REST reference, section 3.1. */
const COMPUTE_DEFAULTS = {
  properties: {
    virtualMachineCount: 20,
    coresLimit: 50,
    availabilitySetCount: 10,
    vmScaleSetCount: 20,
    maxAllocationStandardManagedDisksAndSnapshots: 2048,
    maxAllocationPremiumManagedDisksAndSnapshots: 2048,
  },
};

const STORAGE_DEFAULTS = { properties: { numberOfStorageAccounts: 20, capacityInGb: 2048 } };

/**
 * The objects that a deployment has made before anybody has used the cloud. Source: REST reference, sections 2.2, 3, 6
 * and 10.8.
 */
export function createFreshState(stamp: {
  readonly ids: CloudIds;
  readonly region: string;
  readonly random: RandomSource;
}): CloudState {
  const { ids, region, random } = stamp;
  const state = createEmptyState();
  for (const name of [`system.${region}`, 'system.global']) {
    const group = { subscriptionId: ids.providerSubscriptionId, name, location: region };
    state.resourceGroups.set(keyOf(ids.providerSubscriptionId, name), group);
  }
  state.directoryTenants.set(`${region}.onmicrosoft.com`, {
    name: `${region}.onmicrosoft.com`,
    resourceGroup: `system.${region}`,
    tenantId: ids.tenantId,
  });
  state.computeQuotas.set(DEFAULT_QUOTA, readComputeQuota(DEFAULT_QUOTA, COMPUTE_DEFAULTS));
  const etag = createEtag(random.guid());
  state.networkQuotas.set(DEFAULT_QUOTA, readNetworkQuota(DEFAULT_QUOTA, {}, etag));
  state.storageQuotas.set(DEFAULT_QUOTA, readStorageQuota(DEFAULT_QUOTA, STORAGE_DEFAULTS));
  for (const subscription of operatorSubscriptions(ids, region, random)) {
    state.subscriptions.set(subscription.subscriptionId, subscription);
  }
  return state;
}

function operatorSubscriptions(ids: CloudIds, region: string, random: RandomSource): UserSubscription[] {
  const offerId = `/subscriptions/${ids.providerSubscriptionId}/resourceGroups/system.global/providers/Microsoft.Subscriptions.Admin/offers/${random.guid()}`;
  const create = (subscriptionId: string, displayName: string): UserSubscription => ({
    subscriptionId,
    displayName,
    owner: `admin@${region}.onmicrosoft.com`,
    offerId,
    tenantId: ids.tenantId,
    delegatedProviderSubscriptionId: ids.providerSubscriptionId,
    routingResourceManagerType: 'Admin',
    state: 'Enabled',
  });
  return [
    create(ids.providerSubscriptionId, 'Default Provider Subscription'),
    create(ids.meteringSubscriptionId, 'Metering Subscription'),
    create(ids.consumptionSubscriptionId, 'Consumption Subscription'),
  ];
}
