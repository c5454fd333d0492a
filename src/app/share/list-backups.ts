import type { ListBackups } from '../app.js';
import { withShare } from './share.js';
import type { BackupSet } from '../../backup-set/catalog.js';
import type { ListedBackup } from '../../schema/results.js';

/** Lists the sets of a share, newest first, from metadata alone. Errors as {@link withShare}. */
export const listBackups: ListBackups = (options, context) =>
  withShare(options, context, async ({ catalog }) => ({
    backups: catalog.sets.map((set) => ({ ...describeBackup(set), problems: set.findings })),
    findings: catalog.findings,
  }));

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
