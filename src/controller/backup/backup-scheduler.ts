import type { Cloud } from '../cloud/cloud.js';
import { findTarget, runSchedule } from './backup-jobs.js';
import type { BackupState } from '../cloud/backups/backup-state.js';

/** Brings the backup service up to the controller's time. */
export interface BackupScheduler {
  /** True when the service has something due, or is just doing it. */
  isDue(): boolean;
  /** Does everything that has come due, in the order of time; resolves when nothing is left to do. */
  settle(): Promise<void>;
  /** Sets the timer for the next thing that comes due. Call it whenever that may have changed. */
  arm(): void;
  /** Stops the timer for good; resolves when nothing is under way any more. */
  close(): Promise<void>;
}

/** The longest delay that a timer of Node takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Makes the scheduler of one cloud.
 *
 * @param onChange called after something was done.
 */
export function createBackupScheduler(cloud: Cloud, onChange: () => void): BackupScheduler {
  let settling: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const isDue = () => settling !== undefined || findNext(cloud.backup) <= cloud.clock.nowMs();
  const settle = async () => {
    while (isDue()) {
      settling ??= runDue(cloud).finally(() => {
        settling = undefined;
        onChange();
      });
      await settling;
    }
    arm();
  };
  const arm = () => {
    const next = findNext(cloud.backup);
    clearTimeout(timer);
    if (isClosed || next === Number.POSITIVE_INFINITY) return;
    const delayMs = Math.min(Math.max(0, next - cloud.clock.nowMs()), MAX_DELAY_MS);
    timer = setTimeout(() => {
      settle().catch(() => undefined);
    }, delayMs).unref();
  };
  const close = async () => {
    isClosed = true;
    clearTimeout(timer);
    await settling;
    await Promise.all(cloud.backup.tasks.map(({ work }) => work));
  };
  return { isDue, settle, arm, close };
}

/** When the next thing is due, in milliseconds since 1970. */
function findNext(backup: BackupState): number {
  return Math.min(findNextRun(backup), ...backup.tasks.map(({ dueMs }) => dueMs));
}

function findNextRun(backup: BackupState): number {
  return findTarget(backup) === undefined
    ? Number.POSITIVE_INFINITY
    : (backup.nextRunMs ?? Number.POSITIVE_INFINITY);
}

/** Does everything that is due. A task that ends at the very time of a scheduled run ends before that run. */
async function runDue(cloud: Cloud): Promise<void> {
  for (;;) {
    const { backup } = cloud;
    const next = findNext(backup);
    if (next > cloud.clock.nowMs()) return;
    const task = backup.tasks.find(({ dueMs }) => dueMs === next);
    if (task === undefined) runSchedule(cloud, next);
    else {
      backup.tasks = backup.tasks.filter((other) => other !== task);
      await task.finish();
    }
  }
}
