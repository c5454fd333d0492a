import { isSystemGroup } from '../../../cloud/shipped-resources.js';
import { type Cloud, isLocation } from '../../cloud/cloud.js';
import { isDone, startOperation } from '../../cloud/operations.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, gatewayError, ok, pageOf, type Reply, written } from '../../wire/reply.js';
import { checkFields, type FieldRule, stringAt, tagsAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import { keyOf } from '../../cloud/state/cloud-state.js';
import type { StoredResourceGroup } from '../../cloud/state/stored-objects.js';
import { removeGroupContent } from '../removal.js';

const DELETION_MS = 5000;

const PATH = '/subscriptions/{subscriptionId}/resourceGroups';
const NAME = /^[-\w._()]{1,90}$/;

const API_VERSIONS = [
  '2016-02-01',
  '2016-06-01',
  '2016-09-01',
  '2017-05-10',
  '2018-02-01',
  '2018-05-01',
  '2019-10-01',
];

const FIELDS: readonly FieldRule[] = [
  { path: 'location', type: 'string', required: true },
  { path: 'tags', type: 'tags' },
  { path: 'managedBy', type: 'string' },
];

/** Resource groups of both ARMs. Source: REST reference, section 2.1. */
export const RESOURCE_GROUP_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin', 'user'], apiVersions: API_VERSIONS, wire: ARM_WIRE },
  {
    [PATH]: { GET: listGroups },
    [`${PATH}/{resourceGroup}`]: {
      GET: getGroup,
      HEAD: probeGroup,
      PUT: putGroup,
      PATCH: patchGroup,
      DELETE: deleteGroup,
    },
    '/subscriptions/{subscriptionId}/operationresults/{operation}': { GET: getDeletion },
  },
);

/** The group that a call names; undefined when it is not there. */
export function findGroup(call: RoutedCall, cloud: Cloud): StoredResourceGroup | undefined {
  return cloud.state.resourceGroups.get(groupKey(call));
}

/** The gateway's 404 for a call under a group that is not there; undefined when it is. */
export function checkGroup(call: RoutedCall, cloud: Cloud): Reply | undefined {
  if (findGroup(call, cloud) !== undefined) return undefined;
  const message = `Resource group '${call.params['resourceGroup'] ?? ''}' could not be found.`;
  return gatewayError(404, 'ResourceGroupNotFound', message);
}

function groupKey(call: RoutedCall): string {
  return keyOf(call.params['subscriptionId'] ?? '', call.params['resourceGroup'] ?? '');
}

function listGroups(call: RoutedCall, cloud: Cloud): Reply {
  const subscriptionId = (call.params['subscriptionId'] ?? '').toLowerCase();
  const groups = cloud.state.resourceGroups
    .list()
    .filter((group) => group.subscriptionId.toLowerCase() === subscriptionId)
    .filter(parseTagFilter(call.call.query.get('$filter')));
  const page = pageOf(groups, call.call);
  return ok({
    value: page.items.map((group) => describeResourceGroup(group, call)),
    nextLink: page.nextLink,
  });
}

/** `tagName eq 'a'`, alone or with `and tagValue eq 'b'`. */
function parseTagFilter(filter: string | null): (group: StoredResourceGroup) => boolean {
  const name = /tagName eq '([^']*)'/i.exec(filter ?? '')?.[1];
  const value = /tagValue eq '([^']*)'/i.exec(filter ?? '')?.[1];
  if (name === undefined) return () => true;
  return ({ tags = {} }) => Object.hasOwn(tags, name) && (value === undefined || tags[name] === value);
}

function getGroup(call: RoutedCall, cloud: Cloud): Reply {
  const group = findGroup(call, cloud);
  return group === undefined
    ? (checkGroup(call, cloud) ?? empty(404))
    : ok(describeResourceGroup(group, call));
}

function probeGroup(call: RoutedCall, cloud: Cloud): Reply {
  return findGroup(call, cloud) === undefined ? empty(404) : empty(204);
}

