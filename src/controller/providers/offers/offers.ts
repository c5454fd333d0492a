import type { Cloud } from '../../cloud/cloud.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, gatewayError, ok, type Reply, written } from '../../wire/reply.js';
import {
  badRequest,
  checkFields,
  type FieldRule,
  integerAt,
  objectsAt,
  stringAt,
  stringsAt,
} from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import type { AddonPlan, StoredOffer, OfferState } from '../../cloud/state/stored-objects.js';
import { checkLocationOf, checkNameOf } from '../resources/resource-list.js';
import { endsInName, findPlanById } from '../quotas/plan-references.js';
import { checkGroup } from '../resources/resource-groups.js';
import { countOfferSubscriptions } from './subscription-counts.js';

const TYPE = 'Microsoft.Subscriptions.Admin/offers';
const ALL = `/subscriptions/{subscriptionId}/providers/${TYPE}`;

/** Path of the offers of a group. */
export const OFFERS_PATH = `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/${TYPE}`;

/** The states of an offer; the first is that of an offer whose body names none. */
export const OFFER_STATES: readonly OfferState[] = ['Private', 'Public', 'Decommissioned'];

const FIELDS: readonly FieldRule[] = [
  { path: 'location', type: 'string', required: true },
  { path: 'properties', type: 'object', required: true },
  { path: 'properties.name', type: 'string', required: true },
  { path: 'properties.displayName', type: 'string', required: true },
  { path: 'properties.description', type: 'string' },
  { path: 'properties.externalReferenceId', type: 'string' },
  { path: 'properties.state', type: 'string', oneOf: OFFER_STATES },
  { path: 'properties.maxSubscriptionsPerAccount', type: 'integer', min: 0 },
  { path: 'properties.basePlanIds', type: 'strings', required: true },
  { path: 'properties.addonPlans', type: 'array' },
];

const ADDON_FIELDS: readonly FieldRule[] = [
  { path: 'planId', type: 'string', required: true },
  { path: 'maxAcquisitionCount', type: 'integer', min: 0 },
];

/** Offers. Source: REST reference, section 4.2. */
export const OFFER_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  {
    [ALL]: { GET: listOffers },
    [OFFERS_PATH]: { GET: listOffersOfGroup },
    [`${OFFERS_PATH}/{offer}`]: { GET: getOffer, PUT: putOffer, DELETE: deleteOffer },
  },
);

/** The stored offer that a resource describes. */
export function readOffer(
  at: { readonly resourceGroup: string; readonly name: string },
  body: unknown,
): StoredOffer {
  const state = stringAt(body, 'properties.state');
  return {
    ...at,
    displayName: stringAt(body, 'properties.displayName') ?? at.name,
    description: stringAt(body, 'properties.description'),
    externalReferenceId: stringAt(body, 'properties.externalReferenceId'),
    state: OFFER_STATES.find((known) => known === state) ?? 'Private',
    maxSubscriptionsPerAccount: integerAt(body, 'properties.maxSubscriptionsPerAccount') ?? 0,
    basePlanIds: stringsAt(body, 'properties.basePlanIds'),
    addonPlans: objectsAt(body, 'properties.addonPlans').map((addon): AddonPlan => ({
      planId: stringAt(addon, 'planId') ?? '',
      maxAcquisitionCount: integerAt(addon, 'maxAcquisitionCount') ?? 1,
    })),
  };
}

/** The offer that a call names, in the group that it names. */
export function findOffer(call: RoutedCall, cloud: Cloud): StoredOffer | undefined {
  const offer = cloud.state.offers.get(call.params['offer'] ?? '');
  const group = call.params['resourceGroup']?.toLowerCase();
  return offer?.resourceGroup.toLowerCase() === group ? offer : undefined;
}

/** The gateway's 404 for a call about an offer that is not there; undefined when it is. */
export function checkOffer(call: RoutedCall, cloud: Cloud): Reply | undefined {
  if (findOffer(call, cloud) !== undefined) return undefined;
  const { resourceGroup = '', offer: name = '' } = call.params;
  const message = `The Resource '${TYPE}/${name}' under resource group '${resourceGroup}' was not found.`;
  return checkGroup(call, cloud) ?? gatewayError(404, 'ResourceNotFound', message);
}

function listOffers(call: RoutedCall, cloud: Cloud): Reply {
  return describeAll(cloud.state.offers.list(), call, cloud);
}

