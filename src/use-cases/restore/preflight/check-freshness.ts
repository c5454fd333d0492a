import { selectResourceGroup } from '../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../cloud/json-value.js';
import type { RestoreTarget } from '../../../cloud/cloud-port.js';
import { formatSubscriptionsAdminAddress } from '../../../cloud/operator-address.js';
import { isSystemGroup } from '../../../cloud/shipped-resources.js';

/** The objects of users that a target has already. */
export interface UserObjects {
  readonly subscriptions: number;
  readonly offers: number;
  readonly plans: number;
}

/**
 * Counts the objects that a new cloud does not have. Objects that the deployment makes lie in system groups or are an
 * operator's, and do not count.
 */
export async function countUserObjects(target: RestoreTarget): Promise<UserObjects> {
  const { identity } = target;
  const list = async (type: string): Promise<readonly JsonObject[]> => {
    return (await target.list(formatSubscriptionsAdminAddress(identity, [type]))) ?? [];
  };
  const [subscriptions, offers, plans] = await Promise.all([
    list('subscriptions'),
    list('offers'),
    list('plans'),
  ]);
  const provider = identity.providerSubscriptionId.toLowerCase();
  const isUsers = (item: JsonObject) =>
    item['routingResourceManagerType'] !== 'Admin' &&
    readText(item, 'subscriptionId')?.toLowerCase() !== provider;
  const isOwn = (item: JsonObject) =>
    !isSystemGroup(selectResourceGroup(readTextOrEmpty(item, 'id')) ?? 'system.');
  return {
    subscriptions: subscriptions.filter((item) => isJsonObject(item) && isUsers(item)).length,
    offers: offers.filter(isOwn).length,
    plans: plans.filter(isOwn).length,
  };
}
