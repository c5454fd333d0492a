import type { Progress } from '../../core/progress.js';

/** The decisions of a person about the backups of a cloud, as the service holds them. */
export interface LocationSettings {
  /** UNC path; below `localhost` also a folder. Null until a share is configured. */
  readonly path: string | null;
  /** `DOMAIN\user`. */
  readonly userName: string | null;
  readonly frequencyHours: number;
  readonly retentionDays: number;
  readonly schedulerEnabled: boolean;
}

/** Settings and state of the service. */
export interface BackupLocation extends LocationSettings {
  /** SHA-1 of the certificate, 40 upper-case hexadecimal digits; null while backups are encrypted with a key. */
  readonly thumbprint: string | null;
  /** In the cloud's own words, such as `1.00 TB`. */
  readonly availableCapacity: string | null;
  readonly nextBackupAt: Date | null;
  readonly lastBackupAt: Date | null;
}

/** Settings that can be written and never read again. Absent ones stay as they are. */
export interface WriteOnlySettings {
  readonly password?: string | undefined;
  /** DER of a certificate without its private key. */
  readonly certificate?: Uint8Array | undefined;
}

/** One backup, as the service lists it. */
export interface ServiceBackup {
  /** Lower-case GUID. */
  readonly backupId: string;
  /** One of the values of the format specification, section 2; newer clouds may have others. */
  readonly status: string;
  readonly createdAt: Date | null;
  readonly durationMs: number | null;
  /** Lower-case GUID. */
  readonly deploymentId: string | null;
  readonly thumbprint: string | null;
  readonly automatic: boolean | null;
  readonly cloudRecoveryReady: boolean | null;
  readonly roles: readonly BackupRole[];
}

/** The status of one infrastructure role in a backup. */
export interface BackupRole {
  readonly roleName: string;
  readonly status: string;
}

/** A backup that the service has begun. */
export interface StartedBackup {
  /** Null when the service did not tell. */
  readonly backupId: string | null;
  /** Waits for its end; undefined when the service does not tell how it ended. Errors as of the service. */
  finish(): Promise<ServiceBackup | undefined>;
}

/**
 * The Infrastructure Backup Service of one cloud.
 *
 * Every method throws TARGET_UNREACHABLE, TARGET_AUTH or PERMISSION_MISSING when the cloud cannot be asked, INTERRUPTED
 * when a wait was broken off, and PARTIAL when the cloud refused this one request, or accepted it and then failed.
 */
export interface BackupService {
  /** Admin endpoint, and the name of the location that is asked for. */
  readonly identity: { readonly adminEndpoint: string; readonly region: string };
  /** Undefined when there is none of that name. */
  readLocation(): Promise<BackupLocation | undefined>;
  /** Names of all locations; empty where the cloud has no backup service. */
  listLocations(): Promise<readonly string[]>;
  /** Waits until the service has taken the settings. Safe to repeat. */
  writeLocation(settings: LocationSettings, writeOnly: WriteOnlySettings): Promise<void>;
  /** Starts a backup. Never sent twice. @throws LOCKED when the service is busy. */
  startBackup(): Promise<StartedBackup>;
  listBackups(): Promise<readonly ServiceBackup[]>;
  readBackup(backupId: string): Promise<ServiceBackup | undefined>;
  /** The reason why backups fail now, in the cloud's own words; undefined where it does not tell. */
  readFailure(): Promise<string | undefined>;
  /** Deletes the paths that are older than the retention, or only lists them. @returns paths on the share */
  prune(mode: 'dryRun' | 'delete'): Promise<readonly string[]>;
}

/** The voice of the use cases: progress, warnings, questions, and the commands that they suggest. */
export interface ServiceDialogue {
  readonly progress: Progress;
  /** The time by the cloud's clock. */
  now(): Date;
  warn(message: string): void;
  /** @throws CANCELLED or CONFIRMATION_REQUIRED unless the answer is yes. */
  confirm(question: { readonly message: string }): Promise<void>;
  /** A whole command for the same cloud, to be typed as it stands. */
  formatCommand(words: readonly string[]): string;
}
