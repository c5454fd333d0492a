import { formatMinute } from '../../../core/clock.js';
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

const UNFINISHED: ReadonlySet<string> = new Set(['Creating', 'Queued', 'Running']);
const LEAVES_SET: ReadonlySet<string> = new Set(['Succeeded', 'PartialSucceeded']);

/** True while the service is working on the backup. */
export function isUnfinished({ status }: Pick<ServiceBackup, 'status'>): boolean {
  return UNFINISHED.has(status);
}

/** True when a set of the backup must lie on the share. */
export function leavesSet({ status }: Pick<ServiceBackup, 'status'>): boolean {
  return LEAVES_SET.has(status);
}

/** Orders backups by their creation, newest first; those without a time come last. */
export function compareAge(left: Pick<ServiceBackup, 'createdAt'>, right: typeof left): number {
  return (right.createdAt?.getTime() ?? 0) - (left.createdAt?.getTime() ?? 0);
}

const NAMED = 8;
const ID_LENGTH = 8;

/** Names some backups in one line, and the number of the others: `1f3a9c2e of 2026-11-20 08:00Z, 5d6e7f80 of …`. */
export function nameBackups(backups: readonly Pick<ServiceBackup, 'backupId' | 'createdAt'>[]): string {
  const named = backups.slice(0, NAMED).map(({ backupId, createdAt }) => {
    const when = createdAt === null ? '' : ` of ${formatMinute(createdAt)}`;
    return `${backupId.slice(0, ID_LENGTH)}${when}`;
  });
  const more = backups.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** `1 backup`, `3 backups`. */
export function countBackups(backups: readonly unknown[]): string {
  return `${backups.length} ${backups.length === 1 ? 'backup' : 'backups'}`;
}
