import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCatalog } from '../../src/backup-set/catalog/read-catalog.js';
import { stringAt } from '../../src/controller/wire/request-fields.js';
import { openShare } from '../../src/adapters/store/locate-share.js';
import { type Event, foretell, type Happening } from '../fixtures/backup-rules.js';
import { BackupCloud, listShare, listShareNames, readSampleCertificate } from './backup-cloud.js';
import { type Mood, MoodyShare } from './moody-share.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const TAKES: Readonly<Record<Mood, 'all' | 'removals' | 'nothing'>> = {
  well: 'all',
  full: 'removals',
  'read-only': 'nothing',
  gone: 'nothing',
  'breaking-off': 'nothing',
};

/** When, after the share was configured: day, hour; and what. */
type Line = readonly [day: number, hour: number, what: Mood | Happening];

/** A month with seven days of retention. */
const MONTH: readonly Line[] = [
  [1, 3, { kind: 'on-demand' }],
  [3, 5, 'gone'],
  [4, 9, { kind: 'on-demand' }],
  [4, 17, 'well'],
  [6, 1, { kind: 'settings', frequencyHours: 6 }],
  [8, 7, 'full'],
  [9, 19, 'well'],
  [10, 2, { kind: 'settings', isEnabled: false }],
  [10, 14, { kind: 'on-demand' }],
  [12, 14, { kind: 'settings', isEnabled: true }],
  [13, 4, 'read-only'],
  [13, 8, { kind: 'settings', retentionDays: 2 }],
  [15, 21, 'well'],
  [16, 1, { kind: 'settings', retentionDays: 3 }],
  [17, 6, { kind: 'update', isRunning: true }],
  [17, 7, { kind: 'on-demand' }],
  [18, 3, { kind: 'update', isRunning: false }],
  [18, 22, { kind: 'settings', retentionDays: 7, frequencyHours: 12 }],
  [19, 9, 'gone'],
  [19, 22, 'full'],
  // Longer than the retention: what succeeded last outlives it.
  [28, 5, 'well'],
  [29, 20, { kind: 'on-demand' }],
];

/** A cloud, its share, and what has been seen of both. */
class Month {
  readonly #cloud: BackupCloud;
  readonly #moody: MoodyShare;
  readonly #path: string;
  readonly #idByTime = new Map<string, string>();
  #beginMs = 0;

  constructor(cloud: BackupCloud, moody: MoodyShare, path: string) {
    this.#cloud = cloud;
    this.#moody = moody;
    this.#path = path;
  }

  async begin(): Promise<void> {
    const encryptionCertBase64 = await readSampleCertificate(2023);
    await this.#cloud.configure({ path: this.#path, encryptionCertBase64 });
    this.#beginMs = this.#cloud.nowMs;
  }

  async reach(atMs: number): Promise<void> {
    this.#cloud.advance(this.#beginMs + atMs - this.#cloud.nowMs);
    for (const info of await this.#cloud.listBackups()) {
      const time = new Date(stringAt(info, 'createdDateTime') ?? '').toISOString();
      this.#idByTime.set(time, stringAt(info, 'backupId') ?? '');
    }
  }

  async act(event: Event, mood: Mood | undefined): Promise<void> {
    if (mood !== undefined) this.#moody.mood = mood;
    if (event.kind === 'update') this.#cloud.control.setUpdating(event.isRunning);
    if (event.kind === 'on-demand') await this.#cloud.createBackup();
    if (event.kind !== 'settings') return;
    const { frequencyHours, retentionDays, isEnabled } = event;
    await this.#cloud.put({
      backupFrequencyInHours: frequencyHours,
      backupRetentionPeriodInDays: retentionDays,
      isBackupSchedulerEnabled: isEnabled,
    });
  }

  /** Ids that the rules leave at a time: on the share, and in the list with how they ended. */
  foretell(events: readonly Event[], atMs: number) {
    const expected = foretell(events, atMs).map(({ createdMs, automatic, status }) => ({
      backupId: this.#idByTime.get(new Date(this.#beginMs + createdMs).toISOString()),
      isAutomaticBackup: automatic,
      status,
    }));
    const written = expected.filter(({ status }) => status === 'Succeeded');
    return { listed: expected, written: written.map(({ backupId }) => backupId ?? 'never seen').toSorted() };
  }

  async look() {
    const listed = (await this.#cloud.listBackups()).map(({ backupId, isAutomaticBackup, status }) => ({
      backupId,
      isAutomaticBackup,
      status,
    }));
    return { listed, written: await listShareNames(this.#path) };
  }
}

describe('a month of the backup schedule', () => {
  let path = '';
  let cloud: BackupCloud;
  const moody = new MoodyShare();

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'restack-month-'));
    cloud = await BackupCloud.start({ backupShare: moody.share });
  });

  afterEach(async () => {
    await cloud.close();
    await rm(path, { recursive: true, force: true });
  });

  it('keeps exactly the sets that the rules say, day by day', { timeout: 240_000 }, async () => {
    const month = new Month(cloud, moody, path);
    await month.begin();
    const events = MONTH.map(([day, hour, what]) => readEvent(day * DAY + hour * HOUR + 7 * MINUTE, what));
    const all = events.map(({ event }) => event);
    const look = async (atMs: number) => {
      await month.reach(atMs);
      const hour = atMs / HOUR;
      expect({ hour, ...(await month.look()) }).toEqual({ hour, ...month.foretell(all, atMs) });
    };
    for (let day = 1; day <= 30; day += 1) {
      for (const { event, mood } of events) {
        if (event.atMs < (day - 1) * DAY || event.atMs >= day * DAY) continue;
        await month.reach(event.atMs);
        await month.act(event, mood);
        await look(event.atMs + 10 * MINUTE);
      }
      // Half an hour after midnight no backup is under way.
      await look(day * DAY + 30 * MINUTE);
    }
    // And a reader finds just these, whole.
    const { sets, findings } = await readCatalog(await openShare(path));
    expect(findings).toEqual([]);
    expect(sets.filter((set) => set.status !== 'Succeeded' || set.findings.length > 0)).toEqual([]);
    expect(await listShare(path)).toEqual(await listShareNames(path));
  });
});

function readEvent(atMs: number, what: Mood | Happening): { readonly event: Event; readonly mood?: Mood } {
  if (typeof what === 'object') return { event: { ...what, atMs } };
  return { event: { kind: 'share', takes: TAKES[what], atMs }, mood: what };
}
