import type { BackupLocation, BackupService, ServiceDialogue } from './backup-service.js';
import { readConfiguredLocation, readLocation } from './read-location.js';
import { type WrittenSettings, writeSettings } from './write-settings.js';

/** The result of the switch. `changed` is false when it was already so. */
export interface SwitchedScheduler extends WrittenSettings {
  readonly changed: boolean;
}

/**
 * Switches automatic backups on or off and keeps all settings. Writes nothing when the switch is already so.
 *
 * @throws NOT_FOUND when they are to be switched on and no share is configured; errors of the service.
 */
export async function switchScheduler(
  service: BackupService,
  isEnabled: boolean,
  dialogue: ServiceDialogue,
): Promise<SwitchedScheduler> {
  const before = isEnabled ? await readConfiguredLocation(service, dialogue) : await readLocation(service);
  if (before.schedulerEnabled === isEnabled) return { changed: false, location: before, differences: [] };
  const settings = { ...selectSettings(before), schedulerEnabled: isEnabled };
  return { changed: true, ...(await writeSettings(service, { settings }, { before, dialogue })) };
}

function selectSettings({ path, userName, frequencyHours, retentionDays }: BackupLocation) {
  return { path, userName, frequencyHours, retentionDays };
}
