import type { BackupInfo } from '../../../schema/generated/types.js';

/** A backup that the service made, or tried to. */
export interface BackupRecord {
  /** Lower-case GUID. */
  readonly backupId: string;
  /** Path of the share that it was written to. */
  readonly path: string;
  /** ISO 8601. */
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
