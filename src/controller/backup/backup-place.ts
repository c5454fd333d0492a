import type { Cloud } from '../cloud/cloud.js';
import type { RoutedCall } from '../wire/call.js';
import { gatewayError, type Reply } from '../wire/reply.js';
import { isLocation } from '../cloud/is-location.js';

/** The api-version that recordings have. Later ones clear what this one keeps. Source: REST reference, section 9. */
export const BACKUP_API_VERSIONS: readonly string[] = ['2018-09-01'];

const TYPE = 'Microsoft.Backup.Admin/backupLocations';

export const BACKUP_LOCATIONS = `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/${TYPE}`;

/** True when a call is about the stamp's own system group, and about its location where it names one. */
export function isSystemPlace({ params }: RoutedCall, cloud: Cloud): boolean {
  const { resourceGroup = '', location } = params;
  const isSystem = resourceGroup.toLowerCase() === `system.${cloud.names.region}`.toLowerCase();
  return isSystem && (location === undefined || isLocation(cloud, location));
}

/** The 404 for a call about another group or location than the stamp's; undefined otherwise. */
export function checkBackupLocation(call: RoutedCall, cloud: Cloud): Reply | undefined {
  if (isSystemPlace(call, cloud)) return undefined;
  const { resourceGroup = '', location } = call.params;
  const message = `The Resource '${TYPE}/${location ?? ''}' under resource group '${resourceGroup}' was not found.`;
  return gatewayError(404, 'ResourceNotFound', message);
}
