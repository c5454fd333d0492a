import { startConfiguration } from '../../src/controller/backup/backup-jobs.js';
import { type BackupScheduler, createBackupScheduler } from '../../src/controller/backup/backup-scheduler.js';
import type { BackupSettings } from '../../src/controller/cloud/backups/backup-settings.js';
import { secureRandom } from '../../src/controller/cloud/repeatable-sources.js';
import { type Cloud } from '../../src/controller/cloud/cloud.js';
import type { ControllerOptions } from '../../src/controller/control/controller-options.js';
import {
  createCloud,
  createDeploymentPrincipal,
  readNames,
} from '../../src/controller/control/create-cloud.js';
import { stoppedClock, TAKES_MS } from './stopped-clock.js';
import { MemoryShare } from './memory-share.js';

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
      tokens: { lifetimeSeconds: 1, issue: () => '', read: () => undefined, keySet: {} },
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
