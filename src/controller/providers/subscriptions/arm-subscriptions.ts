import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import type { UserSubscription } from '../../cloud/state/stored-objects.js';
import { tenantOfferId } from './tenant-offers.js';

/** Subscriptions as the caller sees them. Source: REST reference, section 2.2. */
export const ARM_SUBSCRIPTION_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin', 'user'], apiVersions: ['2016-06-01', '2016-05-01', '2015-11-01'], wire: ARM_WIRE },
  {
    '/subscriptions': { GET: listSubscriptions },
    '/subscriptions/{subscriptionId}': { GET: getSubscription },
  },
);

function listSubscriptions(call: RoutedCall, cloud: Cloud): Reply {
  const wanted = call.call.host === 'admin' ? 'Admin' : 'Default';
  const value = cloud.state.subscriptions
    .list()
    .filter((subscription) => subscription.routingResourceManagerType === wanted)
    .map((subscription) => describeArmSubscription(subscription, call.apiVersion));
  return ok({ value });
}

function getSubscription(call: RoutedCall, cloud: Cloud): Reply {
  const subscription = cloud.state.subscriptions.get(call.params['subscriptionId'] ?? '');
  // The pipeline has answered 404 for a subscription that is not there.
  return ok(subscription === undefined ? null : describeArmSubscription(subscription, call.apiVersion));
}

/** 2015-11-01 has the offer and the tenant; later versions say where the access comes from instead. */
export function describeArmSubscription(subscription: UserSubscription, apiVersion: string): unknown {
  const { subscriptionId, displayName, state } = subscription;
  const id = `/subscriptions/${subscriptionId}`;
  const subscriptionPolicies = { locationPlacementId: 'AzureStack' };
  if (apiVersion !== '2015-11-01') {
    return { id, authorizationSource: 'RoleBased', subscriptionId, displayName, state, subscriptionPolicies };
  }
  return {
    offerId: tenantOfferId(subscription.offerId),
    id,
    subscriptionId,
    tenantId: subscription.tenantId,
    displayName,
    state,
    subscriptionPolicies,
  };
}
