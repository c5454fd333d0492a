import type { StoreLayout } from '../../src/backup-set/catalog.js';
import { parseRepositoryName } from '../../src/core/repository-name.js';
import type { BackupInfo, Registrations, SnapshotMetadata } from '../../src/schema/generated/types.js';
import type { Cloud } from './cloud.js';
import type { SampleKey, SnapshotKey } from './seal.js';

/** The facts that all snapshots of a store share. */
export interface StoreFacts {
  readonly cloud: Cloud;
  readonly layout: StoreLayout;
  readonly stampVersion: string;
  readonly oemVersion: string;
}

/** The facts of one snapshot. */
export interface SnapshotFacts {
  readonly repository: string;
  readonly backupId: string;
  readonly type: 'Full' | 'Progressive';
  readonly createdAt: Date;
  readonly key: SampleKey;
  /** Backup ids of the chain; absent for a Full. */
  readonly previousId?: string;
  readonly fullId?: string;
}

/** Sizes in bytes, before and after sealing. */
export interface SnapshotSizes {
  readonly plain: number;
  readonly sealed: number;
}

const EMPTY_GUID = '00000000-0000-0000-0000-000000000000';
const kilobytes = (sizeBytes: number) => Math.ceil(sizeBytes / 1024);

/** `yyyyMMddHHmm`, UTC. Source: format specification, section 1. */
export function formatTimestamp(moment: Date): string {
  return moment.toISOString().replaceAll(/[-:T]/g, '').slice(0, 12);
}

/** ISO 8601 with the seven fractional digits of .NET. */
function formatTime(moment: Date): string {
  return moment.toISOString().replace('Z', '0000Z');
}

/** File name of a snapshot in a progressive store, without extension. */
export function snapshotStem(facts: Pick<SnapshotFacts, 'createdAt' | 'backupId' | 'type'>): string {
  return `${formatTimestamp(facts.createdAt)}_${facts.backupId}_${facts.type}_C`;
}

/** The metadata of a contemporaneous snapshot that succeeded. Source: format specification, section 2. */
export function describeSnapshot(
  store: StoreFacts,
  facts: SnapshotFacts,
  made: { readonly key: SnapshotKey; readonly sizes: SnapshotSizes },
): SnapshotMetadata {
  const name = parseRepositoryName(facts.repository);
  if (name === undefined) throw new TypeError(`${facts.repository} is no repository name`);
  return {
    BackupDataVersion: dataVersion(store.layout),
    StampVersion: store.stampVersion,
    OemVersion: store.oemVersion,
    DeploymentID: store.cloud.deploymentId,
    IsAutomaticBackup: true,
    IsContemporaneousBackup: true,
    BackupId: facts.backupId,
    ComponentInfo: { RoleName: name.role, ComponentName: name.component, PartitionId: name.partition },
    HostVMName: `${store.cloud.region.slice(0, 3).toUpperCase()}-${name.role.slice(0, 4).toUpperCase()}01`,
    RepositoryName: name.repository,
    ...encryptionOf(facts.key, made.key),
    SnapshotProperties: {
      BackupType: facts.type,
      PreviousSnapshotId: facts.previousId ?? EMPTY_GUID,
      DependentFullSnapshotId: facts.fullId ?? EMPTY_GUID,
      CreatedDateTime: formatTime(facts.createdAt),
      TimeTakenToCreate: 'PT42.5S',
      BackupStatus: 'Succeeded',
      BackupSizeInKb: kilobytes(made.sizes.plain),
      CompressedBackupSizeInKb: kilobytes(made.sizes.sealed),
    },
  };
}

/** The BackupInfo of a set in which everything succeeded. Source: format specification, section 2. */
export function describeBackup(
  store: StoreFacts,
  set: {
    readonly backupId: string;
    readonly createdAt: Date;
    readonly key: SampleKey;
    readonly repositories: readonly string[];
  },
  made: { readonly key: SnapshotKey; readonly sizes: SnapshotSizes },
): BackupInfo {
  const roles = [...new Set(set.repositories.map(roleOf))];
  return {
    BackupDataVersion: dataVersion(store.layout),
    BackupId: set.backupId,
    RoleStatus: roles.map((role) => ({
      RoleName: role,
      Status: 'Succeeded',
      RepositoryStatus: set.repositories
        .filter((repository) => roleOf(repository) === role)
        .map((repository) => ({ FullRepositoryName: repository, Status: 'Succeeded' })),
    })),
    Status: 'Succeeded',
    CreatedDateTime: formatTime(set.createdAt),
    TimeTakenToCreate: 'PT8M12.25S',
    StampVersion: store.stampVersion,
    OemVersion: store.oemVersion,
    DeploymentID: store.cloud.deploymentId,
    ...encryptionOf(set.key, made.key),
    BackupSizeInKb: kilobytes(made.sizes.plain),
    CompressedBackupSizeInKb: kilobytes(made.sizes.sealed),
    CompletelyUploaded: true,
    IsAutomaticBackup: true,
    IsCloudRecoveryReady: true,
  };
}

/** registrations.json of a stamp, restored in the order given. Source: format specification, section 2. */
export function describeRegistrations(
  repositories: readonly {
    readonly name: string;
    readonly essential: boolean;
    readonly doubleEncrypted?: boolean;
  }[],
): Registrations {
  return repositories.map(({ name, essential, doubleEncrypted = false }, index) => {
    const [roleName = '', componentName = '', partitionId = '', repositoryName = ''] = name.split(';');
    return {
      roleName,
      componentName,
      partitionId,
      repositoryName,
      backupPriority: index,
      restorePriority: index,
      progressiveBackupType: 'Progressive',
      essentialForCloudRecovery: essential,
      requiredForRestoreActionPlan: essential,
      doubleEncryptionRequired: doubleEncrypted,
    };
  });
}

function dataVersion(layout: StoreLayout): string {
  return layout === 'progressive' ? '1.1.0' : '1.0.1';
}

function roleOf(repository: string): string {
  return repository.split(';')[0] ?? repository;
}

function encryptionOf(key: SampleKey, made: SnapshotKey): Partial<SnapshotMetadata> {
  if (key.mode === 'key' || made.wrappedKey === undefined) return {};
  return {
    EncryptedBackupEncryptionKey: made.wrappedKey,
    EncryptionCertThumbprint: key.certificate.thumbprint,
  };
}
