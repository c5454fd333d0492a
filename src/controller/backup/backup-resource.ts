import type { BackupRecord } from '../cloud/backups/backup-state.js';
import type { Cloud } from '../cloud/cloud.js';
import type { Addressed } from '../wire/call.js';

const TYPE = 'Microsoft.Backup.Admin/backupLocations/backups';
/** The values of a backup whose set was not written, so that no set states them. */
const UNSTATED = {
  BackupDataVersion: '1.1.0',
  RoleStatus: [],
  TimeTakenToCreate: null,
  EncryptedBackupEncryptionKey: null,
  BackupSizeInKb: 0,
  CompressedBackupSizeInKb: 0,
  CompletelyUploaded: false,
  IsCloudRecoveryReady: false,
} as const;

/**
 * A backup as its provider returns it. The result of an operation has key and sizes; lists and single reads leave them
 * out. Source: REST reference, section 9.3.
 */
export function describeBackup(
  record: BackupRecord,
  view: { readonly call: Addressed; readonly cloud: Cloud; readonly isResult: boolean },
): object {
  const { region } = view.cloud.names;
  const { subscriptionId = '', resourceGroup = '' } = view.call.params;
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  const stated = record.status === 'Running' ? undefined : record.info;
  const info = { ...UNSTATED, Status: record.status, ...stated };
  return {
    id: `${group}/providers/Microsoft.Backup.Admin/backupLocations/${region}/backups/${record.backupId}`,
    name: `${region}/${record.backupId}`,
    type: TYPE,
    location: region,
    tags: {},
    properties: {
      backupInfo: {
        backupDataVersion: info.BackupDataVersion,
        backupId: record.backupId,
        roleStatus: info.RoleStatus.map(({ RoleName, Status }) => ({ roleName: RoleName, status: Status })),
        status: info.Status,
        createdDateTime: formatTime(record.createdAt),
        timeTakenToCreate: info.TimeTakenToCreate,
        stampVersion: record.stampVersion,
        oemVersion: record.oemVersion ?? null,
        deploymentID: record.deploymentId,
        encryptionCertThumbprint: record.thumbprint ?? null,
        ...(view.isResult
          ? {
              encryptedBackupEncryptionKey: info.EncryptedBackupEncryptionKey,
              backupSizeInKb: info.BackupSizeInKb,
              compressedBackupSizeInKb: info.CompressedBackupSizeInKb,
            }
          : {}),
        completelyUploaded: info.CompletelyUploaded,
        isAutomaticBackup: record.automatic,
        isCloudRecoveryReady: info.IsCloudRecoveryReady,
      },
    },
  };
}

/** An ISO 8601 time with milliseconds, written with seven digits behind the second. */
export function formatTime(time: string): string {
  return time.replace('Z', '0000Z');
}
