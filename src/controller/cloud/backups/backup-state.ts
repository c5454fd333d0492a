import { type BackupSettings, DEFAULT_SETTINGS } from './backup-settings.js';
import type { BackupEncryption, ShareFault } from './backup-share.js';
import type { BackupInfo } from '../../../schema/generated/types.js';

/** A run of the scheduler that made no backup, and why. */
export interface SkippedRun {
  /** ISO 8601. */
  readonly time: string;
  /** `disabled`: automatic backups are off; `update`: the cloud is being updated; `busy`: another backup was running. */
  readonly reason: 'disabled' | 'update' | 'busy';
}

/** Work of the service that ends by the controller's clock. */
export interface BackupTask {
  readonly dueMs: number;
  /** The real work, which runs meanwhile. Never rejects. */
  readonly work: Promise<unknown>;
  /** Records how the work ended, once its time has come. */
  readonly finish: () => Promise<void>;
}

/** An operation that clients poll. */
export interface BackupOperation {
  readonly id: string;
  readonly kind: 'configure' | 'backup' | 'prune';
  /** Absent as long as it runs. */
  outcome?: BackupOutcome;
}

/** The end of an operation: an error, the paths that a rehearsed clean-up would delete, or plain success. */
export type BackupOutcome =
  | {
      readonly error: { readonly code: string; readonly message: string };
      /** HTTP status at the address that `Location` names. */
      readonly status: 400 | 500;
    }
  | { readonly pathsToDelete: readonly string[] }
  | { readonly error?: never };

/** Everything that the backup service of a cloud knows. */
export interface BackupState {
  settings: BackupSettings;
  encryption: BackupEncryption | undefined;
  /** When the scheduler runs next, in milliseconds since 1970; undefined until there is a share and a certificate. */
  nextRunMs: number | undefined;
  /** Eldest first. */
  backups: readonly BackupRecord[];
  alerts: readonly BackupAlert[];
  /** The newest ones. */
  skippedRuns: readonly SkippedRun[];
  /** Backups are blocked. */
  isUpdating: boolean;
  /** Space that was left on the share when it was contacted last. */
  freeBytes: number | undefined;
  tasks: readonly BackupTask[];
  readonly operations: Map<string, BackupOperation>;
}

/** The state of the backup service after a deployment. */
export function createBackupState(encryption?: BackupEncryption): BackupState {
  return {
    settings: DEFAULT_SETTINGS,
    encryption,
    nextRunMs: undefined,
    backups: [],
    alerts: [],
    skippedRuns: [],
    isUpdating: false,
    freeBytes: undefined,
    tasks: [],
    operations: new Map(),
  };
}

/** True while a set is being written. */
export function isBackingUp(backup: BackupState): boolean {
  return backup.backups.some(({ status }) => status === 'Running');
}

/** An alert of the backup service: why backups fail. It is closed by the next backup that succeeds. */
export interface BackupAlert {
  readonly alertId: string;
  readonly fault: ShareFault;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly lastUpdatedAt: string;
  /** ISO 8601; absent as long as it is active. */
  readonly closedAt?: string | undefined;
}

/** A backup that the service made, or tried to. */
export interface BackupRecord {
  /** Lower-case GUID. */
  readonly backupId: string;
  /** Path of the share that it was written to. */
  readonly path: string;
  /** ISO 8601: its start as long as it runs, and then its end. Source: REST reference, section 9.3. */
  readonly createdAt: string;
  readonly stampVersion: string;
  readonly oemVersion: string | undefined;
  readonly deploymentId: string;
  readonly automatic: boolean;
  readonly status: 'Running' | 'Failed' | 'Succeeded';
  /** Of the certificate; undefined in key mode. */
  readonly thumbprint: string | undefined;
  /** As it stands in the set; undefined until the set is written, which may be before the backup has ended. */
  readonly info: BackupInfo | undefined;
}
