import { normalizeArmId, selectLastSegment } from '../../../cloud/arm-id.js';
import type { Cloud } from '../../cloud/cloud.js';
import { isWithin, listAssignmentsAt } from '../../identity/authorize.js';
import { findRole } from '../../identity/built-in-roles.js';
import { isKnownPrincipal } from '../../identity/directory.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, empty, ok, pageOf, type Reply } from '../../wire/reply.js';
import { checkFields, type FieldRule, stringAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import type { StoredRoleAssignment } from '../../cloud/state/stored-objects.js';
import { roleIdAt } from './role-definitions.js';
import { checkScope } from './scopes.js';

const TYPE = 'Microsoft.Authorization/roleAssignments';
const PATH = `/{scope}/providers/${TYPE}`;

const FIELDS: readonly FieldRule[] = [
  { path: 'properties', type: 'object', required: true },
  { path: 'properties.roleDefinitionId', type: 'string', required: true },
  { path: 'properties.principalId', type: 'string', required: true },
];

/** Role assignments. Source: REST reference, sections 7.1 and 7.4. */
export const ROLE_ASSIGNMENT_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin', 'user'], apiVersions: ['2015-07-01'], wire: ARM_WIRE },
  {
    [PATH]: { GET: listAssignments },
    [`${PATH}/{assignment}`]: { GET: getAssignment, PUT: putAssignment, DELETE: deleteAssignment },
  },
);

/** The stored assignment that a resource describes. */
export function readRoleAssignment(
  at: { readonly scope: string; readonly name: string },
  body: unknown,
): StoredRoleAssignment {
  return {
    ...at,
    roleName: selectLastSegment(stringAt(body, 'properties.roleDefinitionId') ?? '').toLowerCase(),
    principalId: stringAt(body, 'properties.principalId') ?? '',
  };
}

function scopeOf(call: RoutedCall): string {
  return call.params['scope'] ?? '/';
}

/** Without a filter: at, above and below the scope. `atScope()` leaves out what is below. */
function listAssignments(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkScope(scopeOf(call), call.call.host, cloud);
  if (refused !== undefined) return refused;
  const scope = normalizeArmId(scopeOf(call));
  const filter = call.call.query.get('$filter') ?? '';
  const isAtScope = /\batScope\(\)/i.test(filter);
  const principal = /(?:principalId eq |assignedTo\()'([^']*)'/i.exec(filter)?.[1]?.toLowerCase();
  const isSeen = ({ scope: assigned }: StoredRoleAssignment) => {
    const at = normalizeArmId(assigned);
    return isWithin(scope, at) || isWithin(at, scope);
  };
  const seen = isAtScope
    ? listAssignmentsAt(scope, cloud)
    : cloud.state.roleAssignments.list().filter(isSeen);
  const assignments = seen.filter(
    ({ principalId }) => principal === undefined || principalId.toLowerCase() === principal,
  );
  const page = pageOf(assignments, call.call);
  return ok({
    value: page.items.map((assignment) => describeRoleAssignment(assignment)),
    nextLink: page.nextLink,
  });
}

function findAssignment(call: RoutedCall, cloud: Cloud): StoredRoleAssignment | undefined {
  const assignment = cloud.state.roleAssignments.get(call.params['assignment'] ?? '');
  const isHere = normalizeArmId(assignment?.scope ?? '') === normalizeArmId(scopeOf(call));
  return isHere ? assignment : undefined;
}

function getAssignment(call: RoutedCall, cloud: Cloud): Reply {
  const assignment = findAssignment(call, cloud);
  if (assignment !== undefined) return ok(describeRoleAssignment(assignment));
  const message = `The role assignment '${call.params['assignment'] ?? ''}' is not found.`;
  const refused = checkScope(scopeOf(call), call.call.host, cloud);
  return refused ?? armError(404, { code: 'RoleAssignmentNotFound', message });
}

function putAssignment(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkScope(scopeOf(call), call.call.host, cloud) ?? checkFields(call.body, FIELDS);
  if (refused !== undefined) return refused;
  const name = call.params['assignment'] ?? '';
  const wanted = readRoleAssignment({ scope: scopeOf(call), name }, call.body);
  const broken = checkGrant(wanted, cloud) ?? checkConflict(wanted, cloud);
  if (broken !== undefined) return broken;
  cloud.state.roleAssignments.set(name, wanted);
  return { status: 201, body: describeRoleAssignment(wanted) };
}

function checkGrant(wanted: StoredRoleAssignment, cloud: Cloud): Reply | undefined {
  if (findRole(cloud, wanted.roleName) === undefined) {
    const message = `The specified role definition with ID '${wanted.roleName}' does not exist.`;
    return armError(400, { code: 'RoleDefinitionDoesNotExist', message });
  }
  if (isKnownPrincipal(cloud, wanted.principalId)) return undefined;
  const message = `Principal ${wanted.principalId} does not exist in the directory ${cloud.ids.tenantId}.`;
  return armError(400, { code: 'PrincipalNotFound', message });
}

/** Assignments never change, and a grant stands once. */
function checkConflict(wanted: StoredRoleAssignment, cloud: Cloud): Reply | undefined {
  const known = cloud.state.roleAssignments.get(wanted.name);
  if (known !== undefined) {
    if (isSameGrant(known, wanted)) return undefined;
    const message = 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.';
    return armError(400, { code: 'RoleAssignmentUpdateNotPermitted', message });
  }
  const sameScope = cloud.state.roleAssignments.listGroup(normalizeArmId(wanted.scope));
  if (!sameScope.some((assignment) => isSameGrant(assignment, wanted))) return undefined;
  return armError(409, { code: 'RoleAssignmentExists', message: 'The role assignment already exists.' });
}

function isSameGrant(left: StoredRoleAssignment, right: StoredRoleAssignment): boolean {
  return grantKeyOf(left) === grantKeyOf(right);
}

function grantKeyOf({ principalId, roleName, scope }: StoredRoleAssignment): string {
  return `${principalId}|${roleName}|${normalizeArmId(scope)}`.toLowerCase();
}

function deleteAssignment(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkScope(scopeOf(call), call.call.host, cloud);
  const assignment = findAssignment(call, cloud);
  if (refused !== undefined || assignment === undefined) return refused ?? empty(204);
  cloud.state.roleAssignments.delete(assignment.name);
  return ok(describeRoleAssignment(assignment));
}

/** An assignment as its provider returns it. */
export function describeRoleAssignment(assignment: StoredRoleAssignment): object {
  const { name, scope, roleName, principalId } = assignment;
  const prefix = scope === '/' ? '' : scope;
  return {
    id: `${prefix}/providers/${TYPE}/${name}`,
    name,
    type: TYPE,
    properties: { roleDefinitionId: roleIdAt(scope, roleName), principalId, scope },
  };
}
