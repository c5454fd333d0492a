import type { BackupRecord } from '../cloud/backups/backup-record.js';
import type { Cloud } from '../cloud/cloud.js';
import type { Addressed } from '../wire/call.js';

const TYPE = 'Microsoft.Backup.Admin/backupLocations/backups';
/** Of sets that were not written, and therefore do not say it themselves. */
const DATA_VERSION = '1.1.0';

/**
 * A backup as its provider returns it. What an operation ends with has key and sizes, which lists and single reads leave
 * out. Source: REST reference, section 9.3.
 */
export function describeBackup(
  record: BackupRecord,
  view: { readonly call: Addressed; readonly cloud: Cloud; readonly isResult: boolean },
): object {
  const { region } = view.cloud.names;
  const { subscriptionId = '', resourceGroup = '' } = view.call.params;
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  const info = record.status === 'Running' ? undefined : record.info;
  return {
    id: `${group}/providers/Microsoft.Backup.Admin/backupLocations/${region}/backups/${record.backupId}`,
    name: `${region}/${record.backupId}`,
    type: TYPE,
    location: region,
    tags: {},
    properties: {
      backupInfo: {
        backupDataVersion: info?.BackupDataVersion ?? DATA_VERSION,
        backupId: record.backupId,
        roleStatus: (info?.RoleStatus ?? []).map(({ RoleName, Status }) => ({
          roleName: RoleName,
          status: Status,
        })),
        status: info?.Status ?? record.status,
        createdDateTime: formatTime(record.createdAt),
        timeTakenToCreate: info?.TimeTakenToCreate ?? null,
        stampVersion: record.stampVersion,
        oemVersion: record.oemVersion ?? null,
        deploymentID: record.deploymentId,
        encryptionCertThumbprint: record.thumbprint ?? null,
        ...(view.isResult
          ? {
              encryptedBackupEncryptionKey: info?.EncryptedBackupEncryptionKey ?? null,
              backupSizeInKb: info?.BackupSizeInKb ?? 0,
              compressedBackupSizeInKb: info?.CompressedBackupSizeInKb ?? 0,
            }
          : {}),
        completelyUploaded: info?.CompletelyUploaded ?? false,
        isAutomaticBackup: record.automatic,
        isCloudRecoveryReady: info?.IsCloudRecoveryReady ?? false,
      },
    },
  };
}

/** An ISO 8601 time with milliseconds, written with seven digits behind the second. */
export function formatTime(time: string): string {
  return time.replace('Z', '0000Z');
}
