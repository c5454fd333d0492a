import type { PortableRepository } from '../names/portable-repositories.js';
import { groupByKey } from '../../core/group-by-key.js';
import { EMPTY_GUID } from '../../core/guid.js';
import { parseRepositoryName } from '../../core/repository-name.js';
import type { BackupInfo, Registrations, SnapshotMetadata } from '../../schema/generated/types.js';
import type { ChainPlace } from './choose-chain.js';
import type { PayloadKind } from '../../schema/payloads.js';

/** The facts that a set and all of its snapshots state. */
export interface SetFacts {
  /** Lower-case GUID. */
  readonly backupId: string;
  /** The time at which the reading began: later changes may be missing. */
  readonly createdAt: Date;
  readonly stampVersion: string;
  readonly oemVersion: string | undefined;
  /** Lower-case GUID. */
  readonly deploymentId: string;
  /** 40 upper-case hexadecimal digits; undefined for a set that a legacy key opens. */
  readonly thumbprint: string | undefined;
  /** True for one that a schedule made. */
  readonly automatic?: boolean;
}

/** The status of a repository in a set. */
export type RepositoryStatus = 'Succeeded' | 'PartialSucceeded' | 'Failed' | 'Skipped';

/** A repository, and its status. */
export interface RepositoryOutcome {
  readonly repositoryName: string;
  readonly status: RepositoryStatus;
  /** The objects that could not be read, counted by reason, for people; absent when there is none. */
  readonly lacks?: string;
}

/** An object that could not be read, or with `whole` all of its kind. */
export interface MissingObject {
  readonly kind: PayloadKind;
  readonly whole: boolean;
  /** One word for people. */
  readonly reason: string;
}

/** The key and the sizes of a sealed data file, in bytes before and after sealing. */
export interface SealedFacts {
  /** Base64; undefined for a set that a legacy key opens. */
  readonly wrappedKey: string | undefined;
  readonly plainBytes: number;
  readonly sealedBytes: number;
  readonly durationMs: number;
}

/** The data version of the progressive layout. Source: format specification, section 2. */
const DATA_VERSION = '1.1.0';

/**
 * Judges each repository that a set can hold: objects that could not be read are missing in the repository of their
 * kind.
 */
export function judgeRepositories(
  repositories: readonly PortableRepository[],
  omissions: readonly MissingObject[],
): readonly RepositoryOutcome[] {
  return repositories.map(({ repositoryName, kind }) => {
    const own = omissions.filter((omission) => omission.kind === kind);
    if (own.length === 0) return { repositoryName, status: 'Succeeded' };
    const status = own.some(({ whole }) => whole) ? 'Failed' : 'PartialSucceeded';
    return { repositoryName, status, lacks: describeLacks(own) };
  });
}

function describeLacks(omissions: readonly MissingObject[]): string {
  const byReason = groupByKey(omissions, ({ reason }) => reason);
  return `not read: ${[...byReason].map(([reason, { length }]) => `${length} ${reason}`).join(', ')}`;
}

/** The metadata of a contemporaneous snapshot. Source: format specification, section 2. */
export function describeSnapshot(
  facts: SetFacts,
  repositoryName: string,
  made: SealedFacts & { readonly place: ChainPlace; readonly lacks?: string },
): SnapshotMetadata {
  const name = parseRepositoryName(repositoryName);
  const { place } = made;
  const isFull = place.type === 'Full';
  return {
    ...describeOrigin(facts),
    IsContemporaneousBackup: true,
    ComponentInfo: {
      RoleName: name?.role ?? '',
      ComponentName: name?.component ?? '',
      PartitionId: name?.partition ?? '',
    },
    RepositoryName: name?.repository ?? '',
    ...describeKey(made),
    SnapshotProperties: {
      BackupType: place.type,
      PreviousSnapshotId: isFull ? EMPTY_GUID : place.previousId,
      DependentFullSnapshotId: isFull ? EMPTY_GUID : place.fullId,
      CreatedDateTime: facts.createdAt.toISOString(),
      TimeTakenToCreate: formatDuration(made.durationMs),
      ...(made.lacks === undefined ? {} : { Description: made.lacks }),
      BackupStatus: 'Succeeded',
      BackupSizeInKb: toKilobytes(made.plainBytes),
      CompressedBackupSizeInKb: toKilobytes(made.sealedBytes),
    },
  };
}

