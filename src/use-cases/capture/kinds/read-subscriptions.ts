import { normalizeArmId } from '../../../cloud/arm-id.js';
import { type JsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import type { Reading } from '../reading.js';
import { readOperatorList } from './operator-lists.js';

/**
 * The user subscriptions that last. Those being deleted are left out, and so is the provider's own, which the
 * deployment makes. Source: REST reference, sections 5 and 10.8.
 */
export async function readSubscriptions(reading: Reading): Promise<readonly JsonObject[]> {
  const all = await readOperatorList('subscription', reading);
  const { providerSubscriptionId } = reading.source.identity;
  return all.filter((subscription) => {
    const state = readTextOrEmpty(subscription, 'state');
    const isOperators =
      readTextOrEmpty(subscription, 'routingResourceManagerType') === 'Admin' ||
      normalizeArmId(readTextOrEmpty(subscription, 'subscriptionId')) === providerSubscriptionId;
    return !isOperators && (state === 'Enabled' || state === 'Disabled');
  });
}

/** Ids of subscriptions, lower case. */
export function listSubscriptionIds(subscriptions: readonly JsonObject[]): readonly string[] {
  return subscriptions.map((subscription) => readTextOrEmpty(subscription, 'subscriptionId').toLowerCase());
}
