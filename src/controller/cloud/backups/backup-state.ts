import type { BackupAlert } from './backup-alert.js';
import type { BackupRecord } from './backup-record.js';
import { type BackupSettings, DEFAULT_SETTINGS } from './backup-settings.js';
import type { BackupEncryption } from './backup-share.js';

/** A run of the scheduler that made no backup, and why. */
export interface SkippedRun {
  /** ISO 8601. */
  readonly time: string;
  /** `disabled`: automatic backups are off; `update`: the cloud is being updated; `busy`: another backup was running. */
  readonly reason: 'disabled' | 'update' | 'busy';
}

/** Something under way that comes to its end by the controller's clock. */
export interface BackupTask {
  readonly dueMs: number;
  /** What is done meanwhile, in real time. Never rejects. */
  readonly work: Promise<unknown>;
  /** Takes what came of it, once that time has come. */
  readonly finish: () => Promise<void>;
}

/** What clients poll. */
export interface BackupOperation {
  readonly id: string;
  readonly kind: 'configure' | 'backup' | 'prune';
  /** Absent as long as it runs. */
  outcome?: BackupOutcome;
}

/** What came of an operation. */
export type BackupOutcome =
  | { readonly error: { readonly code: string; readonly message: string } }
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

/** What a deployment begins with. */
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
