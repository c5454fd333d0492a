import { normalizeArmId } from '../../../cloud/arm-id.js';
import type { Cloud } from '../../cloud/cloud.js';
import { isWithin } from '../../identity/authorize.js';
import { armError, type Reply } from '../../wire/reply.js';
import type { StoredResourceGroup } from '../../cloud/state/stored-objects.js';
import { removeVault } from './vault-removal.js';

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
export function removeAssignmentsWithin(scope: string, cloud: Cloud): void {
  const outer = normalizeArmId(scope);
  cloud.state.roleAssignments.deleteWhere((assignment) => isWithin(normalizeArmId(assignment.scope), outer));
}
