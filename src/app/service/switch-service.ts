import type { ServiceSwitchResult } from '../../schema/results.js';
import { switchScheduler } from '../../use-cases/service/write-settings.js';
import type { AppContext, Outcome } from '../app.js';
import { describeLocation, type ServiceOptions, withBackupService } from './service-connection.js';

/** The cloud, and whether it is to make backups automatically. */
export interface SwitchServiceOptions extends ServiceOptions {
  readonly automatic: boolean;
}

/**
 * Switches automatic backups on or off. The outcome is READ_BACK when the service holds something else afterwards.
 * Errors as of {@link switchScheduler} and the connection.
 */
export function switchService(
  options: SwitchServiceOptions,
  context: AppContext,
): Promise<Outcome<ServiceSwitchResult>> {
  return withBackupService(options, context, async ({ service, dialogue }) => {
    const { changed, differences, location } = await switchScheduler(service, options.automatic, dialogue);
    return {
      result: { changed, differences, location: describeLocation(location, service.identity) },
      outcome: differences.length === 0 ? undefined : 'READ_BACK',
    };
  });
}
