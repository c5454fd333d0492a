import { findTarget, startBackup, startPruning } from './backup-jobs.js';
import { isBackingUp } from '../cloud/backups/backup-state.js';
import type { Cloud } from '../cloud/cloud.js';
import type { RoutedCall } from '../wire/call.js';
import { armError, gatewayError, ok, type Reply } from '../wire/reply.js';
import { checkFields, type FieldRule, stringAt } from '../wire/request-fields.js';
import { type Route, routesOf } from '../cloud/route.js';
import { BACKUP_WIRE } from '../wire/wire.js';
import { BACKUP_API_VERSIONS, BACKUP_LOCATIONS, checkBackupLocation } from './backup-place.js';
import { acceptBackupOperation } from './backup-polling.js';
import { describeBackup } from './backup-resource.js';

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
