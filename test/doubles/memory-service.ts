import { RestackError } from '../../src/core/errors/restack-error.js';
import { silentProgress } from '../../src/core/progress.js';
import type {
  BackupLocation,
  BackupService,
  LocationSettings,
  ServiceBackup,
  ServiceDialogue,
  WriteOnlySettings,
} from '../../src/use-cases/service/backup-service.js';

export const NOW = new Date('2026-01-15T12:00:00Z');
export const OLD_THUMBPRINT = 'A'.repeat(40);
export const NEW_THUMBPRINT = 'B'.repeat(40);
export const DEPLOYMENT = '7d6f0b1c-2a33-4c77-9f5e-1b2c3d4e5f60';

/** A service that is configured as the documentation recommends. */
export const LOCATION: BackupLocation = {
  path: '\\\\nas01.contoso.example\\azs',
  userName: 'CONTOSO\\svc',
  frequencyHours: 12,
  retentionDays: 7,
  schedulerEnabled: true,
  thumbprint: OLD_THUMBPRINT,
  availableCapacity: '1.00 TB',
  nextBackupAt: null,
  lastBackupAt: null,
};

/** A service before anybody has configured it. */
export const EMPTY_LOCATION: BackupLocation = {
  ...LOCATION,
  path: null,
  userName: null,
  schedulerEnabled: false,
  thumbprint: null,
};

/** An id that ends in a number of two digits. */
export const idOf = (number: number) =>
  `1f3a9c2e-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`;

/** A backup that is a number of days old; its id ends in that number. */
export function createBackup(ageDays: number, over: Partial<ServiceBackup> = {}): ServiceBackup {
  return {
    backupId: idOf(ageDays),
    status: 'Succeeded',
    createdAt: new Date(NOW.getTime() - ageDays * 86_400_000),
    durationMs: 480_000,
    deploymentId: DEPLOYMENT,
    thumbprint: OLD_THUMBPRINT,
    automatic: true,
    cloudRecoveryReady: true,
    roles: [],
    ...over,
  };
}

/** The state and the behaviour of a service in memory. */
export interface MemoryServiceOptions {
  readonly location?: BackupLocation | undefined;
  readonly backups?: readonly ServiceBackup[];
  /** Decides which part of a write the service takes. Default: all of it. */
  readonly onWrite?: (settings: LocationSettings) => Partial<BackupLocation>;
  readonly start?: BackupService['startBackup'];
  readonly prunes?: readonly string[];
  readonly failure?: string;
}

/** A backup service in memory, which keeps what it was told. */
export class MemoryService implements BackupService {
  readonly identity = { adminEndpoint: 'https://adminmanagement.oslo.azs.example', region: 'oslo' };
  readonly written: (LocationSettings & WriteOnlySettings)[] = [];
  readonly pruned: string[] = [];
  starts = 0;
  location: BackupLocation | undefined;

  constructor(readonly options: MemoryServiceOptions = {}) {
    this.location = 'location' in options ? options.location : LOCATION;
  }

  readLocation() {
    return Promise.resolve(this.location);
  }

  listLocations() {
    return Promise.resolve(this.location === undefined ? ['bergen'] : ['oslo']);
  }

  writeLocation(settings: LocationSettings, writeOnly: WriteOnlySettings) {
    this.written.push({ ...settings, ...writeOnly });
    const taken = this.options.onWrite?.(settings) ?? settings;
    const thumbprint = writeOnly.certificate === undefined ? {} : { thumbprint: NEW_THUMBPRINT };
    this.location = { ...(this.location ?? LOCATION), ...thumbprint, ...taken };
    return Promise.resolve();
  }

  startBackup() {
    this.starts += 1;
    if (this.options.start === undefined) throw new TypeError('no backup was expected');
    return this.options.start();
  }

  listBackups() {
    return Promise.resolve(this.options.backups ?? []);
  }

  async readBackup(backupId: string) {
    return (await this.listBackups()).find((backup) => backup.backupId === backupId);
  }

  readFailure() {
    return Promise.resolve(this.options.failure);
  }

  prune(mode: 'dryRun' | 'delete') {
    this.pruned.push(mode);
    return Promise.resolve(this.options.prunes ?? []);
  }
}

/** A person who answers every question the same, and what that person was told and asked. */
export function createDialogue(answer: 'yes' | 'no' | 'nobody' = 'yes'): {
  readonly dialogue: ServiceDialogue;
  readonly warnings: string[];
  readonly questions: string[];
} {
  const warnings: string[] = [];
  const questions: string[] = [];
  const dialogue: ServiceDialogue = {
    progress: silentProgress,
    now: () => NOW,
    warn: (message) => void warnings.push(message),
    confirm({ message }) {
      questions.push(message);
      if (answer === 'yes') return Promise.resolve();
      const code = answer === 'no' ? 'CANCELLED' : 'CONFIRMATION_REQUIRED';
      return Promise.reject(new RestackError(code, 'no'));
    },
    formatCommand: (words) => ['restack', ...words].join(' '),
  };
  return { dialogue, warnings, questions };
}
