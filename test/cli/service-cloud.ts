import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type ControllerOptions,
  type RunningController,
  startController,
  type WeatherProfile,
} from '../../src/app/controller/controller-package.js';
import { systemClock } from '../../src/core/clock.js';
import type { CompiledSchema } from '../../src/schema/compiled-schema.js';
import type {
  BackupService,
  LocationSettings,
  WriteOnlySettings,
} from '../../src/use-cases/service/backup-service.js';
import { createBackupService } from '../../src/adapters/azure/backup-service/arm-backup-service.js';
import { connectController } from '../e2e/controller-cloud.js';
import { runHere } from './run-here.js';
import { readEnvelope, type Run, type RunOptions, runRestack } from './run-restack.js';

export const DAY_MS = 86_400_000;
/** A password that must be found nowhere. */
export const SHARE_PASSWORD = 'canary-of-the-share-41b7';
export const USER = 'CONTOSO\\svc-azs';

/** The differences of the cloud from a fresh one. */
export interface ServiceCloudOptions extends Pick<
  ControllerOptions,
  'faults' | 'updatedFrom1811' | 'domain'
> {
  /** The controller's clock starts so many days ago. */
  readonly daysAgo?: number;
}

/** A cloud with a backup service, and the binary pointed at it. */
export interface ServiceCloud {
  readonly controller: RunningController;
  /** Absolute path of the folder that stands in for a share. */
  readonly share: string;
  /** The same service without the binary, to prepare and to look. */
  readonly service: BackupService;
  /** Runs `restack service …` without a terminal; in a process of its own where its output is followed. */
  readonly run: (argv: readonly string[], options?: RunOptions) => Promise<Run>;
  /** Calls that changed anything of the backup service. */
  readonly writes: () => number;
  /** Names on the share, at any depth. */
  readonly listShare: () => Promise<readonly string[]>;
  /** Moves the clock, and lets the schedule catch up. */
  readonly advanceDays: (days: number) => Promise<void>;
  /** Writes settings that the binary would refuse or ask for. */
  readonly prepare: (settings?: Partial<LocationSettings>, writeOnly?: WriteOnlySettings) => Promise<void>;
  /** From now on a backup takes minutes, as recorded, and is polled every three seconds. */
  readonly slowDown: () => void;
  readonly close: () => Promise<void>;
}

export async function startServiceCloud(options: ServiceCloudOptions = {}): Promise<ServiceCloud> {
  const { daysAgo = 0, ...rest } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-service-'));
  const share = path.join(folder, 'share');
  const caFile = path.join(folder, 'root.pem');
  const now = () => new Date(systemClock.now().getTime() - daysAgo * DAY_MS);
  const controller = await startController({ ...rest, weather: QUICK, clock: { ...systemClock, now } });
  await mkdir(share);
  await writeFile(caFile, controller.caCertificate);
  const target = await connectController(controller);
  const service = createBackupService(target);
  const environment = {
    AZURE_TENANT_ID: controller.tenantId,
    AZURE_CLIENT_ID: controller.clientId,
    AZURE_CLIENT_SECRET: controller.clientSecret,
  };
  const place = ['--target', controller.adminEndpoint, '--ca-file', caFile];
  return {
    controller,
    share,
    service,
    run(argv, given) {
      const words = ['service', ...argv, ...place];
      const options = { ...given, environment: { ...environment, ...given?.environment } };
      return given?.onOutput === undefined ? runHere(words, options) : runRestack(words, options);
    },
    writes: () => countWrites(controller),
    listShare: () => readdir(share, { recursive: true }),
    async advanceDays(days) {
      controller.control.advanceClock(days * DAY_MS);
      await controller.control.settleBackups();
    },
    slowDown: () => controller.control.setWeather(SLOW),
    async prepare(settings, writeOnly = {}) {
      const schedule = { frequencyHours: 12, retentionDays: 7, schedulerEnabled: true };
      await service.writeLocation({ path: share, userName: USER, ...schedule, ...settings }, writeOnly);
      controller.control.clearCounts();
    },
    async close() {
      target.close();
      await controller.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Operations end at once. */
const QUICK: WeatherProfile = {
  name: 'quick',
  seed: 0,
  latencyMs: 0,
  jitterMs: 0,
  budgets: { windowSeconds: 3600, reads: null, writes: null, deletes: null, vaultTransactions: null },
  rates: { serverErrors: 0, resets: 0, truncatedBodies: 0, lostWrites: 0 },
  longRunning: { durationScale: 0, retryAfterScale: 0 },
};
const SLOW: WeatherProfile = { ...QUICK, longRunning: { durationScale: 1, retryAfterScale: 1 / 20 } };

function countWrites({ control }: RunningController): number {
  return Object.entries(control.counts().objects)
    .filter(([object]) => object.includes('/microsoft.backup.admin/'))
    .reduce((sum, [, { writes }]) => sum + writes, 0);
}

/** The result in the one document of `--json`. @throws when it breaks its schema. */
export function readResult<T>(run: Run, schema: CompiledSchema<T>): T {
  const { result } = readEnvelope(run.stdout);
  if (!schema.validate(result)) throw new Error(JSON.stringify(schema.validate.errors));
  return result;
}
