import type { BackupSet, RepositoryChain, Snapshot } from '../../backup-set/catalog.js';
import type { ShownChain, ShownSnapshot } from '../../schema/results.js';
import type { ShowBackup } from '../app.js';
import { describeBackup } from './list-backups.js';
import { withShare } from './share.js';

/**
 * Shows one set with its chains, roles and findings, from metadata alone.
 *
 * @throws NOT_FOUND or USAGE when the selector names no set, or not one. Other errors as for the share.
 */
export const showBackup: ShowBackup = (options, context) =>
  withShare(options, context, async ({ catalog }) => {
    const { selectBackupSet } = await import('../../backup-set/catalog/select-set.js');
    const set = selectBackupSet(catalog, options.backup, { deploymentId: options.deployment });
    return {
      ...describeBackup(set),
      chains: set.chains.map((chain) => describeChain(chain, set)),
      roles: set.roles,
      findings: set.findings,
    };
  });

function describeChain(chain: RepositoryChain, set: BackupSet): ShownChain {
  const registration = set.registrations.find(
    ({ repositoryName }) => repositoryName === chain.repositoryName,
  );
  return {
    repository: chain.repositoryName,
    essential: registration?.essentialForCloudRecovery ?? false,
    snapshots: chain.snapshots.map(describeSnapshot),
  };
}

function describeSnapshot(snapshot: Snapshot): ShownSnapshot {
  return {
    backupId: snapshot.backupId,
    type: snapshot.type,
    createdAt: snapshot.createdAt.toISOString(),
    status: snapshot.status,
    dataFile: snapshot.dataFile,
    sizeBytes: snapshot.dataFileSizeBytes,
  };
}
