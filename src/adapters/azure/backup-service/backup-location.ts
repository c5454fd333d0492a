import type { JsonObject } from '../../../cloud/json-value.js';
import type { BackupLocation, LocationSettings, WriteOnlySettings } from '../../../use-cases/service/ports.js';
import { isObject, readMember } from '../../../cloud/json-body.js';
import { parseServiceTime } from './service-time.js';

const DEFAULT_FREQUENCY_HOURS = 12;
const DEFAULT_RETENTION_DAYS = 7;

/**
 * What the service holds, from its resource. Empty texts and null are the same; numbers that it does not name are its
 * defaults. Source: REST reference, section 9.1.
 */
export function parseBackupLocation(resource: JsonObject): BackupLocation {
  const properties = resource['properties'];
  const store = isObject(properties) ? properties['externalStoreDefault'] : undefined;
  const readText = (member: string) => readMember(store, member) || null;
  const readNumber = (member: string, byDefault: number) => {
    const value = isObject(store) ? store[member] : undefined;
    return typeof value === 'number' ? value : byDefault;
  };
  return {
    path: readText('path'),
    userName: readText('userName'),
    frequencyHours: readNumber('backupFrequencyInHours', DEFAULT_FREQUENCY_HOURS),
    retentionDays: readNumber('backupRetentionPeriodInDays', DEFAULT_RETENTION_DAYS),
    schedulerEnabled: isObject(store) && store['isBackupSchedulerEnabled'] === true,
    thumbprint: readText('encryptionCertThumbprint')?.toUpperCase() ?? null,
    availableCapacity: readText('availableCapacity'),
    nextBackupAt: parseServiceTime(readText('nextBackupTime')),
    lastBackupAt: parseServiceTime(readText('lastBackupTime')),
  };
}

/**
 * The resource that sets all of the settings. What is null or not to change stands nowhere in it: an empty text would
 * clear it on newer clouds. Source: REST reference, sections 9.1 and 12.
 */
export function formatBackupLocation(
  region: string,
  settings: LocationSettings,
  { password, certificate }: WriteOnlySettings,
): JsonObject {
  const { path, userName, frequencyHours, retentionDays, schedulerEnabled } = settings;
  return {
    location: region,
    properties: {
      externalStoreDefault: {
        ...(path === null ? {} : { path }),
        ...(userName === null ? {} : { userName }),
        ...(password === undefined ? {} : { password }),
        ...(certificate === undefined
          ? {}
          : { encryptionCertBase64: Buffer.from(certificate).toString('base64') }),
        backupFrequencyInHours: frequencyHours,
        backupRetentionPeriodInDays: retentionDays,
        isBackupSchedulerEnabled: schedulerEnabled,
      },
    },
  };
}
