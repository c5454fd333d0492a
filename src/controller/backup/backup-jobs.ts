import type { Cloud } from '../cloud/cloud.js';
import { ALERT_TEXTS, closeAlerts, raiseAlert } from './backup-alerts.js';
import {
  type BackupOperation,
  type BackupOutcome,
  type BackupRecord,
  type BackupState,
  type BackupTask,
  isBackingUp,
  type SkippedRun,
} from '../cloud/backups/backup-state.js';
import type { BackupSettings, SettingsChange } from '../cloud/backups/backup-settings.js';
import type {
  BackupEncryption,
  BackupShare,
  ShareAnswer,
  ShareFault,
} from '../cloud/backups/backup-share.js';
import { exportRecords } from './export-records.js';

/** The recorded length of a backup. Source: REST reference, section 9.3. */
const BACKUP_DURATION_MS = 395_346;
const CONFIGURE_DURATION_MS = 5000;
const PRUNE_DURATION_MS = 60_000;
const HOUR_MS = 60 * 60 * 1000;
const KEPT_OPERATIONS = 1000;

/** The share and the encryption of the next set; undefined until both are configured. */
export function findTarget(
  backup: BackupState,
): { readonly path: string; readonly encryption: BackupEncryption } | undefined {
  const { path } = backup.settings;
  const { encryption } = backup;
  return path === undefined || encryption === undefined ? undefined : { path, encryption };
}

/**
 * Starts a backup of what is in the cloud now. Nothing is started when no share and no certificate are configured.
 *
 * @returns its id, which is that of the operation.
 */
export function startBackup(
  cloud: Cloud,
  run: { readonly automatic: boolean; readonly atMs: number },
): string | undefined {
  const { backup, stamp, ids } = cloud;
  const target = findTarget(backup);
  if (target === undefined) return undefined;
  const durationMs = BACKUP_DURATION_MS * cloud.operations.durationScale;
  const createdAt = new Date(run.atMs);
  const { encryption, path } = target;
  const origin = {
    backupId: cloud.random.guid(),
    ...stamp,
    deploymentId: ids.deploymentId,
    automatic: run.automatic,
  };
  const record: BackupRecord = {
    ...origin,
    path,
    createdAt: createdAt.toISOString(),
    status: 'Running',
    thumbprint: encryption.mode === 'certificate' ? encryption.thumbprint : undefined,
    info: undefined,
  };
  const records = exportRecords(cloud);
  backup.backups = [...backup.backups, record];
  const owner = { providerSubscriptionId: ids.providerSubscriptionId, homeTenantId: ids.tenantId };
  const set = { ...origin, createdAt, durationMs, encryption, owner, records };
  const writing = guard(cloud.backupShare.writeSet(path, set)).then((answer) => {
    // From now on the set is there, even if the controller ends before the backup does.
    replaceRecord(backup, { ...record, info: answer.info });
    return answer;
  });
  const operation = addOperation(backup, { id: record.backupId, kind: 'backup' });
  const dueMs = run.atMs + durationMs;
  addTask(backup, {
    dueMs,
    work: writing,
    finish: async () => {
      finishBackup(cloud, backup, { record, dueMs, answer: await writing });
      await applyRetention(cloud, backup, dueMs);
      operation.outcome = {};
    },
  });
  return record.backupId;
}

function finishBackup(
  cloud: Cloud,
  backup: BackupState,
  end: {
    readonly record: BackupRecord;
    readonly dueMs: number;
    readonly answer: Awaited<ReturnType<BackupShare['writeSet']>>;
  },
): void {
  const { record, answer } = end;
  const { info } = answer;
  const time = new Date(end.dueMs).toISOString();
  const status = info === undefined ? 'Failed' : 'Succeeded';
  replaceRecord(backup, { ...record, createdAt: time, info, status });
  backup.freeBytes = answer.freeBytes ?? backup.freeBytes;
  if (info === undefined) {
    raiseAlert(backup, answer.fault ?? 'general', { time, alertId: cloud.random.guid() });
  } else closeAlerts(backup, time);
}

function replaceRecord(backup: BackupState, record: BackupRecord): void {
  backup.backups = backup.backups.map((other) => (other.backupId === record.backupId ? record : other));
}

/**
 * Starts a change of the settings: the share is contacted, and nothing changes when it does not answer.
 *
 * @returns the id of the operation.
 */
export function startConfiguration(cloud: Cloud, change: SettingsChange): string {
  const { backup } = cloud;
  const path = change.settings.path ?? backup.settings.path;
  const access = {
    userName: change.settings.userName ?? backup.settings.userName,
    password: change.password,
  };
  const contact = path === undefined ? Promise.resolve({}) : guard(cloud.backupShare.contact(path, access));
  const operation = addOperation(backup, { id: cloud.random.guid(), kind: 'configure' });
  const dueMs = cloud.clock.nowMs() + CONFIGURE_DURATION_MS * cloud.operations.durationScale;
  addTask(backup, {
    dueMs,
    work: contact,
    finish: async () => {
      const answer: ShareAnswer = await contact;
      if (answer.fault === undefined) {
        backup.freeBytes = answer.freeBytes ?? backup.freeBytes;
        applyChange(backup, change, dueMs);
        await applyRetention(cloud, backup, dueMs);
      }
      operation.outcome = describeContact(answer, path);
    },
  });
  return operation.id;
}

function describeContact({ fault }: ShareAnswer, path: string | undefined): BackupOutcome {
  if (fault === undefined) return {};
  const message = `The backup share '${path ?? ''}' cannot be used. ${ALERT_TEXTS[fault].description}`;
  const error = { code: 'BackupShareNotAccessible', message };
  return { error, status: fault === 'general' ? 500 : 400 };
}

