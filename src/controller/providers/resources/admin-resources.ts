import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, type Reply } from '../../wire/reply.js';
import { badRequest, stringAt } from '../../wire/request-fields.js';
import { isLocation } from '../../cloud/is-location.js';

/** The server rejects a body whose `properties.name` is not the path's. Source: REST reference, section 4.1. */
export function checkNameOf(call: RoutedCall, name: string): Reply | undefined {
  const written = stringAt(call.body, 'properties.name');
  if (written?.toLowerCase() === name.toLowerCase()) return undefined;
  return badRequest(`The name in the body '${written ?? ''}' does not match the name in the path '${name}'.`);
}

/** The 400 for a body whose `location` is not the stamp's region. */
export function checkLocationOf(call: RoutedCall, cloud: Cloud, type: string): Reply | undefined {
  const location = stringAt(call.body, 'location');
  if (isLocation(cloud, location)) return undefined;
  const message = `The provided location '${location ?? ''}' is not available for resource type '${type}'. List of available regions for the resource type is '${cloud.names.region}'.`;
  return armError(400, { code: 'LocationNotAvailableForResourceType', message });
}
