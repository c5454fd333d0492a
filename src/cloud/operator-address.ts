import { formatArmPath } from './arm-id.js';
import type { ResourceAddress, TargetIdentity } from './cloud-port.js';

/** The api-version of everything of Microsoft.Subscriptions.Admin. Source: REST reference, section 0.3. */
export const SUBSCRIPTIONS_ADMIN_VERSION = '2015-11-01';

export const SUBSCRIPTIONS_ADMIN = 'Microsoft.Subscriptions.Admin';

/** A resource of operator ARM under the provider subscription. The segments follow the subscription's id. */
export function formatOperatorAddress(
  target: TargetIdentity,
  segments: readonly string[],
  apiVersion: string,
): ResourceAddress {
  return {
    host: 'admin',
    path: formatArmPath(['subscriptions', target.providerSubscriptionId, ...segments]),
    apiVersion,
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
