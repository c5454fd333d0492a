import type { ServiceBackup } from './ports.js';

const DAY_MS = 86_400_000;
const UNFINISHED: ReadonlySet<string> = new Set(['Creating', 'Queued', 'Running']);

/** True while the service is at it. */
export function isUnfinished({ status }: Pick<ServiceBackup, 'status'>): boolean {
  return UNFINISHED.has(status);
}

/**
 * The backups that a retention would delete: all that are older, but for the newest successful one, which stays
 * whatever its age. Oldest first. Source: format specification, section 6.
 */
export function selectExpired(
  backups: readonly ServiceBackup[],
  { retentionDays, now }: { readonly retentionDays: number; readonly now: Date },
): readonly ServiceBackup[] {
  const limitMs = now.getTime() - retentionDays * DAY_MS;
  const there = backups
    .filter((backup) => backup.createdAt !== null && backup.status !== 'Deleted' && !isUnfinished(backup))
    .toSorted((left, right) => timeOf(left) - timeOf(right));
  const kept = there.findLast(({ status }) => status === 'Succeeded');
  return there.filter((backup) => backup !== kept && timeOf(backup) < limitMs);
}

function timeOf({ createdAt }: ServiceBackup): number {
  return createdAt?.getTime() ?? 0;
}