/** A new share, certificate or frequency begins the schedule anew; every other change leaves it as it is. */
function applyChange(backup: BackupState, change: SettingsChange, nowMs: number): void {
  const before: BackupSettings = backup.settings;
  backup.settings = { ...before, ...change.settings };
  backup.encryption = change.encryption ?? backup.encryption;
  const { frequencyHours } = backup.settings;
  const isNew = backup.nextRunMs === undefined || frequencyHours !== before.frequencyHours;
  if (isNew && findTarget(backup) !== undefined) backup.nextRunMs = nowMs + frequencyHours * HOUR_MS;
}

/** Starts to look for what is older than the retention, and deletes it unless this is only a rehearsal. */
export function startPruning(cloud: Cloud, isDryRun: boolean): string {
  const { backup } = cloud;
  const operation = addOperation(backup, { id: cloud.random.guid(), kind: 'prune' });
  const nowMs = cloud.clock.nowMs();
  const dueMs = nowMs + PRUNE_DURATION_MS * cloud.operations.durationScale;
  const finish = async () => {
    const files = await listExpiredFiles(cloud, backup, dueMs);
    const isWanted = !isDryRun && 'pathsToDelete' in files;
    const fault = isWanted ? await applyRetention(cloud, backup, dueMs) : undefined;
    operation.outcome = fault === undefined ? files : describeContact({ fault }, backup.settings.path);
  };
  addTask(backup, { dueMs, work: Promise.resolve(), finish });
  return operation.id;
}

async function listExpiredFiles(cloud: Cloud, backup: BackupState, nowMs: number): Promise<BackupOutcome> {
  const { retentionDays } = backup.settings;
  const pathsToDelete: string[] = [];
  for (const record of selectExpired(backup.backups, { nowMs, retentionDays })) {
    if (record.status !== 'Succeeded') continue;
    const { fault, files = [] } = await cloud.backupShare.listFiles(record.path, record);
    if (fault !== undefined) return describeContact({ fault }, record.path);
    pathsToDelete.push(...files.map((file) => formatSharePath(record.path, file)));
  }
  return { pathsToDelete };
}

/** A path relative to its share, with the slashes and the lower-case folders that the service names it by. */
function formatSharePath(share: string, file: string): string {
  const relative = file.startsWith(share) ? file.slice(share.length) : file;
  const [root = '', layout = '', ...rest] = relative.split(/[\\/]+/).filter((part) => part !== '');
  return [root.toLowerCase(), layout.toLowerCase(), ...rest].join('/');
}

/** One run of the schedule: a backup, or the reason why there is none. Source: format specification, section 6. */
export function runSchedule(cloud: Cloud, atMs: number): void {
  const { backup } = cloud;
  backup.nextRunMs = atMs + backup.settings.frequencyHours * HOUR_MS;
  const reason = findReasonToSkip(backup);
  if (reason === undefined) startBackup(cloud, { automatic: true, atMs });
  else {
    const skipped = { time: new Date(atMs).toISOString(), reason };
    backup.skippedRuns = [...backup.skippedRuns, skipped].slice(-KEPT_OPERATIONS);
  }
}

function findReasonToSkip(backup: BackupState): SkippedRun['reason'] | undefined {
  if (!backup.settings.isSchedulerEnabled) return 'disabled';
  if (backup.isUpdating) return 'update';
  return isBackingUp(backup) ? 'busy' : undefined;
}

function addTask(backup: BackupState, task: BackupTask): void {
  backup.tasks = [...backup.tasks, task];
}

function addOperation(backup: BackupState, operation: BackupOperation): BackupOperation {
  const { operations } = backup;
  const oldest = operations.size >= KEPT_OPERATIONS ? operations.keys().next().value : undefined;
  if (oldest !== undefined) operations.delete(oldest);
  operations.set(operation.id.toLowerCase(), operation);
  return operation;
}

/** A share that fails in a way that nobody foresaw is a failed backup, not the end of the service. */
function guard(work: ReturnType<BackupShare['writeSet']>): ReturnType<BackupShare['writeSet']> {
  return work.catch(() => ({ fault: 'general' }));
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The backups that are older than the retention period. The newest one that succeeded is kept whatever its age.
 * Source: format specification, section 6.
 */
export function selectExpired(
  backups: readonly BackupRecord[],
  at: { readonly nowMs: number; readonly retentionDays: number },
): readonly BackupRecord[] {
  const newest = backups.findLast(({ status }) => status === 'Succeeded');
  return backups.filter((record) => {
    const ageMs = at.nowMs - Date.parse(record.createdAt);
    return record.status !== 'Running' && record !== newest && ageMs > at.retentionDays * DAY_MS;
  });
}

/**
 * Deletes expired backups, from the share and then from the list. A backup that the share does not let go, or that
 * another set needs, stays in both.
 *
 * @returns the first fault of the share; undefined when there was none.
 */
async function applyRetention(
  cloud: Cloud,
  backup: BackupState,
  nowMs: number,
): Promise<ShareFault | undefined> {
  const { retentionDays } = backup.settings;
  const faults: ShareFault[] = [];
  for (const expired of selectExpired(backup.backups, { nowMs, retentionDays })) {
    const isOnShare = expired.status === 'Succeeded';
    const answer = isOnShare ? await cloud.backupShare.removeSet(expired.path, expired) : {};
    if (answer.fault !== undefined) faults.push(answer.fault);
    else if (answer.isNeeded !== true) {
      backup.backups = backup.backups.filter((record) => record !== expired);
    }
  }
  return faults[0];
}
