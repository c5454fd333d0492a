import { compareAge, isUnfinished } from './backup-statuses.js';
import type { ServiceBackup } from '../backup-service.js';

const DAY_MS = 86_400_000;

/**
 * The backups that a retention would delete: all that are older, except the newest successful one, which stays whatever
 * its age. Oldest first. Source: format specification, section 6.
 */
export function selectExpired(
  backups: readonly ServiceBackup[],
  { retentionDays, now }: { readonly retentionDays: number; readonly now: Date },
): readonly ServiceBackup[] {
  const limitMs = now.getTime() - retentionDays * DAY_MS;
  const there = backups
    .filter((backup) => backup.status !== 'Deleted' && !isUnfinished(backup))
    .toSorted((left, right) => compareAge(right, left));
  const kept = there.findLast(({ status }) => status === 'Succeeded');
  return there.filter(
    (backup) => backup !== kept && backup.createdAt !== null && backup.createdAt.getTime() < limitMs,
  );
}