function listOffersOfGroup(call: RoutedCall, cloud: Cloud): Reply {
  const group = call.params['resourceGroup']?.toLowerCase();
  const offers = cloud.state.offers.list().filter((offer) => offer.resourceGroup.toLowerCase() === group);
  return checkGroup(call, cloud) ?? describeAll(offers, call, cloud);
}

function describeAll(offers: readonly StoredOffer[], call: RoutedCall, cloud: Cloud): Reply {
  const counts = countOfferSubscriptions(cloud);
  return ok({ value: offers.map((offer) => describeOffer(offer, { call, cloud }, counts)) });
}

function getOffer(call: RoutedCall, cloud: Cloud): Reply {
  const offer = findOffer(call, cloud);
  return offer === undefined
    ? (checkOffer(call, cloud) ?? empty(404))
    : ok(describeOffer(offer, { call, cloud }));
}

function putOffer(call: RoutedCall, cloud: Cloud): Reply {
  const { resourceGroup = '', offer: name = '' } = call.params;
  const refused = checkPut(call, cloud);
  if (refused !== undefined) return refused;
  const known = findOffer(call, cloud);
  const at = { resourceGroup: known?.resourceGroup ?? resourceGroup, name: known?.name ?? name };
  const offer = readOffer(at, call.body);
  const isNew = cloud.state.offers.set(name, offer);
  return written(describeOffer(offer, { call, cloud }), isNew);
}

function checkPut(call: RoutedCall, cloud: Cloud): Reply | undefined {
  return (
    checkGroup(call, cloud) ??
    checkFields(call.body, FIELDS) ??
    checkAddonFields(call.body) ??
    checkNameOf(call, call.params['offer'] ?? '') ??
    checkLocationOf(call, cloud, TYPE) ??
    checkGroupOfName(call, cloud) ??
    checkPlans(call.body, cloud)
  );
}

function checkAddonFields(body: unknown): Reply | undefined {
  for (const addon of objectsAt(body, 'properties.addonPlans')) {
    const refused = checkFields(addon, ADDON_FIELDS);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** Offer names are unique in the provider subscription, not only in their group. */
function checkGroupOfName(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const { offer: name = '' } = call.params;
  const other = findOffer(call, cloud) === undefined ? cloud.state.offers.get(name) : undefined;
  if (other === undefined) return undefined;
  const message = `An offer named '${name}' exists in the resource group '${other.resourceGroup}'.`;
  return armError(409, { code: 'OfferAlreadyExists', message });
}

function checkPlans(body: unknown, cloud: Cloud): Reply | undefined {
  const base = stringsAt(body, 'properties.basePlanIds');
  if (base.length === 0) return badRequest('An offer needs at least one base plan.');
  const addons = objectsAt(body, 'properties.addonPlans').map((addon) => stringAt(addon, 'planId') ?? '');
  const missing = [...base, ...addons].find((id) => findPlanById(cloud, id) === undefined);
  if (missing === undefined) return undefined;
  return armError(400, { code: 'PlanNotFound', message: `The plan '${missing}' could not be found.` });
}

function deleteOffer(call: RoutedCall, cloud: Cloud): Reply {
  const offer = findOffer(call, cloud);
  if (offer === undefined) return checkGroup(call, cloud) ?? empty(204);
  const isHeld = cloud.state.subscriptions.find((subscription) =>
    endsInName(subscription.offerId, offer.name),
  );
  if (isHeld !== undefined) {
    const message = `The offer '${offer.name}' has subscriptions.`;
    return armError(409, { code: 'OfferInUse', message });
  }
  cloud.state.offerDelegations.deleteWhere(
    (delegation) => delegation.offer.toLowerCase() === offer.name.toLowerCase(),
  );
  cloud.state.offers.delete(offer.name);
  return empty(200);
}

/**
 * An offer as its provider returns it. Ids echo the casing of the request; members that were never set are left out.
 */
export function describeOffer(
  offer: StoredOffer,
  { call, cloud }: { readonly call: Addressed; readonly cloud: Cloud },
  counts: ReadonlyMap<string, number> = countOfferSubscriptions(cloud),
): object {
  const subscriptionId = call.params['subscriptionId'] ?? '';
  const { name, resourceGroup: stored, ...properties } = offer;
  const resourceGroup = call.params['resourceGroup'] ?? stored;
  return {
    id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${TYPE}/${name}`,
    name,
    type: TYPE,
    location: cloud.names.region,
    properties: { name, ...properties, subscriptionCount: counts.get(name.toLowerCase()) ?? 0 },
  };
}
