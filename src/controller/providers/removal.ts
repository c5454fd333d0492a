import { normalizeArmId } from '../../cloud/arm-id.js';
import type { Cloud } from '../cloud/cloud.js';
import { isWithin } from '../identity/authorize.js';
import { armError, empty, type Reply } from '../wire/reply.js';
import type { StoredResourceGroup, StoredVault, UserSubscription } from '../cloud/state/stored-objects.js';

/** Removes what lies in a group. Plans and offers must be deleted before it. */
export function removeGroupContent(group: StoredResourceGroup, cloud: Cloud): Reply | undefined {
  const name = group.name.toLowerCase();
  const { state } = cloud;
  const isProviders = group.subscriptionId.toLowerCase() === cloud.ids.providerSubscriptionId.toLowerCase();
  const isIn = (object: { readonly resourceGroup: string }) => object.resourceGroup.toLowerCase() === name;
  if (isProviders && (state.plans.find(isIn) ?? state.offers.find(isIn)) !== undefined) {
    const message = `The resource group '${group.name}' holds plans or offers that are in use.`;
    return armError(409, { code: 'ResourceGroupDeletionBlocked', message });
  }
  if (isProviders) state.directoryTenants.deleteWhere(isIn);
  for (const vault of state.vaults.list()) {
    const isOfGroup =
      isIn(vault) && vault.subscriptionId.toLowerCase() === group.subscriptionId.toLowerCase();
    if (isOfGroup) removeVault(vault, cloud);
  }
  removeAssignmentsWithin(`/subscriptions/${group.subscriptionId}/resourceGroups/${group.name}`, cloud);
  return undefined;
}

/** Role assignments go with the scope they sit at. */
function removeAssignmentsWithin(scope: string, cloud: Cloud): void {
  const outer = normalizeArmId(scope);
  cloud.state.roleAssignments.deleteWhere((assignment) => isWithin(normalizeArmId(assignment.scope), outer));
}

/** Removes a user subscription with everything in it. */
export function removeSubscription(subscription: UserSubscription, cloud: Cloud): Reply {
  const refused = checkRemovable(subscription, cloud);
  if (refused !== undefined) return refused;
  const id = subscription.subscriptionId.toLowerCase();
  const isOf = (object: { readonly subscriptionId: string }) => object.subscriptionId.toLowerCase() === id;
  const { state } = cloud;
  for (const vault of state.vaults.list()) if (isOf(vault)) removeVault(vault, cloud);
  removeAssignmentsWithin(`/subscriptions/${id}`, cloud);
  state.providerRegistrations.deleteWhere(isOf);
  state.resourceGroups.deleteWhere(isOf);
  state.acquiredPlans.deleteWhere(isOf);
  state.offerDelegations.deleteWhere(isOf);
  state.subscriptions.delete(id);
  return empty(200);
}

function checkRemovable(subscription: UserSubscription, cloud: Cloud): Reply | undefined {
  const { subscriptionId } = subscription;
  if (subscription.routingResourceManagerType === 'Admin') {
    const message = `The subscription '${subscriptionId}' belongs to the system.`;
    return armError(409, { code: 'SubscriptionReserved', message });
  }
  const customer = cloud.state.subscriptions.find(
    (other) => other.delegatedProviderSubscriptionId.toLowerCase() === subscriptionId.toLowerCase(),
  );
  if (customer === undefined) return undefined;
  const message = `The delegated provider '${subscriptionId}' has subscriptions.`;
  return armError(409, { code: 'DelegatedProviderInUse', message });
}

const RETENTION_MS = 90 * 86_400_000;

/** Deletes a vault, softly when it is protected so. */
export function removeVault(vault: StoredVault, cloud: Cloud): void {
  if (vault.enableSoftDelete === true) softDelete(vault, cloud);
  else removeSecrets(vault.name, cloud);
  cloud.state.vaults.delete(vault.name);
}

/** Removes every secret of a vault for good. */
export function removeSecrets(vaultName: string, cloud: Cloud): void {
  const name = vaultName.toLowerCase();
  cloud.state.secrets.deleteWhere((secret) => secret.vault.toLowerCase() === name);
  cloud.state.deletedSecrets.deleteWhere(({ secret }) => secret.vault.toLowerCase() === name);
}

/** Keeps a vault and its secrets for 90 days. */
function softDelete(vault: StoredVault, cloud: Cloud): void {
  const deletionDate = cloud.clock.now().toISOString();
  const scheduledPurgeDate = new Date(cloud.clock.nowMs() + RETENTION_MS).toISOString();
  cloud.state.deletedVaults.set(vault.name, { vault, deletionDate, scheduledPurgeDate });
}
