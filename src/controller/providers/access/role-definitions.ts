import { isGuid } from '../../../core/guid.js';
import { normalizeArmId } from '../../../cloud/arm-id.js';
import type { Cloud } from '../../cloud/cloud.js';
import { isWithin, listGrants } from '../../identity/authorize.js';
import { BUILT_IN_ROLES, findRole } from '../../identity/built-in-roles.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, ok, pageOf, type Reply } from '../../wire/reply.js';
import {
  badRequest,
  checkFields,
  type FieldRule,
  objectsAt,
  stringAt,
  stringsAt,
} from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import type { StoredRoleDefinition } from '../../cloud/state/stored-objects.js';
import { checkScope, subscriptionOfScope } from './scopes.js';

const TYPE = 'Microsoft.Authorization/roleDefinitions';
const PATH = `/{scope}/providers/${TYPE}`;

const FIELDS: readonly FieldRule[] = [
  { path: 'properties', type: 'object', required: true },
  { path: 'properties.roleName', type: 'string', required: true },
  { path: 'properties.description', type: 'string' },
  { path: 'properties.type', type: 'string', oneOf: ['CustomRole'] },
  { path: 'properties.permissions', type: 'array', required: true },
  { path: 'properties.assignableScopes', type: 'strings', required: true },
];

/** Roles: built-in ones and those of the directory. Source: REST reference, sections 7.1 to 7.3. */
export const ROLE_DEFINITION_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin', 'user'], apiVersions: ['2015-07-01'], wire: ARM_WIRE },
  { [PATH]: { GET: listRoles }, [`${PATH}/{role}`]: { GET: getRole, PUT: putRole, DELETE: deleteRole } },
);

/** The stored role that a resource describes. */
export function readRoleDefinition(name: string, body: unknown): StoredRoleDefinition {
  return {
    name,
    roleName: stringAt(body, 'properties.roleName') ?? name,
    type: 'CustomRole',
    description: stringAt(body, 'properties.description'),
    permissions: objectsAt(body, 'properties.permissions').map((permission) => ({
      actions: stringsAt(permission, 'actions'),
      notActions: stringsAt(permission, 'notActions'),
    })),
    assignableScopes: stringsAt(body, 'properties.assignableScopes'),
  };
}

/** The id of a role as seen through a subscription. */
export function roleIdAt(scope: string, roleName: string): string {
  const subscriptionId = subscriptionOfScope(scope);
  const prefix = subscriptionId === undefined ? '' : `/subscriptions/${subscriptionId}`;
  return `${prefix}/providers/${TYPE}/${roleName}`;
}

function scopeOf(call: Addressed): string {
  return call.params['scope'] ?? '/';
}

/** Filters: `atScopeAndBelow()`, `roleName eq '…'`, `type eq '…'`. */
function listRoles(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkScope(scopeOf(call), call.call.host, cloud);
  if (refused !== undefined) return refused;
  const scope = normalizeArmId(scopeOf(call));
  const filter = call.call.query.get('$filter') ?? '';
  const [, member, text] = /(roleName|type) eq '((?:[^']|'')*)'/i.exec(filter) ?? [];
  const isBelow = /atScopeAndBelow\(\)/i.test(filter);
  const roles = [...BUILT_IN_ROLES, ...cloud.state.roleDefinitions.list()].filter((role) => {
    const value = member?.toLowerCase() === 'type' ? role.type : role.roleName;
    const isNamed = text === undefined || value.toLowerCase() === text.replaceAll("''", "'").toLowerCase();
    return isNamed && role.assignableScopes.some((at) => isVisible(normalizeArmId(at), scope, isBelow));
  });
  const page = pageOf(roles, call.call);
  return ok({ value: page.items.map((role) => describeRoleDefinition(role, call)), nextLink: page.nextLink });
}

function isVisible(assignable: string, scope: string, isBelow: boolean): boolean {
  return isWithin(scope, assignable) || (isBelow && isWithin(assignable, scope));
}

function getRole(call: RoutedCall, cloud: Cloud): Reply {
  const role = findRole(cloud, call.params['role'] ?? '');
  return (
    checkScope(scopeOf(call), call.call.host, cloud) ??
    (role === undefined ? notFound(call) : ok(describeRoleDefinition(role, call)))
  );
}

