import { compareAge, leavesSet } from './expired-backups.js';
import type { BackupLocation, ServiceBackup } from '../backup-service.js';
import { type EncryptionMode, selectEncryptionMode } from '../read-location.js';

/** A set on the share, as far as these use cases look at it. */
export interface SharedSet {
  /** Lower-case GUID, as `deploymentId`. */
  readonly backupId: string;
  readonly deploymentId: string;
  readonly createdAt: Date;
  readonly status: string;
  readonly cloudRecoveryReady: boolean;
  /** Null where a key encrypts it. */
  readonly thumbprint: string | null;
}

/** A backup that stays encrypted as it is. */
export interface OldBackup {
  readonly backupId: string;
  readonly createdAt: Date | null;
  readonly listed: boolean;
  readonly onShare: boolean;
}

/** The certificate or key that older backups need, after a certificate has taken its place. */
export interface OldKey {
  readonly mode: Exclude<EncryptionMode, 'none'>;
  readonly thumbprint: string | null;
  /** Newest first. */
  readonly backups: readonly OldBackup[];
}

/**
 * The backups that need the present certificate or key, also after another certificate has replaced it: those that the
 * service lists, and those on the share, whichever cloud made them. A key has no name, so for a key only the
 * deployments count that the service lists.
 *
 * @returns undefined when nothing is encrypted yet.
 */
export function findOldKey(
  location: BackupLocation,
  listed: readonly ServiceBackup[],
  shared: readonly SharedSet[],
): OldKey | undefined {
  const mode = selectEncryptionMode(location);
  if (mode === 'none') return undefined;
  const { thumbprint } = location;
  const deployments = new Set(listed.map(({ deploymentId }) => deploymentId));
  const found = new Map<string, OldBackup>();
  for (const backup of listed) {
    if (backup.thumbprint !== thumbprint || !leavesSet(backup)) continue;
    const { backupId, createdAt } = backup;
    found.set(backupId, { backupId, createdAt, listed: true, onShare: false });
  }
  for (const { backupId, createdAt, ...set } of shared) {
    if (set.thumbprint !== thumbprint) continue;
    if (thumbprint === null && !deployments.has(set.deploymentId)) continue;
    found.set(backupId, { backupId, createdAt, listed: found.has(backupId), onShare: true });
  }
  return { mode, thumbprint, backups: [...found.values()].toSorted(compareAge) };
}
