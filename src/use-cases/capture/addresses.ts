import { formatArmPath } from '../../cloud/arm-id.js';
import type { SourceAddress, SourceIdentity } from './ports.js';

/** The api-version of everything of Microsoft.Subscriptions.Admin. Source: REST reference, section 0.3. */
const SUBSCRIPTIONS_ADMIN_VERSION = '2015-11-01';
const SUBSCRIPTIONS_ADMIN = 'Microsoft.Subscriptions.Admin';

/** Something of operator ARM under the provider subscription. */
export function operatorAddress(
  identity: SourceIdentity,
  segments: readonly string[],
  apiVersion: string,
): SourceAddress {
  const path = formatArmPath(['subscriptions', identity.providerSubscriptionId, ...segments]);
  return { host: 'admin', path, apiVersion };
}

/** Something of Microsoft.Subscriptions.Admin that is in no resource group. */
export function subscriptionsAdminAddress(
  identity: SourceIdentity,
  segments: readonly string[],
): SourceAddress {
  return operatorAddress(
    identity,
    ['providers', SUBSCRIPTIONS_ADMIN, ...segments],
    SUBSCRIPTIONS_ADMIN_VERSION,
  );
}

/** Something of Microsoft.Subscriptions.Admin in a resource group. */
export function groupedAddress(
  identity: SourceIdentity,
  group: string,
  segments: readonly string[],
): SourceAddress {
  const all = ['resourceGroups', group, 'providers', SUBSCRIPTIONS_ADMIN, ...segments];
  return operatorAddress(identity, all, SUBSCRIPTIONS_ADMIN_VERSION);
}

/** Something in a subscription: the provider's on operator ARM, users' on tenant ARM. */
export function subscriptionAddress(
  identity: SourceIdentity,
  subscriptionId: string,
  below: { readonly segments: readonly string[]; readonly apiVersion: string },
): SourceAddress {
  const host = subscriptionId.toLowerCase() === identity.providerSubscriptionId ? 'admin' : 'user';
  return {
    host,
    path: formatArmPath(['subscriptions', subscriptionId, ...below.segments]),
    apiVersion: below.apiVersion,
  };
}

/** A resource group that the deployment makes: `system.global`, `system.{region}`. Source: REST reference, section 10.8. */
export function isSystemGroup(name: string): boolean {
  return /^system\./i.test(name);
}

/** The resource group in an ARM id; undefined when it has none. */
export function selectResourceGroup(id: string): string | undefined {
  return /\/resourcegroups\/([^/]+)/i.exec(id)?.[1];
}

/** The subscription in an ARM id, lower case; undefined when it has none. */
export function selectSubscription(id: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(id)?.[1]?.toLowerCase();
}
