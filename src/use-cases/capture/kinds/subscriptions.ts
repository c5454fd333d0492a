import { normalizeArmId } from '../../../cloud/arm-id.js';
import { type JsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import type { Reading } from '../reading.js';
import { readOperatorList } from './operator-lists.js';

/**
 * User subscriptions that are there to stay: those being deleted are on their way out, and the provider's own are made
 * by the deployment. Source: REST reference, sections 5 and 10.8.
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
