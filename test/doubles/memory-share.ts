import type {
  BackupShare,
  SetToExport,
  ShareAnswer,
} from '../../src/controller/cloud/backups/backup-share.js';

/** A share that holds nothing but ids. */
export class MemoryShare implements BackupShare {
  takes: 'all' | 'removals' | 'nothing' = 'all';
  /** When each set was begun, in milliseconds since 1970, by id. */
  readonly sets = new Map<string, number>();
  /** The set that was written last. */
  last: SetToExport | undefined;

  contact(): Promise<ShareAnswer> {
    return Promise.resolve(this.takes === 'nothing' ? { fault: 'connectivity' } : { freeBytes: 2048 });
  }

  writeSet(_path: string, set: SetToExport): ReturnType<BackupShare['writeSet']> {
    this.last = set;
    if (this.takes !== 'all') return Promise.resolve({ fault: 'capacity' });
    this.sets.set(set.backupId, set.createdAt.getTime());
    const { backupId, stampVersion, deploymentId } = set;
    return Promise.resolve({
      info: {
        BackupDataVersion: '1.1.0',
        BackupId: backupId,
        Status: 'Succeeded',
        CreatedDateTime: set.createdAt.toISOString(),
        StampVersion: stampVersion,
        DeploymentID: deploymentId,
      },
    });
  }

  listFiles(
    _path: string,
    { backupId }: { readonly backupId: string },
  ): ReturnType<BackupShare['listFiles']> {
    return Promise.resolve({ files: this.sets.has(backupId) ? [backupId] : [] });
  }

  removeSet(
    _path: string,
    { backupId }: { readonly backupId: string },
  ): ReturnType<BackupShare['removeSet']> {
    if (this.takes === 'nothing') return Promise.resolve({ fault: 'connectivity' });
    this.sets.delete(backupId);
    return Promise.resolve({});
  }
}
