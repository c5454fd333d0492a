import type { SnapshotMetadata } from '../../schema/generated/types.js';
import { validateSnapshotMetadata } from '../../schema/validation.js';
import { isObject } from '../../core/is-object.js';
import { MIB } from '../../core/sizes.js';
import { BACKUP_STATUSES } from './backup-status.js';
import {
  type MetadataKind,
  type ParsedMetadata,
  parseMetadata,
  renderMetadata,
} from './metadata-document.js';
import type { FieldValues } from './metadata-fields.js';

/** No snapshot metadata is larger; real ones are a few KiB. */
export const SNAPSHOT_METADATA_LIMIT_BYTES = MIB;

const CREATED = '/SnapshotProperties/CreatedDateTime';

/** Fields that no proof and no chain rests on. */
const INFORMING = [
  '/IsAutomaticBackup',
  '/HostVMName',
  '/SnapshotProperties/TimeTakenToCreate',
  '/SnapshotProperties/Description',
  '/SnapshotProperties/BackupSizeInKb',
  '/SnapshotProperties/CompressedBackupSizeInKb',
];

/** Of one that did not succeed, not even its time matters. */
function hasSucceeded({ SnapshotProperties: properties }: FieldValues): boolean {
  return isObject(properties) && properties['BackupStatus'] === 'Succeeded';
}

const SNAPSHOT_METADATA: MetadataKind<SnapshotMetadata> = {
  rootName: 'BackupSnapshot',
  validate: validateSnapshotMetadata,
  listInforming: (values) => (hasSucceeded(values) ? INFORMING : [...INFORMING, CREATED]),
  fields: {
    BackupDataVersion: 'text',
    StampVersion: 'text',
    OemVersion: 'text',
    DeploymentID: 'guid',
    IsAutomaticBackup: 'boolean',
    IsContemporaneousBackup: 'boolean',
    BackupId: 'guid',
    ComponentInfo: { group: { RoleName: 'text', ComponentName: 'text', PartitionId: 'text' } },
    HostVMName: 'text',
    RepositoryName: 'text',
    EncryptedBackupEncryptionKey: 'text',
    EncryptionCertThumbprint: 'thumbprint',
    SnapshotProperties: {
      group: {
        BackupType: { oneOf: ['Full', 'Progressive'] },
        PreviousSnapshotId: 'text',
        DependentFullSnapshotId: 'text',
        CreatedDateTime: 'text',
        TimeTakenToCreate: 'text',
        Description: 'text',
        BackupStatus: { oneOf: BACKUP_STATUSES },
        BackupSizeInKb: 'integer',
        CompressedBackupSizeInKb: 'integer',
      },
    },
  },
};

/**
 * Parses the metadata file of a snapshot: any order and casing of elements, with or without namespaces. GUIDs come out
 * in lower case and without braces, the thumbprint in upper case, sizes in KiB. Fields that only inform are left out
 * where they cannot be read.
 *
 * @param file the store path, for messages.
 * @throws INTEGRITY (`METADATA_DAMAGED`), UNSUPPORTED (`METADATA_UNSUPPORTED`) or SCHEMA (`METADATA_INVALID`).
 * Source: format specification, section 2.
 */
export function parseSnapshotMetadata(bytes: Uint8Array, file: string): ParsedMetadata<SnapshotMetadata> {
  return parseMetadata(SNAPSHOT_METADATA, bytes, file);
}

/** Writes snapshot metadata as an XML document (UTF-8, no byte order mark). @throws SCHEMA when a value is invalid. */
export function formatSnapshotMetadata(metadata: SnapshotMetadata): string {
  return renderMetadata(SNAPSHOT_METADATA, metadata);
}
