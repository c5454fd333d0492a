import { type Cloud, isLocation, type AddOn } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, empty, gatewayError, ok, type Reply } from '../../wire/reply.js';
import { checkFields, type FieldRule, integerAt } from '../../wire/request-fields.js';
import { type Handler, type Route, routesOf } from '../../cloud/route.js';
import { ADD_ON_WIRE } from '../../wire/wire.js';
import type { Quota } from '../../cloud/state/stored-objects.js';
import { UNLIMITED } from './fixed-quotas.js';
import { refuseQuotaInUse } from './plan-references.js';

const REGISTRY = 'Microsoft.ContainerRegistry.Admin';
const SERVICE = 'Microsoft.ContainerService.Admin';

const path = (namespace: string) =>
  `/subscriptions/{subscriptionId}/providers/${namespace}/locations/{location}/quotas`;

const FIELDS: readonly FieldRule[] = [
  { path: 'properties', type: 'object', required: true },
  { path: 'properties.numberOfRegistries', type: 'integer', min: 0 },
  { path: 'properties.capacityPerRegistryInGiB', type: 'integer', min: 0 },
];

/** Quotas of add-on providers, on clouds that have them. Source: REST reference, section 3.6. */
export const ADD_ON_QUOTA_ROUTES: readonly Route[] = [
  ...routesOf(
    { hosts: ['admin'], apiVersions: ['2019-11-01-preview'], wire: ADD_ON_WIRE },
    {
      [path(REGISTRY)]: { GET: installed('containerRegistry', listQuotas) },
      [`${path(REGISTRY)}/{quota}`]: {
        GET: installed('containerRegistry', getQuota),
        PUT: installed('containerRegistry', putQuota),
        DELETE: installed('containerRegistry', deleteQuota),
      },
    },
  ),
  ...routesOf(
    { hosts: ['admin'], apiVersions: ['2019-11-01'], wire: ADD_ON_WIRE },
    { [path(SERVICE)]: { GET: installed('containerService', listServiceQuotas) } },
  ),
];

/** Guards a handler: without the add-on installed its namespace is unknown. */
function installed(addOn: AddOn, handle: Handler): Handler {
  const namespace = addOn === 'containerRegistry' ? REGISTRY : SERVICE;
  return (call, cloud) => {
    if (!cloud.addOns.has(addOn)) {
      return gatewayError(
        404,
        'InvalidResourceNamespace',
        `The resource namespace '${namespace}' is invalid.`,
      );
    }
    if (isLocation(cloud, call.params['location'])) return handle(call, cloud);
    return armError(404, {
      code: 'NotFound',
      message: `The location '${call.params['location'] ?? ''}' is unknown.`,
    });
  };
}

function listQuotas(call: RoutedCall, cloud: Cloud): Reply {
  return ok({ value: cloud.state.registryQuotas.list().map((quota) => describe(quota, call)) });
}

function notFound(call: RoutedCall): Reply {
  return armError(404, {
    code: 'NotFound',
    message: `The quota '${call.params['quota'] ?? ''}' could not be found.`,
  });
}

function getQuota(call: RoutedCall, cloud: Cloud): Reply {
  const quota = cloud.state.registryQuotas.get(call.params['quota'] ?? '');
  return quota === undefined ? notFound(call) : ok(describe(quota, call));
}

function putQuota(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkFields(call.body, FIELDS);
  if (refused !== undefined) return refused;
  const name = call.params['quota'] ?? '';
  const quota: Quota = {
    name: cloud.state.registryQuotas.get(name)?.name ?? name,
    values: {
      numberOfRegistries: integerAt(call.body, 'properties.numberOfRegistries') ?? 0,
      capacityPerRegistryInGiB: integerAt(call.body, 'properties.capacityPerRegistryInGiB') ?? 0,
    },
  };
  cloud.state.registryQuotas.set(name, quota);
  return ok(describe(quota, call));
}

function deleteQuota(call: RoutedCall, cloud: Cloud): Reply {
  const name = call.params['quota'] ?? '';
  const refused = refuseQuotaInUse(cloud, REGISTRY, name);
  return refused ?? (cloud.state.registryQuotas.delete(name) ? empty(200) : notFound(call));
}

function listServiceQuotas(call: RoutedCall): Reply {
  const quota = { ...identify(call, SERVICE, UNLIMITED), properties: { name: UNLIMITED } };
  return ok({ value: [quota] });
}

/** A quota as its provider returns it: without `location` at the top, as recorded. */
function describe(quota: Quota, call: RoutedCall): unknown {
  return { ...identify(call, REGISTRY, quota.name), properties: quota.values };
}

function identify(call: RoutedCall, namespace: string, name: string): Readonly<Record<string, unknown>> {
  const { subscriptionId = '', location = '' } = call.params;
  return {
    id: `/subscriptions/${subscriptionId}/providers/${namespace}/locations/${location}/quotas/${name}`,
    name: `${location}/${name}`,
    type: `${namespace}/locations/quotas`,
  };
}