function putGroup(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkFields(call.body, FIELDS) ?? checkPut(call, cloud);
  if (refused !== undefined) return refused;
  const known = findGroup(call, cloud);
  const group: StoredResourceGroup = {
    subscriptionId: call.params['subscriptionId'] ?? '',
    name: known?.name ?? call.params['resourceGroup'] ?? '',
    location: known?.location ?? cloud.names.region,
    tags: tagsAt(call.body, 'tags'),
    managedBy: stringAt(call.body, 'managedBy'),
  };
  const isNew = cloud.state.resourceGroups.set(groupKey(call), group);
  return written(describeResourceGroup(group, call), isNew);
}

function reserved(name: string): Reply {
  const message = `The resource group '${name}' belongs to the system.`;
  return armError(409, { code: 'ResourceGroupReserved', message });
}

function checkPut(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const name = call.params['resourceGroup'] ?? '';
  const location = stringAt(call.body, 'location');
  if (!NAME.test(name) || name.endsWith('.')) {
    const message = `The resource group name '${name}' or length is not valid.`;
    return armError(400, { code: 'InvalidResourceGroupName', message });
  }
  if (isSystemGroup(name)) return reserved(name);
  if (isLocation(cloud, location)) return undefined;
  if (findGroup(call, cloud) !== undefined) {
    const message = `The location of the resource group '${name}' cannot be changed to '${location ?? ''}'.`;
    return armError(409, { code: 'InvalidResourceGroupLocation', message });
  }
  const message = `The provided location '${location ?? ''}' is not available for resource group.`;
  return armError(400, { code: 'LocationNotAvailableForResourceGroup', message });
}

function patchGroup(call: RoutedCall, cloud: Cloud): Reply {
  const known = findGroup(call, cloud);
  const refused = checkGroup(call, cloud) ?? checkFields(call.body, FIELDS.slice(1));
  if (refused !== undefined || known === undefined) return refused ?? empty(404);
  const group: StoredResourceGroup = {
    ...known,
    tags: tagsAt(call.body, 'tags') ?? known.tags,
    managedBy: stringAt(call.body, 'managedBy') ?? known.managedBy,
  };
  cloud.state.resourceGroups.set(groupKey(call), group);
  return ok(describeResourceGroup(group, call));
}

/** Takes the group away with everything in it. */
function deleteGroup(call: RoutedCall, cloud: Cloud): Reply {
  const group = findGroup(call, cloud);
  if (group === undefined) return checkGroup(call, cloud) ?? empty(404);
  const refused = isSystemGroup(group.name) ? reserved(group.name) : removeGroupContent(group, cloud);
  if (refused !== undefined) return refused;
  cloud.state.resourceGroups.delete(groupKey(call));
  startOperation(cloud, { id: call.call.requestId, durationMs: DELETION_MS });
  return empty(202, pollingHeaders(call, cloud, call.call.requestId));
}

function pollingHeaders(call: RoutedCall, cloud: Cloud, id: string): Readonly<Record<string, string>> {
  const endpoint = cloud.names.url(call.call.host === 'admin' ? 'adminmanagement' : 'management');
  const path = `/subscriptions/${call.params['subscriptionId'] ?? ''}/operationresults/${id}`;
  return {
    Location: `${endpoint}${path}?api-version=${call.apiVersion}`,
    'Retry-After': cloud.operations.retryAfter(15),
  };
}

function getDeletion(call: RoutedCall, cloud: Cloud): Reply {
  const id = call.params['operation'] ?? '';
  const operation = cloud.operations.find(id);
  if (operation === undefined) {
    return gatewayError(404, 'OperationNotFound', `The operation '${id}' could not be found.`);
  }
  return isDone(operation, cloud) ? empty(200) : empty(202, pollingHeaders(call, cloud, id));
}

/** Ids echo the casing of the request. */
/** A group under the casing of the request. */
export function describeResourceGroup(group: StoredResourceGroup, call: Addressed): object {
  const subscriptionId = call.params['subscriptionId'] ?? '';
  const name = call.params['resourceGroup'] ?? group.name;
  return {
    id: `/subscriptions/${subscriptionId}/resourceGroups/${name}`,
    name: group.name,
    type: 'Microsoft.Resources/resourceGroups',
    location: group.location,
    tags: group.tags,
    managedBy: group.managedBy,
    properties: { provisioningState: 'Succeeded' },
  };
}
