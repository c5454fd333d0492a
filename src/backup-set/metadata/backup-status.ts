import type { BackupStatus } from '../catalog.js';

/** All status values. Source: format specification, section 2. */
export const BACKUP_STATUSES = [
  'Creating',
  'Queued',
  'Running',
  'Deleted',
  'Failed',
  'PartialSucceeded',
  'Succeeded',
  'Corrupted',
  'Skipped',
] as const satisfies readonly BackupStatus[];

const UNFINISHED: ReadonlySet<BackupStatus> = new Set(['Creating', 'Queued', 'Running']);

/** True while the service may still be writing. */
export function isUnfinished(status: BackupStatus): boolean {
  return UNFINISHED.has(status);
}
