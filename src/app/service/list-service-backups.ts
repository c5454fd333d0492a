import type { ComparedBackupReport, ServiceBackupsResult } from '../../schema/results.js';
import { compareBackups, type ComparedBackup } from '../../use-cases/service/backups/compare-backups.js';
import { readLocation } from '../../use-cases/service/read-location.js';
import type { AppContext, ShareOptions } from '../app.js';
import { selectShare } from '../share/select-share.js';
import { formatTime, type ServiceOptions, withBackupService } from './service-connection.js';
import { readSharedSets } from '../share/open-sets.js';

/**
 * Lists the service's own backups, beside the sets on the share that is given.
 *
 * @throws NOT_FOUND when the cloud has no backup service; errors of cloud and share.
 */
export async function listServiceBackups(
  options: ServiceOptions & ShareOptions,
  context: AppContext,
): Promise<ServiceBackupsResult> {
  const share = selectShare(options);
  const shared = share === undefined ? undefined : await readSharedSets(options, context);
  return withBackupService(options, context, async ({ service }) => {
    await readLocation(service);
    const { backups, otherSets } = compareBackups(await service.listBackups(), shared);
    return {
      share: share ?? null,
      differences: backups.filter(({ difference }) => difference !== undefined).length,
      otherSets,
      backups: backups.map(describeCompared),
    };
  });
}

function describeCompared({
  backupId,
  createdAt,
  listed,
  shared,
  difference,
}: ComparedBackup): ComparedBackupReport {
  return {
    backupId,
    createdAt: formatTime(createdAt),
    listed: listed === undefined ? null : describeListed(listed),
    onShare: shared === undefined ? null : describeShared(shared),
    difference: difference ?? null,
  };
}

function describeListed(backup: NonNullable<ComparedBackup['listed']>): ComparedBackupReport['listed'] {
  const { status, automatic, cloudRecoveryReady, thumbprint, durationMs, roles } = backup;
  return { status, automatic, cloudRecoveryReady, thumbprint, durationMs, roles };
}

function describeShared(set: NonNullable<ComparedBackup['shared']>): ComparedBackupReport['onShare'] {
  const { status, cloudRecoveryReady, thumbprint } = set;
  return { status, cloudRecoveryReady, thumbprint };
}
