import { countBackups, nameBackups, selectExpired } from './backups/expired-backups.js';
import { findOldKey, type OldKey, type SharedSet } from './backups/old-key.js';
import {
  type ConfigurationPlan,
  planConfiguration,
  type SettingChange,
  type WantedConfiguration,
} from './plan-configuration.js';
import type {
  BackupLocation,
  BackupService,
  LocationSettings,
  ServiceBackup,
  ServiceDialogue,
} from './backup-service.js';
import { readLocation } from './read-location.js';
import { type SettingDifference, writeSettings } from './write-settings.js';

/** The wanted settings, and the sources of the sets and the password that may be needed. */
export interface ConfigureRequest {
  readonly wanted: WantedConfiguration;
  readonly dryRun: boolean;
  /** The sets of the share that a person names; absent when none is named. */
  readonly readSharedSets?: () => Promise<readonly SharedSet[]>;
  /** Asked only when the password is needed. */
  readPassword(of: Pick<LocationSettings, 'path' | 'userName'>): Promise<string>;
}

/** The result of a configuration. `written` is false when there was nothing to change, and for a dry run. */
export interface Configured {
  readonly written: boolean;
  readonly changes: readonly SettingChange[];
  /** Backups that the service deletes because of a shorter retention. */
  readonly deletes: readonly ServiceBackup[];
  readonly oldKey: OldKey | undefined;
  readonly differences: readonly SettingDifference[];
  readonly location: BackupLocation;
}

/**
 * Changes settings of the service, keeps all others, and reads them back.
 *
 * Irreversible changes are told and asked for first: the backups that a shorter retention deletes, and the step from a
 * key to a certificate.
 * @throws USAGE for a first share that lacks something; CONFIRMATION_REQUIRED or CANCELLED where a question is not
 * answered with yes; errors of the service. Then nothing was written, unless the error says otherwise.
 */
export async function configure(
  service: BackupService,
  request: ConfigureRequest,
  dialogue: ServiceDialogue,
): Promise<Configured> {
  const before = await readLocation(service);
  const plan = planConfiguration(before, request.wanted);
  const nothing = { written: false, deletes: [], oldKey: undefined, differences: [], location: before };
  if (plan.changes.length === 0) return { ...nothing, changes: [] };
  const losses = await foresee({ service, before, plan, now: dialogue.now() }, request);
  const planned = { ...nothing, ...losses, changes: plan.changes };
  for (const warning of describeLosses(losses)) dialogue.warn(warning);
  if (request.dryRun) return planned;
  await confirmLosses(losses, dialogue);
  const { settings, certificate } = plan;
  const password = plan.needsPassword ? await request.readPassword(settings) : undefined;
  const toWrite = { settings, password, certificate: certificate?.der, thumbprint: certificate?.thumbprint };
  const written = await writeSettings(service, toWrite, { before, dialogue });
  return { ...planned, ...written, written: true };
}

interface Foresight {
  readonly service: BackupService;
  readonly before: BackupLocation;
  readonly plan: ConfigurationPlan;
  readonly now: Date;
}

type Losses = Pick<Configured, 'deletes' | 'oldKey'>;

async function foresee(
  { service, before, plan, now }: Foresight,
  { readSharedSets }: ConfigureRequest,
): Promise<Losses> {
  const { retentionDays } = plan.settings;
  const isShorter = retentionDays < before.retentionDays;
  const isReplaced = plan.certificate !== undefined;
  const listed = isShorter || isReplaced ? await service.listBackups() : [];
  const shared = isReplaced ? await readSharedSets?.() : undefined;
  return {
    deletes: isShorter ? selectExpired(listed, { retentionDays, now }) : [],
    oldKey: isReplaced ? findOldKey(before, listed, shared ?? []) : undefined,
  };
}

function describeLosses({ deletes, oldKey }: Losses): readonly string[] {
  const warnings: string[] = [];
  if (deletes.length > 0) {
    warnings.push(`the shorter retention deletes ${countBackups(deletes)} at once: ${nameBackups(deletes)}`);
  }
  if (oldKey?.mode === 'key') {
    warnings.push('from the key to a certificate is one-way: the service never takes a key again');
  }
  if (oldKey !== undefined && oldKey.backups.length > 0) {
    const key =
      oldKey.mode === 'key' ? 'the key: keep it' : `certificate ${oldKey.thumbprint}: keep its private key`;
    const { backups } = oldKey;
    warnings.push(`${countBackups(backups)} can be read only with ${key} (${nameBackups(backups)})`);
  }
  return warnings;
}

async function confirmLosses({ deletes, oldKey }: Losses, dialogue: ServiceDialogue): Promise<void> {
  const losses = [
    ...(deletes.length > 0 ? [`delete ${countBackups(deletes)}`] : []),
    ...(oldKey?.mode === 'key' ? ['give up the key for good'] : []),
  ];
  if (losses.length === 0) return;
  const question = losses.join(' and ');
  await dialogue.confirm({ message: `${question.charAt(0).toUpperCase()}${question.slice(1)}?` });
}
