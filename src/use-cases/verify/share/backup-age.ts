import { formatMinute } from '../../../core/clock.js';
import { EMPTY_GUID } from '../../../core/guid.js';
import { createFinding, type Finding } from '../../../core/errors/finding.js';
import { groupByKey } from '../../../core/group-by-key.js';

/** A set whose age counts when it is good. */
export interface AgedBackup {
  readonly backupId: string;
  readonly createdAt: Date;
  readonly deploymentId: string;
  readonly isGood: boolean;
}

/** The age that the newest good set may have, and the time that it is measured at. */
export interface AgeLimit {
  readonly maxAgeMs: number;
  readonly now: Date;
}

const HOUR_MS = 3_600_000;
/** Clocks differ, and older writers used local time. A set from further ahead would never grow old. */
const MAX_AHEAD_MS = 24 * HOUR_MS;

/**
 * Checks that the newest good set of each deployment is young enough: nothing else says that backups are still taken.
 * Without any set that is a fault, too.
 */
export function checkAge(backups: readonly AgedBackup[], limit: AgeLimit): readonly Finding[] {
  const groups = groupByKey(backups, ({ deploymentId }) => deploymentId);
  // A set that cannot tell its deployment is nobody's; it counts only where there is nothing else.
  if (groups.size > 1) groups.delete(EMPTY_GUID);
  if (groups.size === 0) return [report('there is no backup set')];
  return [...groups].flatMap(([deploymentId, members]) => checkDeployment(deploymentId, members, limit));
}

function checkDeployment(
  deploymentId: string,
  members: readonly AgedBackup[],
  { maxAgeMs, now }: AgeLimit,
): readonly Finding[] {
  const good = members.filter(({ isGood }) => isGood);
  const [newest] = good.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  if (newest === undefined) return [report(`deployment ${deploymentId} has no good backup set`)];
  const { backupId, createdAt } = newest;
  const ageMs = now.getTime() - createdAt.getTime();
  const which = `the newest good backup set of deployment ${deploymentId}, ${backupId},`;
  if (ageMs < -MAX_AHEAD_MS) {
    return [report(`${which} is dated ${formatMinute(createdAt)}, in the future`, backupId)];
  }
  if (ageMs <= maxAgeMs) return [];
  const message = `${which} is ${formatHours(ageMs)} old; at most ${formatHours(maxAgeMs)} are allowed`;
  return [report(message, backupId)];
}

function formatHours(durationMs: number): string {
  return `${Math.round((10 * durationMs) / HOUR_MS) / 10} h`;
}

function report(message: string, backupId?: string): Finding {
  return createFinding('BACKUP_TOO_OLD', message, backupId === undefined ? {} : { backupId });
}
