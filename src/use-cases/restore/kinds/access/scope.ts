import { encodeArmId, normalizeArmId, selectSubscription } from '../../../../cloud/arm-id.js';
import type { ResourceAddress } from '../../../../cloud/cloud-port.js';
import type { KindContext } from '../resource-kind.js';
import { formatSubscriptionId } from '../subscriptions/subscription.js';

/**
 * The address of a resource at a scope: of the provider subscription on operator ARM, of user subscriptions on tenant
 * ARM.
 */
export function formatScopedAddress(
  id: string,
  apiVersion: string,
  { target }: Pick<KindContext, 'target'>,
): ResourceAddress {
  const isOperator = selectSubscription(id) === target.providerSubscriptionId.toLowerCase();
  return { host: isOperator ? 'admin' : 'user', path: encodeArmId(id), apiVersion };
}

/**
 * The lower-case id under which a record of the set stands for a scope: a user subscription is the operator's object
 * of that name. Undefined for scopes that every cloud has: the root and the provider subscription.
 */
export function selectScopeReference(scope: string, context: KindContext): string | undefined {
  const subscription = selectSubscription(scope);
  if (subscription === undefined) return undefined;
  const isWhole = /^\/subscriptions\/[^/]+\/?$/i.test(scope);
  if (!isWhole) return normalizeArmId(scope);
  if (subscription === context.target.providerSubscriptionId.toLowerCase()) return undefined;
  return formatSubscriptionId(subscription, context);
}

/** The scope in the id of a role or assignment: everything before its provider. */
export function selectScope(id: string): string {
  return id.replace(/\/providers\/Microsoft\.Authorization\/.*$/i, '');
}
