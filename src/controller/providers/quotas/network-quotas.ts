import { type Cloud, isLocation } from '../../cloud/cloud.js';
import { startOperation } from '../../cloud/operations.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, ok, type Reply, written } from '../../wire/reply.js';
import { checkFields, type FieldRule, integerAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { NETWORK_WIRE } from '../../wire/wire.js';
import type { Quota } from '../../cloud/state/stored-objects.js';
import { networkOperationHeaders } from './network-operations.js';
import { refuseQuotaInUse } from './plan-references.js';

const NAMESPACE = 'Microsoft.Network.Admin';
const PATH = `/subscriptions/{subscriptionId}/providers/${NAMESPACE}/locations/{location}/quotas`;
const DELETE_DURATION_MS = 5000;

/** Numbers of a network quota and what they are when a body leaves them out. */
const DEFAULTS: Readonly<Record<string, number>> = {
  maxPublicIpsPerSubscription: 50,
  maxVnetsPerSubscription: 50,
  maxVirtualNetworkGatewaysPerSubscription: 1,
  maxVirtualNetworkGatewayConnectionsPerSubscription: 2,
  maxLoadBalancersPerSubscription: 50,
  maxNicsPerSubscription: 100,
  maxSecurityGroupsPerSubscription: 50,
};

const FIELDS: readonly FieldRule[] = [
  { path: 'properties', type: 'object', required: true },
  ...Object.keys(DEFAULTS).map((field): FieldRule => ({
    path: `properties.${field}`,
    type: 'integer',
    min: 0,
  })),
  { path: 'properties.migrationPhase', type: 'string', oneOf: ['None', 'Prepare', 'Commit', 'Abort'] },
];

/** Network quotas. Source: REST reference, section 3.2. */
export const NETWORK_QUOTA_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-06-15'], wire: NETWORK_WIRE },
  {
    [PATH]: { GET: listQuotas },
    [`${PATH}/{quota}`]: { GET: getQuota, PUT: putQuota, DELETE: deleteQuota },
  },
);

/** The stored quota that a resource's `properties` describe. */
export function readNetworkQuota(name: string, body: unknown, etag: string): Quota {
  const values: Record<string, number> = {};
  for (const [field, standard] of Object.entries(DEFAULTS)) {
    values[field] = integerAt(body, `properties.${field}`) ?? standard;
  }
  return { name, values, etag };
}

/** A fresh entity tag. */
export function createEtag(guid: string): string {
  return `W/"${guid}"`;
}

function notFound(call: RoutedCall, cloud: Cloud): Reply {
  const { networkInternalSubscriptionId } = cloud.ids;
  const id = `/subscriptions/${networkInternalSubscriptionId}/providers/${NAMESPACE}/locations/${call.params['location'] ?? ''}/quotas/${call.params['quota'] ?? ''}`;
  return armError(404, { code: 'NotFound', message: `Resource ${id} not found.`, details: [] });
}

function checkLocation(call: RoutedCall, cloud: Cloud): Reply | undefined {
  return isLocation(cloud, call.params['location']) ? undefined : notFound(call, cloud);
}

/** `$filter` of this provider knows `name eq '…'`. */
function listQuotas(call: RoutedCall, cloud: Cloud): Reply {
  const wanted = /^name eq '([^']*)'$/i.exec(call.call.query.get('$filter') ?? '')?.[1]?.toLowerCase();
  const quotas = cloud.state.networkQuotas
    .list()
    .filter((quota) => wanted === undefined || quota.name.toLowerCase() === wanted);
  return (
    checkLocation(call, cloud) ?? ok({ value: quotas.map((quota) => describeNetworkQuota(quota, call)) })
  );
}

function getQuota(call: RoutedCall, cloud: Cloud): Reply {
  const quota = cloud.state.networkQuotas.get(call.params['quota'] ?? '');
  const refused = checkLocation(call, cloud);
  if (refused !== undefined || quota === undefined) return refused ?? notFound(call, cloud);
  return ok(describeNetworkQuota(quota, call), { ETag: quota.etag ?? '' });
}

function putQuota(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkLocation(call, cloud) ?? checkFields(call.body, FIELDS);
  if (refused !== undefined) return refused;
  const name = call.params['quota'] ?? '';
  const known = cloud.state.networkQuotas.get(name);
  const etag = createEtag(cloud.random.guid());
  const quota = readNetworkQuota(known?.name ?? name, call.body, etag);
  const isNew = cloud.state.networkQuotas.set(name, quota);
  startOperation(cloud, { id: call.call.requestId, durationMs: 0 });
  const polling = networkOperationHeaders(call, cloud)['Azure-AsyncOperation'];
  return {
    ...written(describeNetworkQuota(quota, call), isNew),
    headers: { 'Azure-AsyncOperation': polling },
  };
}

function deleteQuota(call: RoutedCall, cloud: Cloud): Reply {
  const name = call.params['quota'] ?? '';
  const refused = checkLocation(call, cloud) ?? refuseQuotaInUse(cloud, NAMESPACE, name);
  if (refused !== undefined) return refused;
  if (!cloud.state.networkQuotas.delete(name)) return empty(204);
  startOperation(cloud, { id: call.call.requestId, durationMs: DELETE_DURATION_MS });
  return empty(202, {
    ...networkOperationHeaders(call, cloud),
    'Retry-After': cloud.operations.retryAfter(10),
  });
}

/** A network quota as its provider returns it. */
export function describeNetworkQuota(quota: Quota, call: Addressed): object {
  const subscriptionId = call.params['subscriptionId'] ?? '';
  const location = call.params['location'] ?? '';
  return {
    id: `/subscriptions/${subscriptionId}/providers/${NAMESPACE}/locations/${location}/quotas/${quota.name}`,
    name: `${location}/${quota.name}`,
    type: `${NAMESPACE}/quotas`,
    location,
    etag: quota.etag,
    properties: { ...quota.values, migrationPhase: 'None', provisioningState: 'Succeeded' },
  };
}
