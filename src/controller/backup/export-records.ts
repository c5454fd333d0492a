import { isSystemGroup } from '../../cloud/shipped-resources.js';
import type { Cloud } from '../cloud/cloud.js';
import { describeAcquiredPlan } from '../providers/subscriptions/acquired-plans.js';
import { describeComputeQuota } from '../providers/quotas/compute-quotas.js';
import { describeDirectoryTenant } from '../providers/subscriptions/directory-tenants.js';
import { describeNetworkQuota } from '../providers/quotas/network-quotas.js';
import { describeOfferDelegation } from '../providers/subscriptions/offer-delegations.js';
import { describeOffer } from '../providers/offers/offers.js';
import { describePlan } from '../providers/offers/plans.js';
import { describeResourceGroup } from '../providers/resources/resource-groups.js';
import { describeRoleAssignment } from '../providers/access/role-assignments.js';
import { describeRoleDefinition } from '../providers/access/role-definitions.js';
import { subscriptionOfScope } from '../providers/access/scopes.js';
import { describeStorageQuota } from '../providers/quotas/storage-quotas.js';
import { countOfferSubscriptions, countPlanSubscriptions } from '../providers/offers/subscription-counts.js';
import { describeSubscription } from '../providers/subscriptions/user-subscriptions.js';
import { describe as describeVault } from '../providers/vaults/vaults.js';
import { keyOf } from '../cloud/state/cloud-state.js';
import type { UserSubscription } from '../cloud/state/stored-objects.js';
import { describeBundle } from '../providers/vaults/secret-bundle.js';
import type { ExportedRecords } from '../cloud/backups/backup-share.js';

/**
 * The records of everything in the cloud that a backup set can hold, in the shapes of the public API. Objects that
 * every deployment makes by itself are left out. Disabled secrets are there too, since the service reads its own state.
 * Source: format specification, section 5.
 */
export function exportRecords(cloud: Cloud): ExportedRecords {
  const { state, ids, names } = cloud;
  const at = (more: Readonly<Record<string, string>> = {}) => ({
    params: { subscriptionId: ids.providerSubscriptionId, location: names.region, ...more },
  });
  const users = state.subscriptions.list().filter(isLasting);
  const userIds = new Set(users.map(({ subscriptionId }) => subscriptionId.toLowerCase()));
  const isCovered = (id: string | undefined) =>
    id !== undefined &&
    (userIds.has(id.toLowerCase()) || id.toLowerCase() === ids.providerSubscriptionId.toLowerCase());
  const vaults = state.vaults
    .list()
    .filter(({ subscriptionId }) => userIds.has(subscriptionId.toLowerCase()));
  const vaultNames = new Set(vaults.map(({ name }) => name.toLowerCase()));
  const planCounts = countPlanSubscriptions(cloud);
  const offerCounts = countOfferSubscriptions(cloud);
  return {
    directoryTenant: state.directoryTenants
      .list()
      .map((tenant) => describeDirectoryTenant(tenant, at({ resourceGroup: tenant.resourceGroup }), cloud)),
    resourceGroup: listGroups(cloud),
    computeQuota: state.computeQuotas
      .list()
      .map((quota) => describeComputeQuota(quota, { ...at(), apiVersion: '2021-01-01' })),
    networkQuota: state.networkQuotas.list().map((quota) => describeNetworkQuota(quota, at())),
    storageQuota: state.storageQuotas.list().map((quota) => describeStorageQuota(quota, at())),
    plan: state.plans.list().map((plan) => describePlan(plan, { call: at(), cloud }, planCounts)),
    offer: state.offers.list().map((offer) => describeOffer(offer, { call: at(), cloud }, offerCounts)),
    subscription: users.map((subscription) => describeSubscription(subscription, at())),
    offerDelegation: state.offerDelegations
      .list()
      .map((item) => describeOfferDelegation(item, at({ resourceGroup: item.resourceGroup }), cloud)),
    acquiredPlan: state.acquiredPlans
      .list()
      .filter(({ subscriptionId }) => userIds.has(subscriptionId.toLowerCase()))
      .map((plan) => describeAcquiredPlan(plan, at())),
    roleDefinition: state.roleDefinitions
      .list()
      .map((role) => describeRoleDefinition(role, { params: { scope: role.assignableScopes[0] ?? '/' } })),
    roleAssignment: state.roleAssignments
      .list()
      .filter(({ scope }) => isCovered(subscriptionOfScope(scope)))
      .map(describeRoleAssignment),
    vault: vaults.map((vault) => {
      const { subscriptionId, resourceGroup } = vault;
      return describeVault(vault, { params: { subscriptionId, resourceGroup } }, cloud);
    }),
    secret: state.secrets
      .list()
      .filter(({ vault }) => vaultNames.has(vault.toLowerCase()))
      .flatMap((secret) => secret.versions.map((version) => describeBundle(secret, version, cloud))),
  };
}

/** True for a subscription of a user that is not on its way out. */
function isLasting({ routingResourceManagerType, state }: UserSubscription): boolean {
  return routingResourceManagerType !== 'Admin' && (state === 'Enabled' || state === 'Disabled');
}

const GROUP = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)/i;

/** Groups in which plans, offers or vaults lie, or in which a role is assigned; others are the users' own. */
function listGroups(cloud: Cloud): readonly object[] {
  const { state, ids } = cloud;
  const wanted = new Set<string>();
  const want = (subscriptionId: string, group: string) =>
    wanted.add(keyOf(subscriptionId, group).toLowerCase());
  for (const { resourceGroup } of [...state.plans.list(), ...state.offers.list()]) {
    want(ids.providerSubscriptionId, resourceGroup);
  }
  for (const { subscriptionId, resourceGroup } of state.vaults.list()) want(subscriptionId, resourceGroup);
  for (const { scope } of state.roleAssignments.list()) {
    const [, subscriptionId, group] = GROUP.exec(scope) ?? [];
    if (subscriptionId !== undefined && group !== undefined) want(subscriptionId, group);
  }
  return state.resourceGroups
    .list()
    .filter(({ subscriptionId, name }) => wanted.has(keyOf(subscriptionId, name).toLowerCase()))
    .filter(({ name }) => !isSystemGroup(name))
    .map((group) => {
      const { subscriptionId, name } = group;
      return describeResourceGroup(group, { params: { subscriptionId, resourceGroup: name } });
    });
}
