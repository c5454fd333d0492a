import type { BackupInfo } from '../../../schema/generated/types.js';
import type { BackupStatus } from '../../catalog.js';

/** A repository, and what became of it as BackupInfo has it. */
export interface StatedRepository {
  readonly repositoryName: string;
  readonly status: BackupStatus;
}

/** All repositories that a BackupInfo file names; none without one. */
export function listStated(info: BackupInfo | null): readonly StatedRepository[] {
  return (info?.RoleStatus ?? []).flatMap(({ RepositoryStatus }) =>
    (RepositoryStatus ?? []).map(({ FullRepositoryName, Status }) => ({
      repositoryName: FullRepositoryName,
      status: Status,
    })),
  );
}

/** True where the service claims that a snapshot was taken, whole or in part. */
export function claimsSnapshot({ status }: StatedRepository): boolean {
  return status === 'Succeeded' || status === 'PartialSucceeded';
}

/** True where a snapshot was to be taken and none is claimed. */
export function admitsFailure(stated: StatedRepository): boolean {
  return !claimsSnapshot(stated) && stated.status !== 'Skipped' && stated.status !== 'Deleted';
}
