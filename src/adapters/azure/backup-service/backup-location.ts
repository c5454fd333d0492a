import { isJsonObject, type JsonObject, readText } from '../../../cloud/json-value.js';
import type {
  BackupLocation,
  LocationSettings,
  WriteOnlySettings,
} from '../../../use-cases/service/backup-service.js';
import { parseServiceTime } from './service-time.js';

const DEFAULT_FREQUENCY_HOURS = 12;
const DEFAULT_RETENTION_DAYS = 7;

/**
 * Parses the settings and state of the service. Empty texts and null are the same; numbers that the resource does not
 * name are its defaults. Source: REST reference, section 9.1.
 */
export function parseBackupLocation(resource: JsonObject): BackupLocation {
  const properties = resource['properties'];
  const store = isJsonObject(properties) ? properties['externalStoreDefault'] : undefined;
  const readSetting = (member: string) => readText(store, member) || null;
  const readNumber = (member: string, byDefault: number) => {
    const value = isJsonObject(store) ? store[member] : undefined;
    return typeof value === 'number' ? value : byDefault;
  };
  return {
    path: readSetting('path'),
    userName: readSetting('userName'),
    frequencyHours: readNumber('backupFrequencyInHours', DEFAULT_FREQUENCY_HOURS),
    retentionDays: readNumber('backupRetentionPeriodInDays', DEFAULT_RETENTION_DAYS),
    schedulerEnabled: isJsonObject(store) && store['isBackupSchedulerEnabled'] === true,
    thumbprint: readSetting('encryptionCertThumbprint')?.toUpperCase() ?? null,
    availableCapacity: readSetting('availableCapacity'),
    nextBackupAt: parseServiceTime(readSetting('nextBackupTime')),
    lastBackupAt: parseServiceTime(readSetting('lastBackupTime')),
  };
}

/**
 * Formats the resource that sets all of the settings. Members that are null or stay as they are are left out: an empty
 * text would clear them on newer clouds. Source: REST reference, sections 9.1 and 12.
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
