import type { FindingCode } from '../../core/errors/finding-codes.js';
import type { BackupSet, BackupStatus } from '../catalog.js';

/** A set that is newer than the one `latest` stands for, and why it was not taken. */
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
 * Lists the sets that `latest` passed over.
 *
 * @param sets the sets that it chose from, newest first.
 */
export function listPassedOver(sets: readonly BackupSet[], latest: BackupSet): readonly PassedOver[] {
  return sets.slice(0, Math.max(0, sets.indexOf(latest))).map((set) => {
    const { backupId, createdAt, status } = set;
    return { backupId, createdAt, status, ...explainPassing(set) };
  });
}

function explainPassing({ findings, status }: BackupSet): Pick<PassedOver, 'code' | 'reason'> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return { code: null, reason: `its status is ${status}` };
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return { code: first.code, reason: `${first.code}, ${first.message}${more}` };
}
