import type { BackupSet } from '../../backup-set/catalog.js';
import type { ListedBackup } from '../../schema/results.js';

/** Describes a set for the results of `list` and `show`. */
export function describeBackup(set: BackupSet): Omit<ListedBackup, 'problems'> {
  return {
    backupId: set.backupId,
    createdAt: set.createdAt.toISOString(),
    stampVersion: set.stampVersion,
    oemVersion: set.oemVersion,
    deploymentId: set.deploymentId,
    status: set.status,
    automatic: set.automatic,
    encryption: set.encryption,
    cloudRecoveryReady: set.cloudRecoveryReady,
    layout: set.layout,
    repositories: set.chains.length,
    sizeBytes: set.sizeBytes,
    store: set.store,
  };
}
