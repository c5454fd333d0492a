import type { Finding } from '../core/errors/finding.js';
import type { RepositoryName } from '../core/repository-name.js';

/** Status of a snapshot, a repository, a role or a set. Source: format specification, section 2. */
export type BackupStatus =
  | 'Creating'
  | 'Queued'
  | 'Running'
  | 'Deleted'
  | 'Failed'
  | 'PartialSucceeded'
  | 'Succeeded'
  | 'Corrupted'
  | 'Skipped';

/** On-disk layout: `progressive` since 1.1901, `legacy` before. */
export type StoreLayout = 'progressive' | 'legacy';

/** The encryption of a snapshot's data file. */
export type SnapshotEncryption =
  | {
      readonly mode: 'certificate';
      /** SHA-1 of the certificate, 40 upper-case hexadecimal digits. */
      readonly thumbprint: string;
      /** Base64, as it stands in the metadata (`EncryptedBackupEncryptionKey`). */
      readonly wrappedKey: string;
    }
  | { readonly mode: 'key' };

/** One valid snapshot: metadata and data file, agreeing with each other and with their names. */
export interface Snapshot {
  readonly repository: RepositoryName;
  /** Full repository name as the metadata writes it. */
  readonly repositoryName: string;
  /** Lower-case GUID. */
  readonly backupId: string;
  readonly type: 'Full' | 'Progressive';
  readonly contemporaneous: boolean;
  readonly automatic: boolean;
  readonly status: BackupStatus;
  readonly createdAt: Date;
  /** As the names of its files have it, to the minute. */
  readonly takenAt: Date;
  readonly layout: StoreLayout;
  readonly dataVersion: string;
  readonly stampVersion: string;
  readonly oemVersion: string | null;
  /** Lower-case GUID. */
  readonly deploymentId: string;
  readonly encryption: SnapshotEncryption;
  /** Backup id of the Full this Progressive depends on; null for a Full. */
  readonly dependentFullId: string | null;
  /** Backup id of the predecessor in the chain; null for a Full. */
  readonly previousId: string | null;
  /** Store paths. */
  readonly metadataFile: string;
  readonly dataFile: string;
  readonly dataFileSizeBytes: number;
  /** Free text of its writer. */
  readonly description: string | null;
  /** Size of the data file as its metadata has it, in KiB. */
  readonly statedSizeKb: number | null;
}

/** The synthetic full of one repository: a Full and the Progressives after it, in the order they apply. */
export interface RepositoryChain {
  readonly repositoryName: string;
  /** At least one; the last one is the set's own contemporaneous snapshot. */
  readonly snapshots: readonly Snapshot[];
}

/** The facts of registrations.json about one repository. Source: format specification, section 2. */
export interface RepositoryRegistration {
  readonly repositoryName: string;
  readonly essentialForCloudRecovery: boolean;
  readonly doubleEncryptionRequired: boolean;
  /** 0 is restored first. */
  readonly restorePriority: number;
}

/** The status of one role in BackupInfo.xml, beside the facts that were found. */
export interface RoleStatus {
  readonly roleName: string;
  readonly status: BackupStatus;
}

/** One contemporaneous backup: for each repository the chain that ends with the snapshot of this backup id. */
export interface BackupSet {
  readonly backupId: string;
  readonly createdAt: Date;
  readonly layout: StoreLayout;
  readonly stampVersion: string;
  readonly oemVersion: string | null;
  readonly deploymentId: string;
  /** Computed from the snapshots that are there; a different status in BackupInfo is a finding. */
  readonly status: BackupStatus;
  readonly automatic: boolean;
  readonly encryption: { readonly mode: 'certificate' | 'key'; readonly thumbprint: string | null };
  /** Computed: every essential repository has a usable chain, and nothing contradicts one of them. */
  readonly cloudRecoveryReady: boolean;
  /** Lower-case full names of the repositories that a recovery needs. Source: format specification, section 4. */
  readonly essential: ReadonlySet<string>;
  readonly chains: readonly RepositoryChain[];
  /** Empty where registrations.json is missing or cannot be used. */
  readonly registrations: readonly RepositoryRegistration[];
  /** The roles of BackupInfo.xml; empty when there is none. */
  readonly roles: readonly RoleStatus[];
  /** Sum of the data files of all chains, in bytes. */
  readonly sizeBytes: number;
  /** The store's location, for people. */
  readonly store: string;
  /** Path of the folder in the store that the set lies in. */
  readonly folder: string;
  readonly findings: readonly Finding[];
  /** Faults of the store that the set rests on, as they stand among the catalog's own; not among `findings`. */
  readonly foundations: readonly Finding[];
}

/** The valid snapshots of one folder, whatever set they belong to. */
export interface StoredSnapshots {
  /** The store's location. */
  readonly store: string;
  readonly snapshots: readonly Snapshot[];
}

/** A backup of which files lie there, and too little can be read to list it as a set. */
export interface UnreadBackup {
  readonly backupId: string;
  /** The latest time in the names of its files, to the minute. */
  readonly takenAt: Date;
  /** `Running` while a capture is said to write it. */
  readonly status: Extract<BackupStatus, 'Failed' | 'Running'>;
  /** The store's location. */
  readonly store: string;
  /** Why it is no set. It stands among the findings of the catalog, too. */
  readonly finding: Finding;
}

/** The sets of a share. */
export interface Catalog {
  /** Newest first. */
  readonly sets: readonly BackupSet[];
  /** In no order. */
  readonly unread: readonly UnreadBackup[];
  readonly snapshots: readonly StoredSnapshots[];
  /** Findings about the share and no single set. */
  readonly findings: readonly Finding[];
}
