import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { empty, ok, type Reply } from '../../wire/reply.js';
import { describeItem, secretKey } from './secret-bundle.js';
import { secretNotFound, vaultError } from './vault-errors.js';
import { vaultUri } from './vault-resource.js';
import type { DeletedSecret } from '../../cloud/state/stored-objects.js';

const RETENTION_SECONDS = 90 * 86_400;

function keyOfCall(call: RoutedCall): string {
  return secretKey(call.call.vaultName, call.params['secret'] ?? '');
}

/** Deletes all versions: for good, or for 90 days when the vault has soft delete. */
export function deleteSecret(call: RoutedCall, cloud: Cloud): Reply {
  const secret = cloud.state.secrets.get(keyOfCall(call));
  if (secret === undefined) return secretNotFound(call.params['secret'] ?? '');
  const deletedDate = Math.floor(cloud.clock.nowMs() / 1000);
  const deleted = { secret, deletedDate, scheduledPurgeDate: deletedDate + RETENTION_SECONDS };
  const isSoft = cloud.state.vaults.get(call.call.vaultName)?.enableSoftDelete === true;
  cloud.state.secrets.delete(keyOfCall(call));
  if (isSoft) cloud.state.deletedSecrets.set(keyOfCall(call), deleted);
  const {
    recoveryId: _,
    deletedDate: __,
    scheduledPurgeDate: ___,
    ...plain
  } = describeDeleted(deleted, cloud);
  return ok(isSoft ? describeDeleted(deleted, cloud) : plain);
}

/** A deleted secret as its provider returns it: no value. */
export function describeDeleted(deleted: DeletedSecret, cloud: Cloud): Readonly<Record<string, unknown>> {
  const { secret, deletedDate, scheduledPurgeDate } = deleted;
  const current = secret.versions.at(-1);
  return {
    recoveryId: `${vaultUri(cloud, secret.vault.toLowerCase())}deletedsecrets/${secret.name}`,
    deletedDate,
    scheduledPurgeDate,
    ...(current === undefined ? {} : describeItem(secret, current, { cloud, withVersion: true })),
  };
}

export function getDeletedSecret(call: RoutedCall, cloud: Cloud): Reply {
  const deleted = cloud.state.deletedSecrets.get(keyOfCall(call));
  return deleted === undefined
    ? secretNotFound(call.params['secret'] ?? '')
    : ok(describeDeleted(deleted, cloud));
}

export function recoverSecret(call: RoutedCall, cloud: Cloud): Reply {
  const deleted = cloud.state.deletedSecrets.get(keyOfCall(call));
  const current = deleted?.secret.versions.at(-1);
  if (deleted === undefined || current === undefined) return secretNotFound(call.params['secret'] ?? '');
  cloud.state.deletedSecrets.delete(keyOfCall(call));
  cloud.state.secrets.set(keyOfCall(call), deleted.secret);
  return ok(describeItem(deleted.secret, current, { cloud, withVersion: true }));
}

export function purgeSecret(call: RoutedCall, cloud: Cloud): Reply {
  if (cloud.state.vaults.get(call.call.vaultName)?.enablePurgeProtection === true) {
    const message = 'Operation "purge" is not enabled for this vault.';
    return vaultError(403, 'Forbidden', { message, inner: 'ForbiddenByPurgeProtection' });
  }
  return cloud.state.deletedSecrets.delete(keyOfCall(call))
    ? empty(204)
    : secretNotFound(call.params['secret'] ?? '');
}
