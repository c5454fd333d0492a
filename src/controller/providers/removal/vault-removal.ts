import type { Cloud } from '../../cloud/cloud.js';
import type { StoredVault } from '../../cloud/state/stored-objects.js';

const RETENTION_MS = 90 * 86_400_000;

/** Deletes a vault, softly when it is protected so. */
export function removeVault(vault: StoredVault, cloud: Cloud): void {
  if (vault.enableSoftDelete === true) softDelete(vault, cloud);
  else removeSecrets(vault.name, cloud);
  cloud.state.vaults.delete(vault.name);
}

/** Removes every secret of a vault for good. */
export function removeSecrets(vaultName: string, cloud: Cloud): void {
  const name = vaultName.toLowerCase();
  cloud.state.secrets.deleteWhere((secret) => secret.vault.toLowerCase() === name);
  cloud.state.deletedSecrets.deleteWhere(({ secret }) => secret.vault.toLowerCase() === name);
}

/** Keeps a vault and its secrets for 90 days. */
function softDelete(vault: StoredVault, cloud: Cloud): void {
  const deletionDate = cloud.clock.now().toISOString();
  const scheduledPurgeDate = new Date(cloud.clock.nowMs() + RETENTION_MS).toISOString();
  cloud.state.deletedVaults.set(vault.name, { vault, deletionDate, scheduledPurgeDate });
}
