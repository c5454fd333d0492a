import type { Cloud } from '../../cloud/cloud.js';
import type { HostKind } from '../../wire/call.js';
import { gatewayError, type Reply } from '../../wire/reply.js';
import { keyOf } from '../../cloud/state/cloud-state.js';

const SCOPE =
  /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+)(?:\/providers\/([^/]+\/[^/]+)\/([^/]+))?)?$/i;

/** The subscription that a scope lies in; undefined for the root. */
export function subscriptionOfScope(scope: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1];
}

/** The 404 for a scope that is not there on this ARM; undefined when it is. The root is always there. */
export function checkScope(scope: string, host: HostKind, cloud: Cloud): Reply | undefined {
  if (scope === '/' || scope === '') return undefined;
  const [, subscriptionId, resourceGroup, type, name] = SCOPE.exec(scope) ?? [];
  if (subscriptionId === undefined) {
    return gatewayError(404, 'InvalidScope', `The scope '${scope}' is not valid.`);
  }
  if (!hasSubscription(subscriptionId, host, cloud)) {
    return gatewayError(
      404,
      'SubscriptionNotFound',
      `The subscription '${subscriptionId}' could not be found.`,
    );
  }
  if (resourceGroup === undefined) return undefined;
  if (!cloud.state.resourceGroups.has(keyOf(subscriptionId, resourceGroup))) {
    return gatewayError(
      404,
      'ResourceGroupNotFound',
      `Resource group '${resourceGroup}' could not be found.`,
    );
  }
  const isThere =
    type === undefined || hasResource(cloud, { subscriptionId, resourceGroup, type, name: name ?? '' });
  if (isThere) return undefined;
  const message = `The Resource '${type}/${name ?? ''}' under resource group '${resourceGroup}' was not found.`;
  return gatewayError(404, 'ResourceNotFound', message);
}

/** Each ARM shows subscriptions of its own. */
function hasSubscription(subscriptionId: string, host: HostKind, cloud: Cloud): boolean {
  const subscription = cloud.state.subscriptions.get(subscriptionId);
  const isOperators = subscription?.routingResourceManagerType === 'Admin';
  return subscription !== undefined && isOperators === (host === 'admin');
}

function hasResource(
  cloud: Cloud,
  at: {
    readonly subscriptionId: string;
    readonly resourceGroup: string;
    readonly type: string;
    readonly name: string;
  },
): boolean {
  const group = at.resourceGroup.toLowerCase();
  switch (at.type.toLowerCase()) {
    case 'microsoft.subscriptions.admin/plans':
      return cloud.state.plans.get(at.name)?.resourceGroup.toLowerCase() === group;
    case 'microsoft.subscriptions.admin/offers':
      return cloud.state.offers.get(at.name)?.resourceGroup.toLowerCase() === group;
    case 'microsoft.keyvault/vaults': {
      const vault = cloud.state.vaults.get(at.name);
      const isOfSubscription = vault?.subscriptionId.toLowerCase() === at.subscriptionId.toLowerCase();
      return isOfSubscription && vault?.resourceGroup.toLowerCase() === group;
    }
    default:
      return false;
  }
}
