import { explainError } from '../../core/errors/explain-error.js';
import { askAbout } from '../../core/errors/first-failure.js';
import { followStep } from '../../core/progress.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { explainFailedChange } from './backups/explain-failed-change.js';
import { listChanges, type SettingChange } from './plan-configuration.js';
import type {
  BackupLocation,
  BackupService,
  LocationSettings,
  ServiceDialogue,
  WriteOnlySettings,
} from './backup-service.js';
import { readConfiguredLocation, readLocation } from './read-location.js';

/** The settings to write, and the thumbprint by which a written certificate is recognised. */
export interface SettingsToWrite extends WriteOnlySettings {
  readonly settings: LocationSettings;
  /** Of the certificate, where one is written. */
  readonly thumbprint?: string | undefined;
}

/** A setting that the service holds in another way than it was sent. */
export interface SettingDifference {
  readonly setting: SettingChange['setting'];
  readonly sent: SettingChange['from'];
  readonly found: SettingChange['to'];
}

/** The location before a write, and the voice to speak with. */
export interface Attempt {
  readonly before: BackupLocation;
  readonly dialogue: ServiceDialogue;
}

/** The settings that the service holds after a write, and where they differ from those sent. */
export interface WrittenSettings {
  readonly location: BackupLocation;
  readonly differences: readonly SettingDifference[];
}

/**
 * Writes settings, all of them but the secret ones that stay, and reads them back.
 *
 * @throws PARTIAL when the service does not take them, with what it holds then in the details; TARGET_UNREACHABLE or
 * INTERRUPTED when the end of the write is not known. All of them with the command that shows what holds.
 */
export async function writeSettings(
  service: BackupService,
  { settings, thumbprint, ...writeOnly }: SettingsToWrite,
  attempt: Attempt,
): Promise<WrittenSettings> {
  try {
    await followStep(attempt.dialogue.progress, { title: 'Writing the settings' }, () =>
      service.writeLocation(settings, writeOnly),
    );
  } catch (error) {
    throw await explainFailure(error, { service, ...attempt });
  }
  const location = await readLocation(service);
  return { location, differences: listDifferences({ settings, thumbprint }, location) };
}

function listDifferences(
  { settings, thumbprint }: Pick<SettingsToWrite, 'settings' | 'thumbprint'>,
  found: BackupLocation,
): readonly SettingDifference[] {
  const differences = listChanges(settings, found).map(({ setting, from, to }) => ({
    setting,
    sent: from,
    found: to,
  }));
  if (thumbprint === undefined || thumbprint === found.thumbprint) return differences;
  return [...differences, { setting: 'certificate', sent: thumbprint, found: found.thumbprint }];
}

async function explainFailure(
  error: unknown,
  { service, before, dialogue }: { readonly service: BackupService } & Attempt,
): Promise<unknown> {
  const hint = dialogue.formatCommand(['service', 'show']);
  const unknown = 'whether the service took the settings';
  if (!(error instanceof RestackError) || error.code !== 'PARTIAL') {
    return explainFailedChange(error, { unknown, hint });
  }
  const unchanged = await askAbout(error, () => holds(service, before));
  const message = `the service did not take the settings${STATES[String(unchanged)] ?? ''}: ${error.message}`;
  return explainError(error, { message, hints: [hint], details: { unchanged } });
}

/** The words for the state of the settings after a write that failed. */
const STATES: Readonly<Record<string, string>> = {
  true: '; it holds what it held before',
  false: '; it has taken some of them',
};

/** True when the service still holds the earlier settings; null when it cannot be asked now. */
async function holds(service: BackupService, before: BackupLocation): Promise<boolean | null> {
  try {
    const now = await readLocation(service);
    return listChanges(before, now).length === 0 && before.thumbprint === now.thumbprint;
  } catch (error) {
    if (error instanceof RestackError) return null;
    throw error;
  }
}

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
