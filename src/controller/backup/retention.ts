import type { Cloud } from '../cloud/cloud.js';
import type { BackupRecord } from '../cloud/backups/backup-record.js';
import type { ShareFault } from '../cloud/backups/backup-share.js';
import type { BackupState } from '../cloud/backups/backup-state.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The backups that are older than the retention period. The newest one that succeeded is kept whatever its age.
 * Source: format specification, section 6.
 */
export function selectExpired(
  backups: readonly BackupRecord[],
  at: { readonly nowMs: number; readonly retentionDays: number },
): readonly BackupRecord[] {
  const newest = backups.findLast(({ status }) => status === 'Succeeded');
  return backups.filter((record) => {
    const ageMs = at.nowMs - Date.parse(record.createdAt);
    return record.status !== 'Running' && record !== newest && ageMs > at.retentionDays * DAY_MS;
  });
}

/**
 * Deletes expired backups, from the share and then from the list. A backup that the share does not let go, or that
 * another set needs, stays in both.
 *
 * @returns the first fault of the share; undefined when there was none.
 */
export async function applyRetention(
  cloud: Cloud,
  backup: BackupState,
  nowMs: number,
): Promise<ShareFault | undefined> {
  const { retentionDays } = backup.settings;
  const faults: ShareFault[] = [];
  for (const expired of selectExpired(backup.backups, { nowMs, retentionDays })) {
    const isOnShare = expired.status === 'Succeeded';
    const answer = isOnShare ? await cloud.backupShare.removeSet(expired.path, expired) : {};
    if (answer.fault !== undefined) faults.push(answer.fault);
    else if (answer.isNeeded !== true) {
      backup.backups = backup.backups.filter((record) => record !== expired);
    }
  }
  return faults[0];
}
