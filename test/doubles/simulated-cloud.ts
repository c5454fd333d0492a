import { startConfiguration } from '../../src/controller/backup/backup-jobs.js';
import { type BackupScheduler, createBackupScheduler } from '../../src/controller/backup/backup-scheduler.js';
import type { BackupSettings } from '../../src/controller/cloud/backups/backup-settings.js';
import { secureRandom } from '../../src/controller/cloud/repeatable-sources.js';
import type { Cloud } from '../../src/controller/cloud/cloud.js';
import type { ControllerOptions } from '../../src/controller/control/controller-options.js';
import {
  createCloud,
  createDeploymentPrincipal,
  readNames,
} from '../../src/controller/control/create-cloud.js';
import { stoppedClock, TAKES_MS } from './app-context.js';
import type {
  BackupShare,
  SetToExport,
  ShareAnswer,
} from '../../src/controller/cloud/backups/backup-share.js';

/** A cloud without a server, whose time a test moves, and a share that it remembers. */
export class SimulatedCloud {
  readonly share = new MemoryShare();
  readonly cloud: Cloud;
  readonly scheduler: BackupScheduler;

  constructor(options: ControllerOptions = {}) {
    const all = { clock: stoppedClock, backupShare: this.share, ...options };
    this.cloud = createCloud({
      options: all,
      names: readNames(all, undefined, () => 443),
      kept: undefined,
      principal: createDeploymentPrincipal({}, undefined, secureRandom),
      tokens: { lifetimeSeconds: 1, issue: () => '', sign: () => '', read: () => undefined, keySet: {} },
      timing: () => ({ durationScale: 1, retryAfterScale: 1 }),
    });
    this.scheduler = createBackupScheduler(this.cloud, () => {});
  }

  get nowMs(): number {
    return this.cloud.clock.nowMs();
  }

  async advance(byMs: number): Promise<void> {
    this.cloud.clock.advance(byMs);
    await this.scheduler.settle();
  }

  /** Configures share and certificate; the time after is the beginning of the schedule. */
  async configure(settings: Partial<BackupSettings> = {}): Promise<void> {
    const encryption = { mode: 'certificate', certificate: '', thumbprint: 'AB'.repeat(20) } as const;
    startConfiguration(this.cloud, { settings: { path: '/share', ...settings }, encryption });
    await this.advance(TAKES_MS.configure);
  }
}

/** A share that holds nothing but ids. */
class MemoryShare implements BackupShare {
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

  listFiles(path: string, { backupId }: { readonly backupId: string }): ReturnType<BackupShare['listFiles']> {
    return Promise.resolve({ files: this.sets.has(backupId) ? [`${path}/MASBackup/${backupId}`] : [] });
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