/** The BackupInfo of a set. Source: format specification, section 2. */
export function describeBackupInfo(
  facts: SetFacts,
  outcomes: readonly RepositoryOutcome[],
  made: SealedFacts & { readonly cloudRecoveryReady: boolean },
): BackupInfo {
  return {
    ...describeOrigin(facts),
    RoleStatus: judgeRoles(outcomes).map(({ roleName, status, repositories }) => ({
      RoleName: roleName,
      Status: status,
      RepositoryStatus: repositories.map((outcome) => ({
        FullRepositoryName: outcome.repositoryName,
        Status: outcome.status,
      })),
    })),
    Status: combine(outcomes),
    CreatedDateTime: facts.createdAt.toISOString(),
    TimeTakenToCreate: formatDuration(made.durationMs),
    ...describeKey(made),
    BackupSizeInKb: toKilobytes(made.plainBytes),
    CompressedBackupSizeInKb: toKilobytes(made.sealedBytes),
    CompletelyUploaded: true,
    IsCloudRecoveryReady: made.cloudRecoveryReady,
  };
}

/** The repositories by role, in their order. */
export function judgeRoles(outcomes: readonly RepositoryOutcome[]): readonly {
  readonly roleName: string;
  readonly status: RepositoryStatus;
  readonly repositories: readonly RepositoryOutcome[];
}[] {
  const roleOf = ({ repositoryName }: RepositoryOutcome) => repositoryName.split(';')[0] ?? repositoryName;
  return [...new Set(outcomes.map(roleOf))].map((roleName) => {
    const repositories = outcomes.filter((outcome) => roleOf(outcome) === roleName);
    return { roleName, status: combine(repositories), repositories };
  });
}

/** The status of several repositories together: of a role, or of a set. */
export function combine(outcomes: readonly RepositoryOutcome[]): RepositoryStatus {
  const [first] = outcomes;
  if (first === undefined) return 'Failed';
  return outcomes.every(({ status }) => status === first.status) ? first.status : 'PartialSucceeded';
}

/** registrations.json of a stamp that has none, restored in the order given. Source: format specification, section 2. */
export function describeRegistrations(
  repositories: readonly Pick<PortableRepository, 'repositoryName' | 'essential'>[],
): Registrations {
  return repositories.map(({ repositoryName, essential }, index) => {
    const [roleName = '', componentName = '', partitionId = '', repository = ''] = repositoryName.split(';');
    return {
      roleName,
      componentName,
      partitionId,
      repositoryName: repository,
      backupPriority: index,
      restorePriority: index,
      progressiveBackupType: 'Progressive',
      essentialForCloudRecovery: essential,
      requiredForRestoreActionPlan: essential,
      doubleEncryptionRequired: false,
    };
  });
}

function describeOrigin(facts: SetFacts) {
  return {
    BackupDataVersion: DATA_VERSION,
    StampVersion: facts.stampVersion,
    ...(facts.oemVersion === undefined ? {} : { OemVersion: facts.oemVersion }),
    DeploymentID: facts.deploymentId,
    IsAutomaticBackup: facts.automatic ?? false,
    BackupId: facts.backupId,
    ...(facts.thumbprint === undefined ? {} : { EncryptionCertThumbprint: facts.thumbprint }),
  };
}

function describeKey({ wrappedKey }: SealedFacts): { readonly EncryptedBackupEncryptionKey?: string } {
  return wrappedKey === undefined ? {} : { EncryptedBackupEncryptionKey: wrappedKey };
}

function toKilobytes(sizeBytes: number): number {
  return Math.ceil(sizeBytes / 1024);
}

/** Formats a duration as ISO 8601. */
function formatDuration(durationMs: number): string {
  return `PT${(Math.max(0, durationMs) / 1000).toFixed(3)}S`;
}
