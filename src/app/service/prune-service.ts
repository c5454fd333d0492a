import type { ServicePruneResult } from '../../schema/results.js';
import { pruneStore } from '../../use-cases/service/backups/prune-store.js';
import type { AppContext } from '../app.js';
import { type ServiceOptions, withBackupService } from './service-connection.js';

/** The cloud, and whether its service only lists the paths that it would delete. */
export interface PruneServiceOptions extends ServiceOptions {
  readonly dryRun: boolean;
}

/**
 * Lets the service delete the paths that are older than its retention. Errors as of {@link pruneStore} and the
 * connection.
 */
export function pruneService(options: PruneServiceOptions, context: AppContext): Promise<ServicePruneResult> {
  const { dryRun } = options;
  return withBackupService(options, context, async ({ service, dialogue }) => ({
    dryRun,
    ...(await pruneStore(service, { dryRun }, dialogue)),
  }));
}
