import type { Cloud } from '../../cloud/cloud.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, gatewayError, ok, type Reply, written } from '../../wire/reply.js';
import { checkFields, type FieldRule, stringAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import { keyOf } from '../../cloud/state/cloud-state.js';
import type { StoredOfferDelegation } from '../../cloud/state/stored-objects.js';
import { checkLocationOf } from '../resources/resource-list.js';
import { checkOffer, OFFERS_PATH } from '../offers/offers.js';
import { isDelegatedProvider } from './subscription-rules.js';

const TYPE = 'Microsoft.Subscriptions.Admin/offers/offerDelegations';
const PATH = `${OFFERS_PATH}/{offer}/offerDelegations`;

const FIELDS: readonly FieldRule[] = [
  { path: 'location', type: 'string', required: true },
  { path: 'properties', type: 'object', required: true },
  { path: 'properties.subscriptionId', type: 'string', required: true },
];

/** Offers handed to delegated providers. Source: REST reference, section 4.5. */
export const OFFER_DELEGATION_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  {
    [PATH]: { GET: listDelegations },
    [`${PATH}/{delegation}`]: { GET: getDelegation, PUT: putDelegation, DELETE: deleteDelegation },
  },
);

function keyOfCall(call: RoutedCall): string {
  return keyOf(call.params['offer'] ?? '', call.params['delegation'] ?? '');
}

function listDelegations(call: RoutedCall, cloud: Cloud): Reply {
  const offer = call.params['offer']?.toLowerCase();
  const delegations = cloud.state.offerDelegations
    .list()
    .filter((item) => item.offer.toLowerCase() === offer);
  return (
    checkOffer(call, cloud) ??
    ok({ value: delegations.map((item) => describeOfferDelegation(item, call, cloud)) })
  );
}

function getDelegation(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkOffer(call, cloud);
  const delegation = cloud.state.offerDelegations.get(keyOfCall(call));
  if (refused !== undefined) return refused;
  if (delegation !== undefined) return ok(describeOfferDelegation(delegation, call, cloud));
  const { resourceGroup = '', offer = '', delegation: name = '' } = call.params;
  const message = `The Resource '${TYPE}/${offer}/${name}' under resource group '${resourceGroup}' was not found.`;
  return gatewayError(404, 'ResourceNotFound', message);
}

function putDelegation(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkPut(call, cloud);
  if (refused !== undefined) return refused;
  const known = cloud.state.offerDelegations.get(keyOfCall(call));
  const delegation: StoredOfferDelegation = {
    name: known?.name ?? call.params['delegation'] ?? '',
    resourceGroup: known?.resourceGroup ?? call.params['resourceGroup'] ?? '',
    offer: known?.offer ?? call.params['offer'] ?? '',
    subscriptionId: stringAt(call.body, 'properties.subscriptionId') ?? '',
  };
  const isNew = cloud.state.offerDelegations.set(keyOfCall(call), delegation);
  return written(describeOfferDelegation(delegation, call, cloud), isNew);
}

function checkPut(call: RoutedCall, cloud: Cloud): Reply | undefined {
  return (
    checkOffer(call, cloud) ??
    checkFields(call.body, FIELDS) ??
    checkLocationOf(call, cloud, TYPE) ??
    checkProvider(call, cloud)
  );
}

/** The subscription must be there and hold a plan with the delegated-provider quota. */
function checkProvider(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const subscriptionId = stringAt(call.body, 'properties.subscriptionId') ?? '';
  if (isDelegatedProvider(cloud, subscriptionId)) return undefined;
  const message = `The subscription '${subscriptionId}' is not a delegated provider.`;
  return armError(400, { code: 'DelegatedProviderNotFound', message });
}

function deleteDelegation(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkOffer(call, cloud);
  if (refused !== undefined) return refused;
  return cloud.state.offerDelegations.delete(keyOfCall(call)) ? empty(200) : empty(204);
}

/** A delegation as its provider returns it. */
export function describeOfferDelegation(
  delegation: StoredOfferDelegation,
  call: Addressed,
  cloud: Cloud,
): object {
  const { subscriptionId = '', resourceGroup = '' } = call.params;
  const { offer, name } = delegation;
  return {
    id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Subscriptions.Admin/offers/${offer}/offerDelegations/${name}`,
    name: `${offer}/${name}`,
    type: TYPE,
    location: cloud.names.region,
    properties: { subscriptionId: delegation.subscriptionId },
  };
}
