import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { pageOf } from '../../wire/paging.js';
import { ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';

const VAULTS = 'Microsoft.KeyVault/vaults';

/** All resources of a user subscription that ARM knows: vaults. Source: REST reference, section 8.1. */
export const RESOURCE_LIST_ROUTES: readonly Route[] = routesOf(
  { hosts: ['user'], apiVersions: ['2015-11-01', '2016-06-01', '2018-05-01', '2019-10-01'], wire: ARM_WIRE },
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
