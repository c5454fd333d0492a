import { type Cloud, isLocation } from '../../cloud/cloud.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, ok, type Reply } from '../../wire/reply.js';
import { checkFields, type FieldRule, integerAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { STORAGE_WIRE } from '../../wire/wire.js';
import type { Quota } from '../../cloud/state/stored-objects.js';
import { refuseQuotaInUse } from './plan-references.js';

const NAMESPACE = 'Microsoft.Storage.Admin';
const PATH = `/subscriptions/{subscriptionId}/providers/${NAMESPACE}/locations/{location}/quotas`;

const FIELDS: readonly FieldRule[] = [
  { path: 'properties', type: 'object', required: true },
  { path: 'properties.numberOfStorageAccounts', type: 'integer', min: 0 },
  { path: 'properties.capacityInGb', type: 'integer', min: 0 },
];

/** Storage quotas. Source: REST reference, section 3.3. */
export const STORAGE_QUOTA_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2019-08-08-preview', '2015-12-01-preview'], wire: STORAGE_WIRE },
  {
    [PATH]: { GET: listQuotas },
    [`${PATH}/{quota}`]: { GET: getQuota, PUT: putQuota, DELETE: deleteQuota },
  },
);

/** The stored quota that a resource's `properties` describe. */
export function readStorageQuota(name: string, body: unknown): Quota {
  return {
    name,
    values: {
      numberOfStorageAccounts: integerAt(body, 'properties.numberOfStorageAccounts') ?? 20,
      capacityInGb: integerAt(body, 'properties.capacityInGb') ?? 500,
    },
  };
}

function notFound(call: RoutedCall): Reply {
  const message = `The quota '${call.params['location'] ?? ''}/${call.params['quota'] ?? ''}' could not be found.`;
  return armError(404, { code: 'ResourceNotFound', message });
}

function checkLocation(call: RoutedCall, cloud: Cloud): Reply | undefined {
  return isLocation(cloud, call.params['location']) ? undefined : notFound(call);
}

function listQuotas(call: RoutedCall, cloud: Cloud): Reply {
  const quotas = cloud.state.storageQuotas.list();
  return (
    checkLocation(call, cloud) ?? ok({ value: quotas.map((quota) => describeStorageQuota(quota, call)) })
  );
}

function getQuota(call: RoutedCall, cloud: Cloud): Reply {
  const quota = cloud.state.storageQuotas.get(call.params['quota'] ?? '');
  return (
    checkLocation(call, cloud) ??
    (quota === undefined ? notFound(call) : ok(describeStorageQuota(quota, call)))
  );
}

function putQuota(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkLocation(call, cloud) ?? checkFields(call.body, FIELDS);
  if (refused !== undefined) return refused;
  const name = call.params['quota'] ?? '';
  const known = cloud.state.storageQuotas.get(name);
  const quota = readStorageQuota(known?.name ?? name, call.body);
  cloud.state.storageQuotas.set(name, quota);
  return ok(describeStorageQuota(quota, call));
}

function deleteQuota(call: RoutedCall, cloud: Cloud): Reply {
  const name = call.params['quota'] ?? '';
  const refused = checkLocation(call, cloud) ?? refuseQuotaInUse(cloud, NAMESPACE, name);
  if (refused !== undefined) return refused;
  return cloud.state.storageQuotas.delete(name) ? empty(200) : notFound(call);
}

/** A storage quota as its provider returns it. */
export function describeStorageQuota(quota: Quota, call: Addressed): object {
  const subscriptionId = call.params['subscriptionId'] ?? '';
  const location = call.params['location'] ?? '';
  return {
    id: `/subscriptions/${subscriptionId}/providers/${NAMESPACE}/locations/${location}/quotas/${quota.name}`,
    name: `${location}/${quota.name}`,
    type: `${NAMESPACE}/locations/quotas`,
    location,
    properties: quota.values,
  };
}
