import { findTarget, startBackup, startPruning } from './backup-jobs.js';
import { type BackupOperation, isBackingUp } from '../cloud/backups/backup-state.js';
import type { Cloud } from '../cloud/cloud.js';
import type { RoutedCall } from '../wire/call.js';
import { armError, empty, gatewayError, ok, type Reply } from '../wire/reply.js';
import { checkFields, type FieldRule, stringAt } from '../wire/request-fields.js';
import { type Route, routesOf } from '../cloud/route.js';
import { BACKUP_RESULT_WIRE, BACKUP_WIRE } from '../wire/wire.js';
import {
  acceptBackupOperation,
  BACKUP_API_VERSIONS,
  BACKUP_LOCATIONS,
  checkBackupLocation,
  isStatusCall,
  operationNotFound,
  pollingHeaders,
} from './backup-polling.js';
import { describeBackup } from './backup-resource.js';
import { describeBackupLocation, identifyBackupLocation } from './backup-locations.js';

const PATH = `${BACKUP_LOCATIONS}/{location}`;
const TYPE = 'Microsoft.Backup.Admin/backupLocations/backups';

const RESTORE_FIELDS: readonly FieldRule[] = [
  { path: 'decryptionCertBase64', type: 'string', required: true },
  { path: 'decryptionCertPassword', type: 'string', required: true },
  { path: 'roleName', type: 'string' },
];

const PRUNE_FIELDS: readonly FieldRule[] = [
  { path: 'operationType', type: 'string', oneOf: ['Default', 'DryRun'] },
];

/** Backups, made and listed. Source: REST reference, sections 9.2 to 9.5. */
export const BACKUP_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: BACKUP_API_VERSIONS, wire: BACKUP_WIRE },
  {
    [`${PATH}/createBackup`]: { POST: createBackup },
    [`${PATH}/pruneExternalStore`]: { POST: prune },
    [`${PATH}/backups`]: { GET: listBackups },
    [`${PATH}/backups/{backup}`]: { GET: getBackup },
    [`${PATH}/backups/{backup}/restore`]: { POST: restore },
  },
);

function createBackup(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkBackupLocation(call, cloud) ?? checkReadiness(cloud);
  if (refused !== undefined) return refused;
  const id = startBackup(cloud, { automatic: false, atMs: cloud.clock.nowMs() });
  return acceptBackupOperation(call, cloud, id ?? '');
}

/**
 * The refusal of a new backup: another job is running, an update is going on, or no share is configured. The sources
 * name no codes for these.
 */
function checkReadiness({ backup }: Cloud): Reply | undefined {
  if (findTarget(backup) === undefined) {
    const message = 'No backup share and no encryption certificate are configured.';
    return armError(400, { code: 'BackupLocationNotConfigured', message });
  }
  if (backup.isUpdating) {
    const message = 'Backups are blocked while an update is in progress.';
    return armError(409, { code: 'UpdateInProgress', message });
  }
  if (!isBackingUp(backup)) return undefined;
  return armError(409, { code: 'BackupInProgress', message: 'Another backup is in progress.' });
}

function prune(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkBackupLocation(call, cloud) ?? checkFields(call.body ?? {}, PRUNE_FIELDS);
  if (refused !== undefined) return refused;
  const isDryRun = stringAt(call.body, 'operationType') === 'DryRun';
  return acceptBackupOperation(call, cloud, startPruning(cloud, isDryRun));
}

function listBackups(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkBackupLocation(call, cloud);
  if (refused !== undefined) return refused;
  const skip = readCount(call, '$skip') ?? 0;
  const records = cloud.backup.backups.slice(
    skip,
    skip + (readCount(call, '$top') ?? Number.MAX_SAFE_INTEGER),
  );
  const value = records.map((record) => describeBackup(record, { call, cloud, isResult: false }));
  return ok({ value, nextLink: null });
}

function readCount(call: RoutedCall, name: string): number | undefined {
  const count = Number(call.call.query.get(name) ?? Number.NaN);
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

function getBackup(call: RoutedCall, cloud: Cloud): Reply {
  const found = findBackup(call, cloud);
  return 'refused' in found ? found.refused : ok(describeBackup(found, { call, cloud, isResult: false }));
}

/** Refuses to restore, which belongs to a deployment in cloud recovery mode: nothing here would do it. */
function restore(call: RoutedCall, cloud: Cloud): Reply {
  const found = findBackup(call, cloud);
  const refused = 'refused' in found ? found.refused : checkFields(call.body, RESTORE_FIELDS);
  const message =
    'A backup can be restored only by a deployment in cloud recovery mode; this cloud is deployed.';
  return refused ?? armError(409, { code: 'CloudRecoveryModeRequired', message });
}

function findBackup(call: RoutedCall, cloud: Cloud) {
  const refused = checkBackupLocation(call, cloud);
  if (refused !== undefined) return { refused };
  const { backup: id = '', resourceGroup = '' } = call.params;
  const record = cloud.backup.backups.find(({ backupId }) => backupId === id.toLowerCase());
  const message = `The Resource '${TYPE}/${id}' under resource group '${resourceGroup}' was not found.`;
  return record ?? { refused: gatewayError(404, 'ResourceNotFound', message) };
}

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
    const { id, name } = identifyBackupLocation(call, cloud);
    return isStatus ? ok({ status: 'Running', id, name }, headers) : empty(202, headers);
  }
  if ('error' in outcome && outcome.error !== undefined) {
    const { error, status } = outcome;
    if (isStatus) return ok({ status: 'Failed', error });
    return { status, body: { properties: { provisioningState: 'Failed' }, error } };
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
  const at = identifyBackupLocation(call, cloud);
  if (!isStatusCall(call, operation)) return { ...at, properties: { pathsToDelete } };
  return { status: 'Succeeded', id: at.id, name: at.name, properties: { pathsToDelete } };
}
