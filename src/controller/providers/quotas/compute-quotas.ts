import { type Cloud, isLocation } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { empty, ok, type Reply } from '../../wire/reply.js';
import { checkFields, type FieldRule, integerAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { COMPUTE_WIRE } from '../../wire/wire.js';
import type { Quota } from '../../cloud/state/stored-objects.js';
import { refuseQuotaInUse } from './plan-references.js';

const NAMESPACE = 'Microsoft.Compute.Admin';
const PATH = `/subscriptions/{subscriptionId}/providers/${NAMESPACE}/locations/{location}/quotas`;

const OLDEST = ['virtualMachineCount', 'coresLimit', 'availabilitySetCount', 'vmScaleSetCount'];
const WITH_DISKS = [
  ...OLDEST,
  'maxAllocationStandardManagedDisksAndSnapshots',
  'maxAllocationPremiumManagedDisksAndSnapshots',
];

/** Numbers of a compute quota, in the wire's spelling and order, by api-version. */
const FIELDS_BY_VERSION: Readonly<Record<string, readonly string[]>> = {
  '2015-12-01-preview': OLDEST,
  '2018-02-09': WITH_DISKS,
  '2021-01-01': [...WITH_DISKS, 'ddagpuCount', 'partitionedGPUCount'],
};

/** Every number of a compute quota. */
export const COMPUTE_QUOTA_FIELDS: readonly string[] = FIELDS_BY_VERSION['2021-01-01'] ?? [];

/** The swagger's spelling, taken as well as the wire's. Source: REST reference, section 12, row 1. */
const SWAGGER_GPU_FIELD = 'partitionedGpuCount';

/** Compute quotas. Source: REST reference, section 3.1. */
export const COMPUTE_QUOTA_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: Object.keys(FIELDS_BY_VERSION), wire: COMPUTE_WIRE },
  {
    [PATH]: { GET: listQuotas },
    [`${PATH}/{quota}`]: { GET: getQuota, PUT: putQuota, DELETE: deleteQuota },
  },
);

/** The stored quota that a resource's `properties` describe: 0 for every number left out. */
export function readComputeQuota(name: string, body: unknown, fields = COMPUTE_QUOTA_FIELDS): Quota {
  const values: Record<string, number> = {};
  for (const field of COMPUTE_QUOTA_FIELDS) {
    values[field] = fields.includes(field) ? (numberOf(body, field) ?? 0) : 0;
  }
  return { name, values };
}

function numberOf(body: unknown, field: string): number | undefined {
  const value = integerAt(body, `properties.${field}`);
  const isGpu = field === 'partitionedGPUCount';
  return value ?? (isGpu ? integerAt(body, `properties.${SWAGGER_GPU_FIELD}`) : undefined);
}

/** The recorded 400 has no `error` around its message. */
function checkLocation(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const location = call.params['location'] ?? '';
  if (isLocation(cloud, location)) return undefined;
  return { status: 400, body: { message: `Unsupported quota location: ${location}` } };
}

function listQuotas(call: RoutedCall, cloud: Cloud): Reply {
  const quotas = cloud.state.computeQuotas.list();
  return (
    checkLocation(call, cloud) ?? ok({ value: quotas.map((quota) => describeComputeQuota(quota, call)) })
  );
}

function getQuota(call: RoutedCall, cloud: Cloud): Reply {
  const quota = cloud.state.computeQuotas.get(call.params['quota'] ?? '');
  return (
    checkLocation(call, cloud) ?? (quota === undefined ? empty(404) : ok(describeComputeQuota(quota, call)))
  );
}

function putQuota(call: RoutedCall, cloud: Cloud): Reply {
  const fields = FIELDS_BY_VERSION[call.apiVersion.toLowerCase()] ?? [];
  const rules = [...fields, SWAGGER_GPU_FIELD].map((field): FieldRule => ({
    path: `properties.${field}`,
    type: 'integer',
    min: 0,
  }));
  const object: FieldRule = { path: 'properties', type: 'object', required: true };
  const refused = checkLocation(call, cloud) ?? checkFields(call.body, [object, ...rules]);
  if (refused !== undefined) return refused;
  const name = call.params['quota'] ?? '';
  const known = cloud.state.computeQuotas.get(name);
  const quota = readComputeQuota(known?.name ?? name, call.body, fields);
  cloud.state.computeQuotas.set(name, quota);
  return ok(describeComputeQuota(quota, call));
}

function deleteQuota(call: RoutedCall, cloud: Cloud): Reply {
  const name = call.params['quota'] ?? '';
  const refused = checkLocation(call, cloud) ?? refuseQuotaInUse(cloud, NAMESPACE, name);
  if (refused !== undefined) return refused;
  return cloud.state.computeQuotas.delete(name) ? empty(200) : empty(404);
}

/** A compute quota, with the numbers that the api-version knows. */
export function describeComputeQuota(quota: Quota, call: Pick<RoutedCall, 'params' | 'apiVersion'>): object {
  const subscriptionId = call.params['subscriptionId'] ?? '';
  const location = call.params['location'] ?? '';
  const properties: Record<string, number> = {};
  for (const field of FIELDS_BY_VERSION[call.apiVersion.toLowerCase()] ?? []) {
    properties[field] = quota.values[field] ?? 0;
  }
  return {
    id: `/subscriptions/${subscriptionId}/providers/${NAMESPACE}/locations/${location}/quotas/${quota.name}`,
    name: quota.name,
    type: `${NAMESPACE}/quotas`,
    location,
    properties,
  };
}