function notFound(call: RoutedCall): Reply {
  const message = `The specified role definition with ID '${call.params['role'] ?? ''}' does not exist.`;
  return armError(404, { code: 'RoleDefinitionDoesNotExist', message });
}

function putRole(call: RoutedCall, cloud: Cloud): Reply {
  const name = (call.params['role'] ?? '').toLowerCase();
  const refused =
    checkScope(scopeOf(call), call.call.host, cloud) ??
    checkFields(call.body, FIELDS) ??
    checkCustom(name) ??
    checkRoleName(call, cloud, name) ??
    checkAssignableScopes(call, cloud);
  if (refused !== undefined) return refused;
  const role = readRoleDefinition(name, call.body);
  cloud.state.roleDefinitions.set(name, role);
  return { status: 201, body: describeRoleDefinition(role, call) };
}

function checkCustom(name: string): Reply | undefined {
  if (!isGuid(name)) return badRequest(`The role definition ID '${name}' is not a GUID.`);
  if (BUILT_IN_ROLES.every((role) => role.name !== name)) return undefined;
  const message = `The role definition '${name}' is built in and cannot be changed.`;
  return armError(403, { code: 'BuiltInRoleUpdateNotPermitted', message });
}

function checkRoleName(call: RoutedCall, cloud: Cloud, name: string): Reply | undefined {
  const roleName = stringAt(call.body, 'properties.roleName')?.toLowerCase();
  const other = [...BUILT_IN_ROLES, ...cloud.state.roleDefinitions.list()].find(
    (role) => role.name !== name && role.roleName.toLowerCase() === roleName,
  );
  if (other === undefined) return undefined;
  const message = `A custom role with the name '${other.roleName}' already exists in this directory.`;
  return armError(409, { code: 'RoleDefinitionWithSameNameExists', message });
}

/** Every assignable scope must be there, on whichever ARM. */
function checkAssignableScopes(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const scopes = stringsAt(call.body, 'properties.assignableScopes');
  if (scopes.length === 0) return badRequest('A role definition needs at least one assignable scope.');
  const missing = scopes.find(
    (scope) =>
      scope === '/' ||
      (checkScope(scope, 'user', cloud) !== undefined && checkScope(scope, 'admin', cloud) !== undefined),
  );
  if (missing === undefined) return undefined;
  const message = `The assignable scope '${missing}' could not be found or is not allowed.`;
  return armError(400, { code: 'InvalidAssignableScope', message });
}

function deleteRole(call: RoutedCall, cloud: Cloud): Reply {
  const name = (call.params['role'] ?? '').toLowerCase();
  const role = cloud.state.roleDefinitions.get(name);
  const refused = checkScope(scopeOf(call), call.call.host, cloud) ?? checkCustom(name);
  if (refused !== undefined || role === undefined) return refused ?? empty(204);
  if (cloud.state.roleAssignments.find((assignment) => assignment.roleName === name) !== undefined) {
    const message = `There are existing role assignments referencing role '${name}'.`;
    return armError(409, { code: 'RoleDefinitionHasAssignments', message });
  }
  cloud.state.roleDefinitions.delete(name);
  return ok(describeRoleDefinition(role, call));
}

/** A role as it is seen at a scope. */
export function describeRoleDefinition(role: StoredRoleDefinition, call: Addressed): object {
  const { name, ...properties } = role;
  return { id: roleIdAt(scopeOf(call), name), name, type: TYPE, properties };
}

/** The permissions of the caller at a scope, in the form of Azure's list of the same api-version. */
export const PERMISSION_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin', 'user'], apiVersions: ['2015-07-01'], wire: ARM_WIRE },
  { '/{scope}/providers/Microsoft.Authorization/permissions': { GET: listPermissions } },
);

function listPermissions(call: RoutedCall, cloud: Cloud): Reply {
  const scope = call.params['scope'] ?? '/';
  const refused = checkScope(scope, call.call.host, cloud);
  if (refused !== undefined) return refused;
  const principal = cloud.principals.find(call.caller.clientId);
  const notActions = (principal?.denied ?? []).map((denial) => denial.action);
  if (principal?.access === 'full') return ok({ value: [{ actions: ['*'], notActions }] });
  const grants = listGrants(call.caller, scope, cloud);
  return ok({
    value: grants.map((grant) => ({ ...grant, notActions: [...grant.notActions, ...notActions] })),
  });
}
