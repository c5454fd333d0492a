import { selectLastSegment } from '../../../cloud/arm-id.js';
import type { JsonObject } from '../../../cloud/json-value.js';
import type { BackupRole, ServiceBackup } from '../../../use-cases/service/ports.js';
import { isObject, readMember } from '../../../cloud/json-body.js';
import { parseServiceDuration, parseServiceTime } from './service-time.js';

/**
 * A backup, from its resource: a member of the list, or the result of the operation that made it.
 *
 * @returns undefined for a resource without backup info. Source: REST reference, section 9.3.
 */
export function parseServiceBackup(resource: JsonObject): ServiceBackup | undefined {
  const properties = resource['properties'];
  const info = isObject(properties) ? properties['backupInfo'] : undefined;
  if (!isObject(info)) return undefined;
  const backupId = readMember(info, 'backupId') ?? selectLastSegment(readMember(resource, 'name') ?? '');
  return {
    backupId: backupId.toLowerCase(),
    status: readMember(info, 'status') ?? 'unknown',
    createdAt: parseServiceTime(readMember(info, 'createdDateTime')),
    durationMs: parseServiceDuration(readMember(info, 'timeTakenToCreate')),
    deploymentId: readMember(info, 'deploymentID')?.toLowerCase() ?? null,
    thumbprint: readMember(info, 'encryptionCertThumbprint')?.toUpperCase() || null,
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
    roleName: readMember(role, 'roleName') ?? 'unknown',
    status: readMember(role, 'status') ?? 'unknown',
  }));
}
