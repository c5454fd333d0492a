import { explainError } from '../../core/errors/explain-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { systemClock } from '../../core/clock.js';
import { formatTypedCommand } from '../../report/layout/typed-command.js';
import type {
  BackupLocation,
  BackupService,
  ServiceDialogue,
} from '../../use-cases/service/backup-service.js';
import type { AppContext } from '../app.js';
import { connectGivenTarget, selectGivenTarget, type TargetOptions } from '../connect-given-target.js';
import type { ServiceShowResult } from '../../schema/results.js';
import { isConfigured, selectEncryptionMode } from '../../use-cases/service/read-location.js';

/** The cloud of a backup service. */
export interface ServiceOptions extends TargetOptions {
  /** The longest wait for one operation of the service. Default: an hour. */
  readonly operationLimitMs?: number | undefined;
}

/** A connected backup service, and the voice of its use cases. */
export interface ServiceConnection {
  readonly service: BackupService;
  readonly dialogue: ServiceDialogue;
}

/**
 * Connects to the backup service of a cloud for as long as `use` runs.
 *
 * @throws USAGE, CONFIG, TARGET_UNREACHABLE or TARGET_AUTH as the cloud is named and answers; PERMISSION_MISSING with a
 * hint; the errors of `use`.
 */
export async function withBackupService<R>(
  options: ServiceOptions,
  context: AppContext,
  use: (connection: ServiceConnection) => Promise<R>,
): Promise<R> {
  const { operationLimitMs } = options;
  const limits = operationLimitMs === undefined ? {} : { operationLimitMs };
  const target = await connectGivenTarget(selectGivenTarget(options, context), context, limits);
  try {
    const { createBackupService } = await import('../../adapters/azure/backup-service/arm-backup-service.js');
    const dialogue: ServiceDialogue = {
      progress: context.progress,
      now: () => new Date(systemClock.now().getTime() + (target.clockOffsetMs() ?? 0)),
      warn: (message) => context.warn(message),
      confirm: (question) => context.prompts.confirm(question),
      formatCommand: (words) => formatTypedCommand(words, { target: options.target, caFile: options.caFile }),
    };
    return await use({ service: createBackupService(target), dialogue });
  } catch (error) {
    throw explainPermission(error);
  } finally {
    target.close();
  }
}

function explainPermission(error: unknown): unknown {
  if (!(error instanceof RestackError) || error.code !== 'PERMISSION_MISSING') return error;
  const hint =
    'the backup service is the operator’s: give the application the role Contributor or Owner on the Default Provider Subscription';
  return explainError(error, { hints: [hint] });
}

/** Describes the settings and the state of the service for results. */
export function describeLocation(
  location: BackupLocation,
  { adminEndpoint, region }: BackupService['identity'],
): ServiceShowResult {
  const { path, userName, frequencyHours, retentionDays, schedulerEnabled } = location;
  return {
    adminEndpoint,
    region,
    configured: isConfigured(location),
    path,
    userName,
    frequencyHours,
    retentionDays,
    schedulerEnabled,
    nextBackupAt: formatTime(location.nextBackupAt),
    lastBackupAt: formatTime(location.lastBackupAt),
    availableCapacity: location.availableCapacity,
    encryption: { mode: selectEncryptionMode(location), thumbprint: location.thumbprint },
  };
}

/** Formats a time as ISO 8601 in UTC; null stays null. */
export function formatTime(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}
