import { RestackError } from '../../core/errors/restack-error.js';
import type { CheckedSettings } from './location-rules.js';
import type { BackupLocation, LocationSettings } from './backup-service.js';
import { isConfigured, selectEncryptionMode } from './read-location.js';

/** A certificate that future backups are to be encrypted for. */
export interface NewCertificate {
  /** SHA-1, 40 upper-case hexadecimal digits. */
  readonly thumbprint: string;
  readonly der: Uint8Array;
}

/** The settings that a person wants to change. */
export interface WantedConfiguration extends CheckedSettings {
  readonly certificate?: NewCertificate | undefined;
  /** True when the password is to be sent whether or not anything else changes. */
  readonly renewsPassword: boolean;
}

/** A setting, by the name that results have for it. A password can be written only. */
export type SettingName = keyof LocationSettings | 'certificate' | 'password';

/** One setting that changes. Of a password both values are null. */
export interface SettingChange {
  readonly setting: SettingName;
  readonly from: string | number | boolean | null;
  readonly to: string | number | boolean | null;
}

/** The settings to write, and the changes among them. */
export interface ConfigurationPlan {
  readonly settings: LocationSettings;
  readonly changes: readonly SettingChange[];
  readonly needsPassword: boolean;
  /** The certificate, when it is another than the one that the service has. */
  readonly certificate: NewCertificate | undefined;
}

/**
 * Applies the wanted settings to the present ones; all others stay.
 *
 * @throws USAGE when the service has no share yet and something that the first one needs is missing.
 */
export function planConfiguration(current: BackupLocation, wanted: WantedConfiguration): ConfigurationPlan {
  assertComplete(current, wanted);
  const settings: LocationSettings = {
    path: wanted.path ?? current.path,
    userName: wanted.userName ?? current.userName,
    frequencyHours: wanted.frequencyHours ?? current.frequencyHours,
    retentionDays: wanted.retentionDays ?? current.retentionDays,
    schedulerEnabled: current.schedulerEnabled,
  };
  const changes = [...listChanges(current, settings), ...listCertificateChange(current, wanted.certificate)];
  const movesShare = changes.some(({ setting }) => setting === 'path' || setting === 'userName');
  const needsPassword = movesShare || wanted.renewsPassword;
  const isNewCertificate = changes.some(({ setting }) => setting === 'certificate');
  return {
    settings,
    changes: needsPassword ? [...changes, { setting: 'password', from: null, to: null }] : changes,
    needsPassword,
    certificate: isNewCertificate ? wanted.certificate : undefined,
  };
}

/** The settings that differ. Shares and users compare without regard to case, shares also without a last backslash. */
export function listChanges(from: LocationSettings, to: LocationSettings): readonly SettingChange[] {
  const names = ['path', 'userName', 'frequencyHours', 'retentionDays', 'schedulerEnabled'] as const;
  return names
    .filter((setting) => normalizeSetting(setting, from[setting]) !== normalizeSetting(setting, to[setting]))
    .map((setting) => ({ setting, from: from[setting], to: to[setting] }));
}

function normalizeSetting(setting: SettingName, value: SettingChange['from']): SettingChange['from'] {
  // The names of folders, which stand in for shares, may differ in case alone.
  const isFolder = setting === 'path' && typeof value === 'string' && !value.startsWith('\\\\');
  return typeof value !== 'string' || isFolder ? value : value.replace(/\\$/, '').toLowerCase();
}

function listCertificateChange(
  { thumbprint }: BackupLocation,
  certificate: NewCertificate | undefined,
): readonly SettingChange[] {
  if (certificate === undefined || certificate.thumbprint === thumbprint) return [];
  return [{ setting: 'certificate', from: thumbprint, to: certificate.thumbprint }];
}

/** Asserts that a first share is complete: the service takes one only with a user, a password and a way to encrypt. */
function assertComplete(current: BackupLocation, wanted: WantedConfiguration): void {
  if (isConfigured(current)) return;
  const missing = [
    ...(wanted.path === undefined ? ['--path'] : []),
    ...(wanted.userName === undefined && current.userName === null ? ['--user'] : []),
    ...(wanted.certificate === undefined && selectEncryptionMode(current) === 'none'
      ? ['--cert-public']
      : []),
  ];
  if (missing.length === 0) return;
  throw new RestackError(
    'USAGE',
    `the service has no share yet: a first one needs ${missing.join(' and ')}`,
    {
      hints: ['restack service configure --help'],
      details: { missing },
    },
  );
}
