import type { Cloud } from '../../cloud/cloud.js';
import { armError, empty, type Reply } from '../../wire/reply.js';
import type { UserSubscription } from '../../cloud/state/stored-objects.js';
import { removeAssignmentsWithin } from './group-removal.js';
import { removeVault } from './vault-removal.js';

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
