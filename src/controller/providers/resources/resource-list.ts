import { type Cloud, isLocation } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, ok, pageOf, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import { badRequest, stringAt } from '../../wire/request-fields.js';

const VAULTS = 'Microsoft.KeyVault/vaults';

/** All resources of a user subscription that ARM knows: vaults. Source: REST reference, section 8.1. */
export const RESOURCE_LIST_ROUTES: readonly Route[] = routesOf(
  {
    hosts: ['user'],
    apiVersions: ['2015-11-01', '2016-06-01', '2018-02-01', '2018-05-01', '2019-10-01'],
    wire: ARM_WIRE,
  },
  { '/subscriptions/{subscriptionId}/resources': { GET: listResources } },
);

function listResources(call: RoutedCall, cloud: Cloud): Reply {
  const subscriptionId = call.params['subscriptionId'] ?? '';
  const wanted = /resourceType eq '([^']*)'/i.exec(call.call.query.get('$filter') ?? '')?.[1];
  const isWanted = wanted === undefined || wanted.toLowerCase() === VAULTS.toLowerCase();
  const vaults = cloud.state.vaults
    .list()
    .filter((vault) => isWanted && vault.subscriptionId.toLowerCase() === subscriptionId.toLowerCase());
  const page = pageOf(vaults, call.call);
  const value = page.items.map(({ name, resourceGroup, tags }) => ({
    id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${VAULTS}/${name}`,
    name,
    type: VAULTS,
    location: cloud.names.region,
    tags: tags ?? {},
  }));
  return ok({ value, nextLink: page.nextLink });
}

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
