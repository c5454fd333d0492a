import type { ServiceShowResult } from '../../schema/results.js';
import type { BackupLocation, BackupService } from '../../use-cases/service/backup-service.js';
import { isConfigured, selectEncryptionMode } from '../../use-cases/service/read-location.js';

/** Describes the settings and the state of the service for results. */
export function describeLocation(
  location: BackupLocation,
  { adminEndpoint, region }: BackupService['identity'],
): ServiceShowResult {
  const { path, userName, frequencyHours, retentionDays, schedulerEnabled } = location;
  return {
    adminEndpoint,
    region,
    configured: isConfigured(location),
    path,
    userName,
    frequencyHours,
    retentionDays,
    schedulerEnabled,
    nextBackupAt: formatTime(location.nextBackupAt),
    lastBackupAt: formatTime(location.lastBackupAt),
    availableCapacity: location.availableCapacity,
    encryption: { mode: selectEncryptionMode(location), thumbprint: location.thumbprint },
  };
}

/** Formats a time as ISO 8601 in UTC; null stays null. */
export function formatTime(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}
