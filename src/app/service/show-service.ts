import type { ServiceShowResult } from '../../schema/results.js';
import { readLocation } from '../../use-cases/service/read-location.js';
import type { AppContext } from '../app.js';
import { describeLocation, type ServiceOptions, withBackupService } from './service-connection.js';

/**
 * Shows the settings and the state of a cloud's backup service. Errors as {@link withBackupService}; NOT_FOUND when
 * there is none.
 */
export function showService(options: ServiceOptions, context: AppContext): Promise<ServiceShowResult> {
  return withBackupService(options, context, async ({ service }) =>
    describeLocation(await readLocation(service), service.identity),
  );
}
