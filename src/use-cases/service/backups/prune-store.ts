import { followStep } from '../../../core/progress.js';
import type { BackupService, ServiceDialogue } from '../backup-service.js';
import { explainFailedChange } from './explain-failed-change.js';
import { readConfiguredLocation } from '../read-location.js';

/** The paths of a clean-up of the share, as the service names them. */
export interface PrunedStore {
  /** Paths that are older than the retention. */
  readonly expired: readonly string[];
  /** Empty for a dry run, and when nothing was expired. */
  readonly deleted: readonly string[];
}

const SHOWN = 20;

/**
 * Lets the service delete the paths on the share that are older than the retention: shows them first, and asks.
 *
 * @throws NOT_FOUND when no share is configured; CONFIRMATION_REQUIRED or CANCELLED when the question is not answered
 * with yes; errors of the service. Source: REST reference, section 9.5.
 */
export async function pruneStore(
  service: BackupService,
  { dryRun }: { readonly dryRun: boolean },
  dialogue: ServiceDialogue,
): Promise<PrunedStore> {
  const { progress } = dialogue;
  await readConfiguredLocation(service, dialogue);
  const expired = await followStep(progress, { title: 'Asking what is expired' }, () =>
    service.prune('dryRun'),
  );
  if (dryRun || expired.length === 0) return { expired, deleted: [] };
  const more = expired.length - SHOWN;
  const named = expired.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
  dialogue.warn(`the service deletes for good: ${named}`);
  await dialogue.confirm({ message: `Delete ${expired.length} ${expired.length === 1 ? 'path' : 'paths'}?` });
  try {
    return {
      expired,
      deleted: await followStep(progress, { title: 'Deleting' }, () => service.prune('delete')),
    };
  } catch (error) {
    const hint = dialogue.formatCommand(['service', 'backups']);
    throw explainFailedChange(error, { unknown: 'what of it is deleted', hint });
  }
}
