import type { Cloud } from '../cloud/cloud.js';
import { armError, type Reply } from '../wire/reply.js';
import type { StoredRoleAssignment, RolePermission } from '../cloud/state/stored-objects.js';
import { findRole } from './built-in-roles.js';
import type { Caller } from '../wire/call.js';
import type { Principal } from '../cloud/accounts/principals.js';

/** A scope holds itself and everything below it. Both in lower case. */
export function isWithin(scope: string, outer: string): boolean {
  return outer === '/' || outer === '' || scope === outer || scope.startsWith(`${outer}/`);
}

/**
 * The 403 for a caller without the permission; undefined when it has it. Source: REST reference, sections 7 and 10.3.
 */
export function authorize(
  caller: Caller,
  request: { readonly action: string; readonly scope: string },
  cloud: Cloud,
): Reply | undefined {
  return isAllowed(caller, request, cloud) ? undefined : refuse(caller, request);
}

function refuse(
  caller: Caller,
  { action, scope }: { readonly action: string; readonly scope: string },
): Reply {
  const message = `The client '${caller.clientId}' with object id '${caller.principalId}' does not have authorization to perform action '${action}' over scope '${scope}'.`;
  return armError(403, { code: 'AuthorizationFailed', message });
}

/** True when a full principal has not been denied the action, or a role grants it. */
export function isAllowed(
  caller: Caller,
  request: { readonly action: string; readonly scope: string },
  cloud: Cloud,
): boolean {
  const principal = cloud.principals.find(caller.clientId);
  if (principal === undefined) return false;
  const { action, scope } = request;
  if (isDenied(principal, request)) return false;
  if (principal.access === 'full') return true;
  return listGrants(caller, scope, cloud).some((permission) => grants(permission, action));
}

/** The 403 for a caller from whom the action was taken away, whatever its roles; undefined for all others. */
export function checkDenied(
  caller: Caller,
  request: { readonly action: string; readonly scope: string },
  cloud: Cloud,
): Reply | undefined {
  const principal = cloud.principals.find(caller.clientId);
  return principal !== undefined && !isDenied(principal, request) ? undefined : refuse(caller, request);
}

function isDenied(
  principal: Principal,
  { action, scope }: { readonly action: string; readonly scope: string },
): boolean {
  return (principal.denied ?? []).some(
    (denial) =>
      matches(denial.action, action) && isWithin(scope.toLowerCase(), (denial.scope ?? '/').toLowerCase()),
  );
}

/**
 * The role assignments at a scope and above it, outermost first.
 *
 * @param scope in lower case
 */
export function listAssignmentsAt(scope: string, cloud: Cloud): readonly StoredRoleAssignment[] {
  const segments = scope.split('/').filter((segment) => segment !== '');
  const outer = segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`);
  return ['', '/', ...outer].flatMap((at) => cloud.state.roleAssignments.listGroup(at));
}

/** The permissions of a caller's roles at a scope, inherited ones included. */
export function listGrants(caller: Caller, scope: string, cloud: Cloud): readonly RolePermission[] {
  return listAssignmentsAt(scope.toLowerCase(), cloud)
    .filter(({ principalId }) => principalId.toLowerCase() === caller.principalId.toLowerCase())
    .flatMap((assignment) => findRole(cloud, assignment.roleName)?.permissions ?? []);
}

function grants(permission: RolePermission, action: string): boolean {
  const isNamed = permission.actions.some((pattern) => matches(pattern, action));
  return isNamed && !permission.notActions.some((pattern) => matches(pattern, action));
}

/** `*` stands for any text. */
function matches(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}
