import type { Cloud } from '../../cloud/cloud.js';
import { authorize, checkDenied } from '../../identity/authorize.js';
import { grantOwner } from '../../identity/directory.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, empty, ok, type Reply, written } from '../../wire/reply.js';
import { badRequest, checkFields, type FieldRule, stringAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import type { UserSubscription } from '../../cloud/state/stored-objects.js';
import { removeSubscription } from '../removal.js';
import { checkReferences, checkUnchanged } from './subscription-rules.js';
import { findTenantOffer, type SubscribedOffer, tenantOfferId } from './tenant-offers.js';

const FIELDS: readonly FieldRule[] = [
  { path: 'subscriptionId', type: 'string', required: true },
  { path: 'offerId', type: 'string', required: true },
  { path: 'displayName', type: 'string' },
  { path: 'state', type: 'string', oneOf: ['NotDefined', 'Enabled', 'Warned', 'PastDue', 'Disabled'] },
];

/**
 * Subscriptions that tenants make for themselves. Whoever is signed in may subscribe to a public offer and owns what
 * comes of it; changing or ending it takes rights in it. Source: REST reference, section 5 (tenant-side twin).
 */
export const SELF_SERVICE_ROUTES: readonly Route[] = routesOf(
  { hosts: ['user'], apiVersions: ['2015-11-01'], wire: ARM_WIRE, ownPermissions: true },
  { '/subscriptions/{ownSubscription}': { PUT: putOwnSubscription, DELETE: deleteOwnSubscription } },
);

function request(call: RoutedCall, verb: 'write' | 'delete') {
  return {
    action: `Microsoft.Resources/subscriptions/${verb}`,
    scope: `/subscriptions/${call.params['ownSubscription'] ?? ''}`,
  };
}

function putOwnSubscription(call: RoutedCall, cloud: Cloud): Reply {
  const id = call.params['ownSubscription'] ?? '';
  const known = cloud.state.subscriptions.get(id);
  const denied = known === undefined ? checkDenied : authorize;
  const refused =
    denied(call.caller, request(call, 'write'), cloud) ?? checkFields(call.body, FIELDS) ?? checkId(call, id);
  if (refused !== undefined) return refused;
  const offerId = stringAt(call.body, 'offerId') ?? '';
  const offer = findTenantOffer(cloud, offerId);
  if (offer === undefined) return refuseOffer(offerId);
  const subscription = readOwnSubscription(call, { offer, known, id });
  const broken =
    known === undefined
      ? checkOpen(cloud, { offer, owner: subscription.owner, id: offerId })
      : checkChange(subscription, known);
  const missing = broken ?? checkReferences(subscription, cloud);
  if (missing !== undefined) return missing;
  const isNew = cloud.state.subscriptions.set(id, subscription);
  if (isNew) grantOwner(cloud, subscription);
  return written(describeArmSubscription(subscription, call.apiVersion), isNew);
}

function checkId(call: RoutedCall, id: string): Reply | undefined {
  const inBody = stringAt(call.body, 'subscriptionId') ?? '';
  return inBody.toLowerCase() === id.toLowerCase()
    ? undefined
    : badRequest(`The subscriptionId in the body '${inBody}' does not match the one in the path '${id}'.`);
}

function refuseOffer(offerId: string): Reply {
  return armError(400, { code: 'OfferNotFound', message: `The offer '${offerId}' could not be found.` });
}

/**
 * The subscription that a tenant's body describes. Members that the body leaves out stay as they were; so do owner,
 * directory and provider.
 */
function readOwnSubscription(
  call: RoutedCall,
  target: {
    readonly offer: SubscribedOffer;
    readonly known: UserSubscription | undefined;
    readonly id: string;
  },
): UserSubscription {
  const { offer, known, id } = target;
  const displayName = stringAt(call.body, 'displayName');
  const state = stringAt(call.body, 'state');
  if (known !== undefined) {
    return {
      ...known,
      offerId: offer.offerId,
      displayName: displayName ?? known.displayName,
      state: state ?? known.state,
    };
  }
  return {
    subscriptionId: id,
    displayName: displayName ?? id,
    owner: call.caller.principalId,
    offerId: offer.offerId,
    tenantId: call.caller.tenantId,
    delegatedProviderSubscriptionId: offer.providerSubscriptionId,
    routingResourceManagerType: 'Default',
    state: state ?? 'Enabled',
    externalReferenceId: undefined,
  };
}

/** Only public offers take subscribers of their own accord, each account as many as the offer allows. */
function checkOpen(
  cloud: Cloud,
  wanted: { readonly offer: SubscribedOffer; readonly owner: string; readonly id: string },
): Reply | undefined {
  const { offer, owner, id } = wanted;
  if (!offer.isPublic) return refuseOffer(id);
  if (offer.maxSubscriptions === 0) return undefined;
  const held = cloud.state.subscriptions
    .list()
    .filter(
      (subscription) =>
        subscription.owner.toLowerCase() === owner.toLowerCase() &&
        subscription.offerId.toLowerCase() === offer.offerId.toLowerCase(),
    );
  if (held.length < offer.maxSubscriptions) return undefined;
  const message = `The offer '${id}' allows ${offer.maxSubscriptions} subscriptions of one account.`;
  return armError(409, { code: 'MaxSubscriptionsPerAccountReached', message });
}

function checkChange(subscription: UserSubscription, known: UserSubscription): Reply | undefined {
  return checkEnabled(known) ?? checkUnchanged(subscription, known);
}

/** Only the operator enables again what is disabled. */
function checkEnabled(known: UserSubscription): Reply | undefined {
  if (known.state !== 'Disabled') return undefined;
  const message = `The subscription '${known.subscriptionId}' is disabled.`;
  return armError(409, { code: 'ReadOnlyDisabledSubscription', message });
}

function deleteOwnSubscription(call: RoutedCall, cloud: Cloud): Reply {
  const subscription = cloud.state.subscriptions.get(call.params['ownSubscription'] ?? '');
  if (subscription === undefined) return empty(204);
  return authorize(call.caller, request(call, 'delete'), cloud) ?? removeSubscription(subscription, cloud);
}

/** Subscriptions as the caller sees them. Source: REST reference, section 2.2. */
export const ARM_SUBSCRIPTION_ROUTES: readonly Route[] = routesOf(
  {
    hosts: ['admin', 'user'],
    apiVersions: ['2018-02-01', '2016-06-01', '2016-05-01', '2015-11-01'],
    wire: ARM_WIRE,
  },
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
function describeArmSubscription(subscription: UserSubscription, apiVersion: string): unknown {
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
