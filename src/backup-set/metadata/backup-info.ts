import { MIB } from '../../core/sizes.js';
import type { BackupInfo } from '../../schema/generated/types.js';
import { validateBackupInfo } from '../../schema/validation.js';
import { BACKUP_STATUSES } from './backup-status.js';
import {
  type MetadataKind,
  type ParsedMetadata,
  parseMetadata,
  renderMetadata,
} from './metadata-document.js';

/** No BackupInfo file is larger; real ones are below 100 KiB. */
export const BACKUP_INFO_LIMIT_BYTES = 8 * MIB;

/** Fields that nothing is compared with. */
const INFORMING = [
  '/CreatedDateTime',
  '/TimeTakenToCreate',
  '/BackupSizeInKb',
  '/CompressedBackupSizeInKb',
  '/IsAutomaticBackup',
];

const BACKUP_INFO: MetadataKind<BackupInfo> = {
  rootName: 'BackupInfo',
  validate: validateBackupInfo,
  listInforming: () => INFORMING,
  fields: {
    BackupDataVersion: 'text',
    BackupId: 'guid',
    RoleStatus: {
      listOf: {
        RoleName: 'text',
        Status: { oneOf: BACKUP_STATUSES },
        RepositoryStatus: { listOf: { FullRepositoryName: 'text', Status: { oneOf: BACKUP_STATUSES } } },
      },
    },
    Status: { oneOf: BACKUP_STATUSES },
    CreatedDateTime: 'text',
    TimeTakenToCreate: 'text',
    StampVersion: 'text',
    OemVersion: 'text',
    DeploymentID: 'guid',
    EncryptedBackupEncryptionKey: 'text',
    EncryptionCertThumbprint: 'thumbprint',
    BackupSizeInKb: 'integer',
    CompressedBackupSizeInKb: 'integer',
    CompletelyUploaded: 'boolean',
    IsAutomaticBackup: 'boolean',
    IsCloudRecoveryReady: 'boolean',
  },
};

/**
 * Parses a BackupInfo file. GUIDs come out in lower case, the thumbprint in upper case, sizes in KiB. Fields that only
 * inform are left out where they cannot be read.
 *
 * @param file the store path, for messages.
 * @throws INTEGRITY (`METADATA_DAMAGED`), UNSUPPORTED (`METADATA_UNSUPPORTED`) or SCHEMA (`METADATA_INVALID`).
 * Source: format specification, section 2.
 */
export function parseBackupInfo(bytes: Uint8Array, file: string): ParsedMetadata<BackupInfo> {
  return parseMetadata(BACKUP_INFO, bytes, file);
}

/** Writes a BackupInfo document (UTF-8, no byte order mark). @throws SCHEMA when a value is invalid. */
export function formatBackupInfo(info: BackupInfo): string {
  return renderMetadata(BACKUP_INFO, info);
}
