import type { Cloud } from '../../cloud/cloud.js';
import { listGrants } from '../../identity/authorize.js';
import type { RoutedCall } from '../../wire/call.js';
import { ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import { checkScope } from './scopes.js';

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
