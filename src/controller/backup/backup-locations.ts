import { startConfiguration } from './backup-jobs.js';
import { readSettingsChange } from '../cloud/backups/backup-settings.js';
import type { BackupState } from '../cloud/backups/backup-state.js';
import type { Cloud } from '../cloud/cloud.js';
import type { Addressed, RoutedCall } from '../wire/call.js';
import { ok, type Reply } from '../wire/reply.js';
import { type Route, routesOf } from '../cloud/route.js';
import { BACKUP_WIRE } from '../wire/wire.js';
import { checkLocationOf } from '../providers/resources/resource-list.js';
import {
  acceptBackupOperation,
  BACKUP_API_VERSIONS,
  BACKUP_LOCATIONS,
  checkBackupLocation,
} from './backup-polling.js';
import { formatTime } from './backup-resource.js';

const TYPE = 'Microsoft.Backup.Admin/backupLocations';

/** The calls on the backup location: share, schedule, retention. Source: REST reference, section 9.1. */
export const BACKUP_LOCATION_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: BACKUP_API_VERSIONS, wire: BACKUP_WIRE },
  {
    [BACKUP_LOCATIONS]: { GET: listLocations },
    [`${BACKUP_LOCATIONS}/{location}`]: { GET: getLocation, PUT: putLocation },
  },
);

function listLocations(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkBackupLocation(call, cloud);
  return refused ?? ok({ value: [describeBackupLocation(call, cloud)], nextLink: null });
}

function getLocation(call: RoutedCall, cloud: Cloud): Reply {
  return checkBackupLocation(call, cloud) ?? ok(describeBackupLocation(call, cloud));
}

function putLocation(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkBackupLocation(call, cloud) ?? checkLocationOf(call, cloud, TYPE);
  if (refused !== undefined) return refused;
  const change = readSettingsChange(call.body);
  if ('refused' in change) return change.refused;
  return acceptBackupOperation(call, cloud, startConfiguration(cloud, change));
}

/** The location as its provider returns it: without password and certificate, which can only be written. */
export function describeBackupLocation(call: Addressed, cloud: Cloud): object {
  return {
    ...identifyBackupLocation(call, cloud),
    properties: { externalStoreDefault: describeStore(cloud.backup) },
  };
}

/** The members by which the location is known, in its own resource and in the results of its operations. */
export function identifyBackupLocation(call: Addressed, cloud: Cloud) {
  const { region } = cloud.names;
  const { subscriptionId = '', resourceGroup = '' } = call.params;
  return {
    id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${TYPE}/${region}`,
    name: region,
    type: TYPE,
    location: region,
    tags: {},
  };
}

function describeStore(backup: BackupState): object {
  const { settings, encryption, freeBytes, nextRunMs } = backup;
  const last = backup.backups.findLast(({ status }) => status === 'Succeeded');
  return {
    path: settings.path ?? null,
    userName: settings.userName ?? null,
    password: null,
    encryptionCertBase64: null,
    encryptionCertThumbprint: encryption?.mode === 'certificate' ? encryption.thumbprint : null,
    backupFrequencyInHours: settings.frequencyHours,
    backupRetentionPeriodInDays: settings.retentionDays,
    isBackupSchedulerEnabled: settings.isSchedulerEnabled,
    availableCapacity: freeBytes === undefined ? null : formatCapacity(freeBytes),
    nextBackupTime: nextRunMs === undefined ? null : formatTime(new Date(nextRunMs).toISOString()),
    lastBackupTime: last === undefined ? null : formatTime(last.createdAt),
  };
}

const UNITS = ['KB', 'MB', 'GB', 'TB'];

/** As recorded: `1.00 TB`. */
function formatCapacity(bytes: number): string {
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(2)} ${UNITS[unit] ?? ''}`;
}
