import { isGuid } from '../../../core/guid.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../cloud/json-value.js';
import type {
  BackupLocation,
  BackupRole,
  LocationSettings,
  ServiceBackup,
  WriteOnlySettings,
} from '../../../use-cases/service/backup-service.js';
import { selectLastSegment } from '../../../cloud/arm-id.js';

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

/**
 * Parses a backup: a member of the list, or the result of the operation that made it.
 *
 * @returns undefined for a resource without backup info, and for one whose id is no GUID. Source: REST reference, section 9.3.
 */
export function parseServiceBackup(resource: JsonObject): ServiceBackup | undefined {
  const properties = resource['properties'];
  const info = isJsonObject(properties) ? properties['backupInfo'] : undefined;
  if (!isJsonObject(info)) return undefined;
  const backupId = readText(info, 'backupId') ?? selectLastSegment(readTextOrEmpty(resource, 'name'));
  if (!isGuid(backupId)) return undefined;
  return {
    backupId: backupId.toLowerCase(),
    status: readText(info, 'status') ?? 'unknown',
    createdAt: parseServiceTime(readText(info, 'createdDateTime')),
    durationMs: parseServiceDuration(readText(info, 'timeTakenToCreate')),
    deploymentId: selectWhere(readText(info, 'deploymentID'), isGuid)?.toLowerCase() ?? null,
    thumbprint: selectWhere(readText(info, 'encryptionCertThumbprint'), isThumbprint)?.toUpperCase() ?? null,
    automatic: readBoolean(info, 'isAutomaticBackup'),
    cloudRecoveryReady: readBoolean(info, 'isCloudRecoveryReady'),
    roles: readRoles(info['roleStatus']),
  };
}

function isThumbprint(text: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(text);
}

/** The text where it is of its grammar; undefined for any other. */
function selectWhere(text: string | undefined, isOne: (text: string) => boolean): string | undefined {
  return text !== undefined && isOne(text) ? text : undefined;
}

function readBoolean(info: JsonObject, member: string): boolean | null {
  const value = info[member];
  return typeof value === 'boolean' ? value : null;
}

function readRoles(value: unknown): readonly BackupRole[] {
  if (!Array.isArray(value)) return [];
  return value.map((role: unknown) => ({
    roleName: readText(role, 'roleName') ?? 'unknown',
    status: readText(role, 'status') ?? 'unknown',
  }));
}

const DURATION =
  /^P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/;

/**
 * Parses a point in time in the form of the service, with up to seven digits of a second; without an offset it is UTC.
 */
export function parseServiceTime(text: string | null | undefined): Date | null {
  if (text === null || text === undefined) return null;
  const timeMs = Date.parse(/(?:z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(timeMs) ? null : new Date(timeMs);
}

/** Parses an ISO 8601 duration such as `PT6M35.345912S`, in whole milliseconds. */
export function parseServiceDuration(text: string | undefined): number | null {
  const groups = DURATION.exec(text ?? '')?.groups;
  if (groups === undefined) return null;
  const read = (name: string) => Number(groups[name] ?? 0);
  const minutes = (read('days') * 24 + read('hours')) * 60 + read('minutes');
  return Math.round((minutes * 60 + read('seconds')) * 1000);
}
