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
  withShare(options, context, async (share) => {
    const { chooseSet } = await import('./choose-set.js');
    const { set, passedOver } = await chooseSet(share, options, context);
    return {
      ...describeBackup(set),
      chains: set.chains.map((chain) => describeChain(chain, set)),
      roles: set.roles,
      passedOver,
      findings: [...set.findings, ...set.foundations],
    };
  });

function describeChain(chain: RepositoryChain, set: BackupSet): ShownChain {
  return {
    repository: chain.repositoryName,
    essential: set.essential.has(chain.repositoryName.toLowerCase()),
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
