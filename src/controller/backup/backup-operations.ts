import type { BackupOperation } from '../cloud/backups/backup-state.js';
import type { Cloud } from '../cloud/cloud.js';
import type { RoutedCall } from '../wire/call.js';
import { empty, ok, type Reply } from '../wire/reply.js';
import { type Route, routesOf } from '../cloud/route.js';
import { BACKUP_RESULT_WIRE } from '../wire/wire.js';
import { describeBackupLocation } from './backup-locations.js';
import { BACKUP_API_VERSIONS, BACKUP_LOCATIONS, checkBackupLocation } from './backup-place.js';
import { isStatusCall, operationNotFound, pollingHeaders, resultId } from './backup-polling.js';
import { describeBackup } from './backup-resource.js';

const RESULT_TYPE = 'Microsoft.Backup.Admin/backupLocations/operationResults';

/** Polling of backup operations. Source: REST reference, section 9.6. */
export const BACKUP_OPERATION_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: BACKUP_API_VERSIONS, wire: BACKUP_RESULT_WIRE },
  { [`${BACKUP_LOCATIONS}/{location}/operationResults/{operation}`]: { GET: getResult } },
);

/** The status or the result of an operation. Both have one path; the query tells them apart. */
function getResult(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkBackupLocation(call, cloud);
  if (refused !== undefined) return refused;
  const id = call.params['operation'] ?? '';
  const operation = cloud.backup.operations.get(id.toLowerCase());
  if (operation === undefined) return operationNotFound(id);
  const { outcome } = operation;
  const isStatus = isStatusCall(call, operation);
  if (outcome === undefined) {
    const headers = pollingHeaders(call, cloud, operation);
    const at = { id: resultId(call, cloud, operation.id), name: operation.id };
    return isStatus ? ok({ ...at, status: 'Running' }, headers) : empty(202, headers);
  }
  if ('error' in outcome && outcome.error !== undefined) {
    return { status: isStatus ? 200 : 400, body: { status: 'Failed', error: outcome.error } };
  }
  return ok(describeResult(call, cloud, operation));
}

function describeResult(call: RoutedCall, cloud: Cloud, operation: BackupOperation): unknown {
  if (operation.kind === 'configure') return describeBackupLocation(call, cloud);
  if (operation.kind === 'backup') {
    const record = cloud.backup.backups.find(({ backupId }) => backupId === operation.id);
    return record === undefined ? null : describeBackup(record, { call, cloud, isResult: true });
  }
  const { outcome } = operation;
  const pathsToDelete = outcome !== undefined && 'pathsToDelete' in outcome ? outcome.pathsToDelete : [];
  const at = { id: resultId(call, cloud, operation.id), name: operation.id };
  if (isStatusCall(call, operation)) return { ...at, status: 'Succeeded', properties: { pathsToDelete } };
  return { ...at, type: RESULT_TYPE, location: cloud.names.region, tags: {}, properties: { pathsToDelete } };
}
