import type { FindingCode } from '../../core/errors/finding-codes.js';
import { EMPTY_GUID } from '../../core/guid.js';
import type { BackupSet, BackupStatus, Catalog } from '../catalog.js';

/** A backup that is newer than the one `latest` stands for, and why it was not taken. */
export interface PassedOver {
  readonly backupId: string;
  readonly createdAt: Date;
  readonly status: BackupStatus;
  /** The worst of its findings; null where its status says it all. */
  readonly code: FindingCode | null;
  /** A clause for people. */
  readonly reason: string;
}

/**
 * Lists the backups that `latest` passed over, newest first: the newer sets of its deployment, and whatever lies in the
 * stores of that deployment and cannot tell whose it is.
 */
export function listPassedOver(
  { sets, unread }: Pick<Catalog, 'sets' | 'unread'>,
  latest: BackupSet,
): readonly PassedOver[] {
  const { deploymentId } = latest;
  // Names are compared with names: their clock need not be that of the metadata.
  const taken = latest.chains.map(({ snapshots }) => snapshots.at(-1)?.takenAt.getTime() ?? 0);
  const latestTaken = Math.max(...taken);
  const own = new Set(sets.filter((set) => set.deploymentId === deploymentId).map(({ store }) => store));
  const mayBeOwn = (set: BackupSet) => own.has(set.store) && isUnsure(set);
  const newer = sets
    .slice(0, Math.max(0, sets.indexOf(latest)))
    .filter((set) => set.deploymentId === deploymentId || mayBeOwn(set))
    .map((set) => {
      const { backupId, createdAt: time, status } = set;
      return { backupId, createdAt: time, status, ...explainPassing(set) };
    });
  const listed = new Set(sets.map(({ backupId }) => backupId));
  const unlisted = unread
    .filter(({ store, backupId }) => own.has(store) && !listed.has(backupId))
    .filter(({ takenAt }) => takenAt.getTime() > latestTaken)
    .map(({ backupId, takenAt, status, finding: { code, message } }) => {
      return { backupId, createdAt: takenAt, status, code, reason: `${code}, ${message}` };
    });
  return [...newer, ...unlisted].toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}

/** True where nothing but files of which no chain can be made says whose a set is. */
function isUnsure({ deploymentId, chains }: BackupSet): boolean {
  return deploymentId === EMPTY_GUID || chains.length === 0;
}

function explainPassing({ findings, status }: BackupSet): Pick<PassedOver, 'code' | 'reason'> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return { code: null, reason: `its status is ${status}` };
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return { code: first.code, reason: `${first.code}, ${first.message}${more}` };
}
