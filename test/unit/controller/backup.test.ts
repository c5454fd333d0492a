import { describe, expect, it } from 'vitest';
import { startBackup, startConfiguration, startPruning } from '../../../src/controller/backup/backup-jobs.js';
import {
  createBackupDocument,
  isBackupDocument,
  readBackupState,
} from '../../../src/controller/control/state-document.js';
import { SimulatedCloud } from '../../doubles/simulated-cloud.js';
import { TAKES_MS } from '../../doubles/app-context.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function start(settings: Parameters<SimulatedCloud['configure']>[0] = {}): Promise<SimulatedCloud> {
  const simulated = new SimulatedCloud();
  await simulated.configure(settings);
  return simulated;
}

function outcomeOf({ cloud }: SimulatedCloud, id: string): unknown {
  return cloud.backup.operations.get(id)?.outcome;
}

describe('the backup service', () => {
  it('runs on nothing before share and certificate are configured', async () => {
    const simulated = new SimulatedCloud();
    startConfiguration(simulated.cloud, { settings: { path: '/share' }, encryption: undefined });
    await simulated.advance(3 * DAY);
    expect(simulated.cloud.backup).toMatchObject({ nextRunMs: undefined, backups: [], skippedRuns: [] });
    expect(startBackup(simulated.cloud, { automatic: false, atMs: simulated.nowMs })).toBeUndefined();
    expect(simulated.share.last).toBeUndefined();
  });

  it('says why a run of the schedule made no backup', async () => {
    const simulated = await start({ isSchedulerEnabled: false });
    const { backup } = simulated.cloud;
    await simulated.advance(12 * HOUR);
    backup.settings = { ...backup.settings, isSchedulerEnabled: true };
    backup.isUpdating = true;
    await simulated.advance(12 * HOUR);
    backup.isUpdating = false;
    await simulated.advance(12 * HOUR - 1000);
    startBackup(simulated.cloud, { automatic: false, atMs: simulated.nowMs });
    await simulated.advance(2000);
    expect(backup.skippedRuns.map(({ reason }) => reason)).toEqual(['disabled', 'update', 'busy']);
    expect(simulated.share.sets.size).toBe(1);
  });

  it('keeps the schedule through a switch-off, and begins it anew with another frequency', async () => {
    const simulated = await start();
    const { cloud } = simulated;
    const beginMs = simulated.nowMs;
    const change = (settings: object) => startConfiguration(cloud, { settings, encryption: undefined });
    change({ isSchedulerEnabled: false });
    await simulated.advance(30 * HOUR);
    change({ isSchedulerEnabled: true, retentionDays: 3 });
    await simulated.advance(HOUR);
    expect(cloud.backup.nextRunMs).toBe(beginMs + 36 * HOUR);
    change({ frequencyHours: 5 });
    await simulated.advance(HOUR);
    expect(cloud.backup.nextRunMs).toBe(beginMs + 31 * HOUR + TAKES_MS.configure + 5 * HOUR);
  });

  it('names what it prunes only when the share lets it go', async () => {
    const simulated = await start({ isSchedulerEnabled: false });
    const { cloud, share } = simulated;
    for (const _ of [1, 2]) {
      startBackup(cloud, { automatic: false, atMs: simulated.nowMs });
      await simulated.advance(HOUR);
    }
    const [older = ''] = share.sets.keys();
    await simulated.advance(8 * DAY);
    const rehearsal = startPruning(cloud, true);
    await simulated.advance(TAKES_MS.prune);
    expect(outcomeOf(simulated, rehearsal)).toEqual({ pathsToDelete: [`masbackup/${older}`] });
    expect(share.sets.size).toBe(2);
    share.takes = 'nothing';
    const refused = startPruning(cloud, false);
    await simulated.advance(TAKES_MS.prune);
    expect(outcomeOf(simulated, refused)).toMatchObject({ error: { code: 'BackupShareNotAccessible' } });
    expect(cloud.backup.backups).toHaveLength(2);
    share.takes = 'all';
    const done = startPruning(cloud, false);
    await simulated.advance(TAKES_MS.prune);
    expect(outcomeOf(simulated, done)).toEqual({ pathsToDelete: [`masbackup/${older}`] });
    expect([...share.sets.keys()]).not.toContain(older);
    expect(cloud.backup.backups).toHaveLength(1);
  });

  it('keeps a set that another one needs, on the share and in the list', async () => {
    const simulated = await start({ retentionDays: 2 });
    simulated.share.removeSet = () => Promise.resolve({ isNeeded: true });
    await simulated.advance(5 * DAY);
    expect(simulated.cloud.backup.backups).toHaveLength(simulated.share.sets.size);
    expect(simulated.share.sets.size).toBeGreaterThan(8);
  });

  it('fails a backup when the share fails in a way that nobody foresaw', async () => {
    const simulated = await start();
    simulated.share.writeSet = () => Promise.reject(new Error('a bug'));
    const id = startBackup(simulated.cloud, { automatic: false, atMs: simulated.nowMs }) ?? '';
    await simulated.advance(TAKES_MS.backup);
    expect(simulated.cloud.backup).toMatchObject({
      backups: [{ backupId: id, status: 'Failed' }],
      alerts: [{ fault: 'general' }],
    });
    expect(outcomeOf(simulated, id)).toEqual({});
  });

  it('wakes by itself, and not once it is closed', async () => {
    const simulated = await start();
    const { cloud, scheduler, share } = simulated;
    cloud.clock.advance(12 * HOUR);
    scheduler.arm();
    await expect.poll(() => share.sets.size).toBe(1);
    await scheduler.close();
    cloud.clock.advance(12 * HOUR);
    scheduler.arm();
    await new Promise((resolve) => setImmediate(resolve));
    expect(share.sets.size).toBe(1);
  });
});

describe('what is kept of the backup service', () => {
  it('comes back, and what was missed meanwhile is not made up for', async () => {
    const simulated = await start({ frequencyHours: 6 });
    await simulated.advance(13 * HOUR);
    const { backup } = simulated.cloud;
    const document: unknown = JSON.parse(JSON.stringify(createBackupDocument(backup)));
    if (!isBackupDocument(document) || document === undefined) throw new Error('is no document');
    const later = readBackupState(document, simulated.nowMs + 10 * DAY);
    expect(later.backups).toEqual(JSON.parse(JSON.stringify(backup.backups)));
    expect(later.settings).toEqual(backup.settings);
    const nextMs = later.nextRunMs ?? 0;
    expect(nextMs).toBeGreaterThanOrEqual(simulated.nowMs + 10 * DAY);
    expect(nextMs).toBeLessThan(simulated.nowMs + 10 * DAY + 6 * HOUR);
    expect((nextMs - (backup.nextRunMs ?? 0)) % (6 * HOUR)).toBe(0);
  });

  it.each([
    1,
    {},
    { settings: {}, backups: [] },
    { settings: { frequencyHours: 1, retentionDays: 1 }, backups: [{}] },
  ])('is not %j', (value) => {
    expect(isBackupDocument(value)).toBe(false);
  });
});
