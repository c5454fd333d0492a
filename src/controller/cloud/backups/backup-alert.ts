import type { ShareFault } from './backup-share.js';

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
