import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import type { Reply } from '../../wire/reply.js';
import type { Handler } from '../../cloud/route.js';
import { vaultError } from './vault-errors.js';

/** A permission on secrets that an access policy can grant. */
export type SecretPermission = 'get' | 'list' | 'set' | 'delete' | 'backup' | 'restore' | 'recover' | 'purge';

/** Guards a handler: callers whose access policy lacks the permission get 403. */
export function guarded(permission: SecretPermission, handle: Handler): Handler {
  return (call, cloud) => checkAccess(call, cloud, permission) ?? handle(call, cloud);
}

function checkAccess(call: RoutedCall, cloud: Cloud, permission: SecretPermission): Reply | undefined {
  const { principalId } = call.caller;
  const policies = (cloud.state.vaults.get(call.call.vaultName)?.accessPolicies ?? []).filter(
    (policy) => policy.objectId.toLowerCase() === principalId.toLowerCase(),
  );
  const granted = policies
    .flatMap((policy) => policy.permissions.secrets ?? [])
    .map((name) => name.toLowerCase());
  if (granted.includes(permission) || granted.includes('all')) return undefined;
  const message = `The user, group or application '${principalId}' does not have secrets ${permission} permission on key vault '${call.call.vaultName};location=${cloud.names.region}'.`;
  return vaultError(403, 'Forbidden', { message, inner: 'AccessDenied' });
}
