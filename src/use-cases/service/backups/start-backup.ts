import type { ErrorCode } from '../../../core/errors/error-codes.js';
import { explainError } from '../../../core/errors/explain-error.js';
import { askAbout } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { BackupService, ServiceBackup, ServiceDialogue, StartedBackup } from '../backup-service.js';
import { isUnfinished } from './expired-backups.js';
import { explainFailedChange } from './explain-failed-change.js';
import { readConfiguredLocation } from '../read-location.js';

/** A backup that was started. */
export interface BackupRun {
  /** Null when the service did not tell. */
  readonly backupId: string | null;
  /** Undefined when its end was not waited for. */
  readonly backup: ServiceBackup | undefined;
  /** The reason of its failure, in the service's own words; null when it did not fail, or nothing was said. */
  readonly reason: string | null;
}

/**
 * Starts a backup now and waits for its end, unless told not to. It does not move scheduled backups.
 *
 * @throws NOT_FOUND when no share is configured; LOCKED when a backup is under way; TARGET_UNREACHABLE or INTERRUPTED
 * while waiting, when the backup goes on in the cloud; errors of the service. A backup that fails is no error here.
 * Source: REST reference, section 9.2.
 */
export async function startBackup(
  service: BackupService,
  { waits }: { readonly waits: boolean },
  dialogue: ServiceDialogue,
): Promise<BackupRun> {
  await readConfiguredLocation(service, dialogue);
  await assertIdle(service, dialogue);
  const started = await begin(service, dialogue);
  const { backupId } = started;
  if (!waits) return { backupId, backup: undefined, reason: null };
  const step = dialogue.progress.begin(`Backing up${backupId === null ? '' : ` as ${backupId}`}`);
  let run: BackupRun | undefined;
  try {
    run = await waitForEnd(service, started, dialogue);
    return run;
  } finally {
    const status = run?.backup?.status;
    if (status === undefined) step.end('skipped', 'no longer waited for');
    else step.end(status === 'Failed' ? 'failed' : 'done', status);
  }
}

/**
 * The error code of a backup's end: PARTIAL when some roles failed, INCOMPLETE when the backup failed, none while it
 * goes on.
 */
export function judgeBackup({ backup }: BackupRun): ErrorCode | undefined {
  if (backup === undefined || backup.status === 'Succeeded') return undefined;
  return backup.status === 'PartialSucceeded' ? 'PARTIAL' : 'INCOMPLETE';
}

async function assertIdle(service: BackupService, dialogue: ServiceDialogue): Promise<void> {
  const running = (await service.listBackups()).find(isUnfinished);
  if (running === undefined) return;
  const { backupId, status } = running;
  throw new RestackError(
    'LOCKED',
    `backup ${backupId} is under way (${status}); the service takes one at a time`,
    {
      hints: [dialogue.formatCommand(['service', 'backups'])],
      details: { backupId, status },
    },
  );
}

async function begin(service: BackupService, dialogue: ServiceDialogue): Promise<StartedBackup> {
  try {
    return await service.startBackup();
  } catch (error) {
    const hint = dialogue.formatCommand(['service', 'backups']);
    throw explainFailedChange(error, { unknown: 'whether a backup was begun', hint });
  }
}

async function waitForEnd(
  service: BackupService,
  started: StartedBackup,
  dialogue: ServiceDialogue,
): Promise<BackupRun> {
  const { backupId } = started;
  try {
    const ended = await started.finish();
    const backup = ended ?? (await findEnd(service, backupId));
    if (backup === undefined) throw createUntoldError();
    const reason = backup.status === 'Failed' ? await service.readFailure() : undefined;
    return { backupId: backup.backupId, backup, reason: reason ?? null };
  } catch (error) {
    if (!(error instanceof RestackError)) throw error;
    const broken = explainBreak(error, backupId, dialogue);
    const find = () => findEnd(service, backupId);
    const backup = error.code === 'PARTIAL' ? await askAbout(broken, find) : undefined;
    if (backup === undefined) throw broken;
    return { backupId, backup, reason: backup.status === 'Succeeded' ? null : error.message };
  }
}

/** The end of a backup whose wait has failed; undefined while it goes on, and where nothing tells. */
async function findEnd(service: BackupService, backupId: string | null): Promise<ServiceBackup | undefined> {
  if (backupId === null) return undefined;
  const backup = await service.readBackup(backupId);
  return backup === undefined || isUnfinished(backup) ? undefined : backup;
}

function createUntoldError(): RestackError {
  return new RestackError('TARGET_UNREACHABLE', 'the service does not say how the backup ended');
}

function explainBreak(error: RestackError, backupId: string | null, dialogue: ServiceDialogue): RestackError {
  const which = backupId === null ? 'the backup' : `backup ${backupId}`;
  return explainError(error, {
    message: `${error.message}; ${which} goes on in the cloud`,
    hints: [dialogue.formatCommand(['service', 'backups'])],
    details: { backupId },
  });
}
