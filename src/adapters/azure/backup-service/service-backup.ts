import { selectLastSegment } from '../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../cloud/json-value.js';
import type { BackupRole, ServiceBackup } from '../../../use-cases/service/backup-service.js';
import { parseServiceDuration, parseServiceTime } from './service-time.js';

/**
 * Parses a backup: a member of the list, or the result of the operation that made it.
 *
 * @returns undefined for a resource without backup info. Source: REST reference, section 9.3.
 */
export function parseServiceBackup(resource: JsonObject): ServiceBackup | undefined {
  const properties = resource['properties'];
  const info = isJsonObject(properties) ? properties['backupInfo'] : undefined;
  if (!isJsonObject(info)) return undefined;
  const backupId = readText(info, 'backupId') ?? selectLastSegment(readTextOrEmpty(resource, 'name'));
  return {
    backupId: backupId.toLowerCase(),
    status: readText(info, 'status') ?? 'unknown',
    createdAt: parseServiceTime(readText(info, 'createdDateTime')),
    durationMs: parseServiceDuration(readText(info, 'timeTakenToCreate')),
    deploymentId: readText(info, 'deploymentID')?.toLowerCase() ?? null,
    thumbprint: readText(info, 'encryptionCertThumbprint')?.toUpperCase() || null,
    automatic: readBoolean(info, 'isAutomaticBackup'),
    cloudRecoveryReady: readBoolean(info, 'isCloudRecoveryReady'),
    roles: readRoles(info['roleStatus']),
  };
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
