import { isJsonObject } from '../../cloud/json-value.js';
import { stringAt, valueAt } from '../wire/request-fields.js';
import { type BackupState, createBackupState } from '../cloud/backups/backup-state.js';

/**
 * The part of the backup service that is kept between starts: everything but work under way. Plain JSON; holds the
 * symmetric key.
 */
export type BackupDocument = Readonly<
  Partial<Omit<BackupState, 'tasks' | 'operations'>> & Pick<BackupState, 'settings' | 'backups'>
>;

const HOUR_MS = 60 * 60 * 1000;

/** Makes the document of the service's state. */
export function createBackupDocument(backup: BackupState): BackupDocument {
  const { tasks: _, operations: __, ...kept } = backup;
  return kept;
}

/** True when a value out of a file is such a document, or absent. */
export function isBackupDocument(value: unknown): value is BackupDocument | undefined {
  if (value === undefined) return true;
  const backups = valueAt(value, 'backups');
  const numbers = ['frequencyHours', 'retentionDays'].map((name) => valueAt(value, `settings.${name}`));
  return (
    isJsonObject(value) &&
    numbers.every((item) => typeof item === 'number') &&
    Array.isArray(backups) &&
    backups.every((item) => ['backupId', 'path', 'createdAt', 'status'].every((name) => stringAt(item, name)))
  );
}

/**
 * Makes the service's state of a document. A backup that was running when the controller ended has failed, unless its
 * set was written already. Runs that were missed meanwhile are not made up for.
 */
export function readBackupState(document: BackupDocument, nowMs: number): BackupState {
  const { settings } = document;
  const state: BackupState = { ...createBackupState(), ...document };
  state.backups = document.backups.map((record) => {
    if (record.status !== 'Running') return record;
    return { ...record, status: record.info === undefined ? 'Failed' : 'Succeeded' };
  });
  const stepMs = settings.frequencyHours * HOUR_MS;
  const missed = Math.ceil((nowMs - (state.nextRunMs ?? nowMs)) / stepMs);
  if (state.nextRunMs !== undefined && missed > 0) state.nextRunMs += missed * stepMs;
  return state;
}
