import { isGuid } from '../../../core/guid.js';
import type { Cloud } from '../../cloud/cloud.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, gatewayError, ok, type Reply, written } from '../../wire/reply.js';
import { badRequest, checkFields, type FieldRule, stringAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import type { StoredDirectoryTenant } from '../../cloud/state/stored-objects.js';
import { checkLocationOf } from '../resources/resource-list.js';
import { checkGroup } from '../resources/resource-groups.js';

const TYPE = 'Microsoft.Subscriptions.Admin/directoryTenants';
const PATH = `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/${TYPE}`;
const HEALTH = '/subscriptions/{subscriptionId}/providers/Microsoft.Subscriptions.Admin/checkIdentityHealth';

const FIELDS: readonly FieldRule[] = [
  { path: 'location', type: 'string', required: true },
  { path: 'properties', type: 'object', required: true },
  { path: 'properties.tenantId', type: 'string', required: true },
];

/** Directories whose users may sign in. Source: REST reference, section 6. */
export const DIRECTORY_TENANT_ROUTES: readonly Route[] = [
  ...routesOf(
    { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
    {
      [PATH]: { GET: listTenants },
      [`${PATH}/{tenant}`]: { GET: getTenant, PUT: putTenant, DELETE: deleteTenant },
    },
  ),
  ...routesOf(
    { hosts: ['admin'], apiVersions: ['2015-11-01', '2018-05-01'], wire: ARM_WIRE },
    { [HEALTH]: { POST: checkHealth } },
  ),
];

function findTenant(call: RoutedCall, cloud: Cloud): StoredDirectoryTenant | undefined {
  const tenant = cloud.state.directoryTenants.get(call.params['tenant'] ?? '');
  return tenant?.resourceGroup.toLowerCase() === call.params['resourceGroup']?.toLowerCase()
    ? tenant
    : undefined;
}

function listTenants(call: RoutedCall, cloud: Cloud): Reply {
  const group = call.params['resourceGroup']?.toLowerCase();
  const tenants = cloud.state.directoryTenants
    .list()
    .filter((tenant) => tenant.resourceGroup.toLowerCase() === group);
  return (
    checkGroup(call, cloud) ??
    ok({ value: tenants.map((tenant) => describeDirectoryTenant(tenant, call, cloud)) })
  );
}

function getTenant(call: RoutedCall, cloud: Cloud): Reply {
  const tenant = findTenant(call, cloud);
  if (tenant !== undefined) return ok(describeDirectoryTenant(tenant, call, cloud));
  const { resourceGroup = '', tenant: name = '' } = call.params;
  const message = `The Resource '${TYPE}/${name}' under resource group '${resourceGroup}' was not found.`;
  return checkGroup(call, cloud) ?? gatewayError(404, 'ResourceNotFound', message);
}

function putTenant(call: RoutedCall, cloud: Cloud): Reply {
  const refused =
    checkGroup(call, cloud) ??
    checkFields(call.body, FIELDS) ??
    checkLocationOf(call, cloud, TYPE) ??
    checkTenantId(call, cloud);
  if (refused !== undefined) return refused;
  const { resourceGroup = '', tenant: name = '' } = call.params;
  const known = findTenant(call, cloud);
  const tenant: StoredDirectoryTenant = {
    name: known?.name ?? name,
    resourceGroup: known?.resourceGroup ?? resourceGroup,
    tenantId: stringAt(call.body, 'properties.tenantId') ?? '',
  };
  const isNew = cloud.state.directoryTenants.set(name, tenant);
  return written(describeDirectoryTenant(tenant, call, cloud), isNew);
}

/** A GUID, of one entry only, and on AD FS only the home directory's. */
function checkTenantId(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const tenantId = (stringAt(call.body, 'properties.tenantId') ?? '').toLowerCase();
  const name = call.params['tenant']?.toLowerCase();
  if (!isGuid(tenantId)) return badRequest(`The tenantId '${tenantId}' is not a GUID.`);
  const twin = cloud.state.directoryTenants.find(
    (tenant) => tenant.tenantId.toLowerCase() === tenantId && tenant.name.toLowerCase() !== name,
  );
  if (twin !== undefined) {
    const message = `The directory '${tenantId}' is onboarded as '${twin.name}'.`;
    return armError(409, { code: 'DirectoryTenantAlreadyExists', message });
  }
  const isHome = tenantId === cloud.ids.tenantId.toLowerCase();
  return cloud.names.identity === 'adfs' && !isHome
    ? badRequest('A cloud that uses AD FS has one directory.')
    : undefined;
}

function deleteTenant(call: RoutedCall, cloud: Cloud): Reply {
  const tenant = findTenant(call, cloud);
  if (tenant === undefined) return checkGroup(call, cloud) ?? empty(204);
  const wanted = tenant.tenantId.toLowerCase();
  const holder = cloud.state.subscriptions.find(
    (subscription) => subscription.tenantId.toLowerCase() === wanted,
  );
  if (holder !== undefined) {
    const message = `The directory '${tenant.name}' has subscriptions.`;
    return armError(409, { code: 'DirectoryTenantInUse', message });
  }
  cloud.state.directoryTenants.delete(tenant.name);
  return empty(200);
}

function checkHealth(_call: RoutedCall, cloud: Cloud): Reply {
  const time = cloud.clock.now().toISOString();
  const directoryTenants = cloud.state.directoryTenants
    .list()
    .map(({ name, tenantId }) => ({ name, tenantId, status: 'Healthy' }));
  return ok({ reportStartTimeUtc: time, reportEndTimeUtc: time, status: 'Healthy', directoryTenants });
}

/** A directory as its provider returns it. */
export function describeDirectoryTenant(
  tenant: StoredDirectoryTenant,
  call: Addressed,
  cloud: Cloud,
): object {
  const { subscriptionId = '', resourceGroup = '' } = call.params;
  return {
    id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${TYPE}/${tenant.name}`,
    name: tenant.name,
    type: TYPE,
    location: cloud.names.region,
    properties: { tenantId: tenant.tenantId },
  };
}
