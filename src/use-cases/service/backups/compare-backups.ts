import { compareAge, leavesSet } from './expired-backups.js';
import type { SharedSet } from './old-key.js';
import type { ServiceBackup } from '../backup-service.js';

/** The difference between the service's list and the share in one backup. */
export type BackupDifference = 'notOnShare' | 'notListed' | 'statusDiffers';

/** One backup, as the service lists it and as it lies on the share. */
export interface ComparedBackup {
  readonly backupId: string;
  readonly createdAt: Date | null;
  readonly listed: ServiceBackup | undefined;
  /** Undefined also when no share was looked at. */
  readonly shared: SharedSet | undefined;
  readonly difference: BackupDifference | undefined;
}

/** The comparison, newest first. */
export interface ComparedBackups {
  readonly backups: readonly ComparedBackup[];
  /** Sets of other deployments that lie on the same share; they are not compared. */
  readonly otherSets: number;
}

/**
 * Puts the service's list beside a share. A share can hold the sets of other clouds, and of this one before it was
 * deployed anew; so only the deployments that the service lists are compared, or all of them where it lists none.
 *
 * @param shared undefined when no share was given: then nothing differs
 */
export function compareBackups(
  listed: readonly ServiceBackup[],
  shared: readonly SharedSet[] | undefined,
): ComparedBackups {
  const deployments = new Set(listed.flatMap(({ deploymentId }) => deploymentId ?? []));
  const own = (shared ?? []).filter(
    ({ deploymentId }) => deployments.size === 0 || deployments.has(deploymentId),
  );
  const onShare = new Map(own.map((set) => [set.backupId, set]));
  const ids = new Set(listed.map(({ backupId }) => backupId));
  const both = listed.map((backup): ComparedBackup => {
    const set = onShare.get(backup.backupId);
    const difference = shared === undefined ? undefined : judge(backup, set);
    return { ...name(backup), listed: backup, shared: set, difference };
  });
  const rest = own
    .filter(({ backupId }) => !ids.has(backupId))
    .map((set): ComparedBackup => ({
      ...name(set),
      listed: undefined,
      shared: set,
      difference: 'notListed',
    }));
  return {
    backups: [...both, ...rest].toSorted(compareAge),
    otherSets: (shared ?? []).length - own.length,
  };
}

function judge(backup: ServiceBackup, set: SharedSet | undefined): BackupDifference | undefined {
  if (set === undefined) return leavesSet(backup) ? 'notOnShare' : undefined;
  return backup.status === set.status ? undefined : 'statusDiffers';
}

function name({ backupId, createdAt }: Pick<ComparedBackup, 'backupId' | 'createdAt'>) {
  return { backupId, createdAt };
}
