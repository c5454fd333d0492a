import type { BackupOperation } from '../cloud/backups/backup-state.js';
import type { Cloud } from '../cloud/cloud.js';
import type { RoutedCall } from '../wire/call.js';
import { armError, empty, type Reply } from '../wire/reply.js';
import { BACKUP_LOCATIONS } from './backup-place.js';

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

/** ARM id of the result of an operation. */
export function resultId(call: RoutedCall, cloud: Cloud, id: string): string {
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
