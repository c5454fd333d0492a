import type { BackupOperation } from '../cloud/backups/backup-state.js';
import { type Cloud, isLocation } from '../cloud/cloud.js';
import type { RoutedCall } from '../wire/call.js';
import { armError, empty, gatewayError, type Reply } from '../wire/reply.js';

const ASYNC = 'IsAsyncOperation';

/** Seconds that a client is asked to wait between polls. Source: REST reference, section 9.6. */
const RETRY_AFTER: Readonly<Record<BackupOperation['kind'], number>> = {
  configure: 5,
  backup: 60,
  prune: 60,
};

/** The 202 for a call that has started an operation; its headers say where to poll. */
export function acceptBackupOperation(call: RoutedCall, cloud: Cloud, id: string): Reply {
  const operation = cloud.backup.operations.get(id.toLowerCase());
  return operation === undefined ? operationNotFound(id) : empty(202, pollingHeaders(call, cloud, operation));
}

/** The headers that say where to poll, and how long to wait. */
export function pollingHeaders(
  call: RoutedCall,
  cloud: Cloud,
  { id, kind }: BackupOperation,
): Readonly<Record<string, string>> {
  const location = `${cloud.names.url('adminmanagement')}${resultId(call, cloud, id)}?api-version=2018-09-01`;
  return {
    Location: location,
    ...(kind === 'prune' ? { 'Azure-AsyncOperation': `${location}&${ASYNC}=1` } : {}),
    'Retry-After': cloud.operations.retryAfter(RETRY_AFTER[kind]),
  };
}

function resultId(call: RoutedCall, cloud: Cloud, id: string): string {
  const { subscriptionId = '', resourceGroup = '' } = call.params;
  const base = BACKUP_LOCATIONS.replace('{subscriptionId}', subscriptionId);
  return `${base.replace('{resourceGroup}', resourceGroup)}/${cloud.names.region}/operationResults/${id}`;
}

/** True when a poll is for what Azure-AsyncOperation names, which only pruning has. */
export function isStatusCall(call: RoutedCall, { kind }: BackupOperation): boolean {
  return kind === 'prune' && call.call.query.has(ASYNC);
}

export function operationNotFound(id: string): Reply {
  return armError(404, { code: 'OperationNotFound', message: `The operation '${id}' could not be found.` });
}

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
