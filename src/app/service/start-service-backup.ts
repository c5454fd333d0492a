import type { ServiceStartResult } from '../../schema/results.js';
import { type BackupRun, judgeBackup, startBackup } from '../../use-cases/service/backups/start-backup.js';
import type { AppContext, Outcome } from '../app.js';
import { formatTime, type ServiceOptions, withBackupService } from './service-connection.js';

/** The cloud, and whether the end of the backup is waited for. */
export interface StartServiceOptions extends ServiceOptions {
  readonly waits: boolean;
}

/**
 * Starts a backup on demand. The outcome is PARTIAL when a role failed, INCOMPLETE when the backup did.
 * Errors as of {@link startBackup} and the connection.
 */
export function startServiceBackup(
  options: StartServiceOptions,
  context: AppContext,
): Promise<Outcome<ServiceStartResult>> {
  const { waits } = options;
  return withBackupService(options, context, async ({ service, dialogue }) => {
    const run = await startBackup(service, { waits }, dialogue);
    return { result: describeRun(run, waits), outcome: judgeBackup(run) };
  });
}

/** The facts of a backup whose end nobody has seen. */
const UNSEEN = {
  status: null,
  createdAt: null,
  durationMs: null,
  thumbprint: null,
  cloudRecoveryReady: null,
  roles: [],
};

function describeRun({ backupId, backup, reason }: BackupRun, waited: boolean): ServiceStartResult {
  const { status, createdAt, durationMs, thumbprint, cloudRecoveryReady, roles } = backup ?? UNSEEN;
  const seen = { createdAt: formatTime(createdAt), durationMs, thumbprint, cloudRecoveryReady, roles };
  return { backupId, waited, status, reason, ...seen };
}
