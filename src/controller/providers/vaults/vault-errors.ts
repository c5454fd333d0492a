import type { Reply } from '../../wire/reply.js';
import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import type { Handler } from '../../cloud/route.js';

/** An error of a vault; `inner` says more. Source: REST reference, sections 8.2 and 10.3. */
export function vaultError(
  status: number,
  code: string,
  text: { readonly message: string; readonly inner?: string },
): Reply {
  const { message, inner } = text;
  const innererror = inner === undefined ? undefined : { code: inner };
  return { status, body: { error: { code, message, innererror } } };
}

export function badParameter(message: string): Reply {
  return vaultError(400, 'BadParameter', { message });
}

export function secretNotFound(name: string): Reply {
  return vaultError(404, 'SecretNotFound', { message: `Secret not found: ${name}` });
}

/** The 404 of a host that has no vault. */
export function vaultNotFound(vault: string): Reply {
  return vaultError(404, 'VaultNotFound', { message: `The vault '${vault}' could not be found.` });
}

/** The 403 for a caller whose access policy does not grant what a call needs. */
export function accessDenied(message: string): Reply {
  return vaultError(403, 'Forbidden', { message, inner: 'AccessDenied' });
}

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
  return accessDenied(message);
}
