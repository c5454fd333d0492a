import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { gatewayError, ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import { isLocation } from '../../cloud/is-location.js';

const ADMIN = '/subscriptions/{subscriptionId}/providers/Microsoft.Subscriptions.Admin/locations';

/** Locations of both ARMs. Source: REST reference, section 2.3. */
export const LOCATION_ROUTES: readonly Route[] = [
  ...routesOf(
    { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
    { [ADMIN]: { GET: listLocations }, [`${ADMIN}/{location}`]: { GET: getLocation, PUT: getLocation } },
  ),
  ...routesOf(
    { hosts: ['admin', 'user'], apiVersions: ['2016-06-01', '2015-11-01'], wire: ARM_WIRE },
    { '/subscriptions/{subscriptionId}/locations': { GET: listCallerLocations } },
  ),
];

function listLocations(call: RoutedCall, cloud: Cloud): Reply {
  return ok({ value: [describeLocation(call, cloud)] });
}

function getLocation(call: RoutedCall, cloud: Cloud): Reply {
  if (isLocation(cloud, call.params['location'])) return ok(describeLocation(call, cloud));
  const message = `The location '${call.params['location'] ?? ''}' could not be found.`;
  return gatewayError(404, 'ResourceNotFound', message);
}

function describeLocation(call: RoutedCall, cloud: Cloud): unknown {
  const { region } = cloud.names;
  const id = `/subscriptions/${call.params['subscriptionId'] ?? ''}/providers/Microsoft.Subscriptions.Admin/locations/${region}`;
  return { id, name: region, displayName: region, latitude: '', longitude: '' };
}

function listCallerLocations(call: RoutedCall, cloud: Cloud): Reply {
  const { region } = cloud.names;
  const subscriptionId = call.params['subscriptionId'] ?? '';
  const id = `/subscriptions/${subscriptionId}/locations/${region}`;
  const location = { id, subscriptionId, name: region, displayName: region, latitude: '', longitude: '' };
  return ok({ value: [location] });
}
