import { describe, expect, it } from 'vitest';
import { type AgedBackup, checkAge } from '../../../../src/use-cases/verify/share/backup-age.js';
import { EMPTY_GUID } from '../../../../src/core/guid.js';
import type { Catalog, Snapshot } from '../../../../src/backup-set/catalog.js';
import { createFinding } from '../../../../src/core/errors/finding.js';
import { compareHeaders, type HeaderMarks } from '../../../../src/use-cases/verify/share/compare-headers.js';
import { DATA_FILE_BYTES, healthyShare, id, QUOTA, setOf } from '../../../fixtures/share-builder.js';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-03-01T12:00:00Z');
const LIMIT = { maxAgeMs: 26 * HOUR_MS, now: NOW };

function aged(hours: number, more: Partial<AgedBackup> = {}): AgedBackup {
  const createdAt = new Date(NOW.getTime() - hours * HOUR_MS);
  return { backupId: `b${hours}`, createdAt, deploymentId: 'd1', isGood: true, ...more };
}

describe('checkAge', () => {
  it.each<readonly [string, readonly AgedBackup[]]>([
    ['a young set', [aged(2)]],
    ['one that is just old enough', [aged(26)]],
    ['a young one among old ones', [aged(400), aged(25), aged(90)]],
    ['a young one of each deployment', [aged(2), aged(3, { deploymentId: 'd2' })]],
    ['one that is a clock ahead', [aged(-2)]],
    ['a young one beside one that is nobody’s', [aged(2), aged(900, { deploymentId: EMPTY_GUID })]],
  ])('takes %s', (_name, backups) => {
    expect(checkAge(backups, LIMIT)).toEqual([]);
  });

  it.each<readonly [string, readonly AgedBackup[]]>([
    ['nothing', []],
    ['an old set', [aged(27)]],
    ['a young one that is not good', [aged(2, { isGood: false }), aged(48)]],
    ['nothing that is good', [aged(2, { isGood: false })]],
    ['an old one in a second deployment', [aged(2), aged(30, { deploymentId: 'd2' })]],
    ['one from the future', [aged(-25)]],
    ['an old one that is nobody’s', [aged(30, { deploymentId: EMPTY_GUID })]],
  ])('refuses %s', (_name, backups) => {
    expect(checkAge(backups, LIMIT)).toMatchObject([{ code: 'BACKUP_TOO_OLD', severity: 'error' }]);
  });
});

const FAULT = createFinding('HEADER_INVALID', 'no header', { repository: QUOTA });

/** Marks that no two snapshots share, but for those that `change` names. */
function reader(change: (snapshot: Snapshot) => Partial<HeaderMarks> = () => ({})) {
  const read: string[] = [];
  return {
    read,
    readHeader: (_store: string, snapshot: Snapshot): Promise<HeaderMarks> => {
      read.push(snapshot.dataFile);
      const own = { iv: `iv of ${snapshot.dataFile}`, tag: `tag of ${snapshot.dataFile}` };
      const marks = { ...own, ...change(snapshot) };
      return Promise.resolve(marks.fault === undefined ? marks : { fault: marks.fault });
    },
  };
}

const isQuota = (snapshot: Snapshot, n: number) =>
  snapshot.repositoryName === QUOTA && snapshot.backupId === id(n);

async function compare(
  catalog: Catalog,
  ns: readonly number[],
  { change, judgeEach = true }: { change?: Parameters<typeof reader>[0]; judgeEach?: boolean } = {},
) {
  const { read, readHeader } = reader(change);
  const sets = ns.map((n) => setOf(catalog, n));
  const found = await compareHeaders({ sets, all: catalog.snapshots, read: readHeader, judgeEach });
  return { read, findings: ns.map((n) => found.get(setOf(catalog, n)) ?? []) };
}

const catalog = await healthyShare().catalog();

describe('compareHeaders', () => {
  it('finds nothing where no two headers have anything in common', async () => {
    expect((await compare(catalog, [1, 2, 3])).findings).toEqual([[], [], []]);
  });

  it.each(['iv', 'tag'] as const)(
    'finds one %s under two names, in every set that rests on it',
    async (mark) => {
      const change = (snapshot: Snapshot) =>
        isQuota(snapshot, 1) || isQuota(snapshot, 2) ? { [mark]: 'the same' } : {};
      const [first, second, third] = (await compare(catalog, [1, 2, 3], { change })).findings;
      expect(first).toMatchObject([{ code: 'SNAPSHOT_COPIED', backupId: id(1) }]);
      const both = [{ code: 'SNAPSHOT_COPIED' }, { code: 'SNAPSHOT_REPLAYED' }];
      expect(second).toMatchObject(both.map((finding) => ({ ...finding, backupId: id(2) })));
      expect(third).toMatchObject(both.map((finding) => ({ ...finding, backupId: id(3) })));
    },
  );

  it('finds the original of a set that is judged alone', async () => {
    const share = healthyShare();
    share.snapshot({ n: 9, contemporaneous: false });
    const alone = await share.catalog();
    const change = (snapshot: Snapshot) =>
      isQuota(snapshot, 9) || isQuota(snapshot, 3) ? { tag: 'the same' } : {};
    const { findings } = await compare(alone, [3], { change });
    expect(findings).toMatchObject([[{ code: 'SNAPSHOT_COPIED', repository: QUOTA }]]);
  });

  it('says nothing that the catalog has said', async () => {
    const share = healthyShare();
    const key = { EncryptedBackupEncryptionKey: Buffer.from('one key').toString('base64') };
    share.snapshot({ n: 1, metadata: key });
    share.snapshot({ n: 2, type: 'Progressive', previous: id(1), full: id(1), metadata: key });
    const told = await share.catalog();
    const change = (snapshot: Snapshot) =>
      isQuota(snapshot, 1) || isQuota(snapshot, 2) ? { iv: 'the same' } : {};
    expect((await compare(told, [1, 2], { change })).findings).toEqual([[], []]);
  });

  it('judges each header only where it is asked to', async () => {
    const change = (snapshot: Snapshot) => (isQuota(snapshot, 3) ? { fault: FAULT } : {});
    expect((await compare(catalog, [2, 3], { change })).findings).toMatchObject([
      [],
      [{ code: 'HEADER_INVALID', backupId: id(3) }],
    ]);
    expect((await compare(catalog, [2, 3], { change, judgeEach: false })).findings).toEqual([[], []]);
  });

  it('reads no header that can be no copy', async () => {
    const share = healthyShare();
    let sizeBytes = DATA_FILE_BYTES;
    for (const n of [5, 6]) share.snapshot({ n, sizeBytes: (sizeBytes += 16) });
    const sized = await share.catalog();
    expect((await compare(sized, [5], { judgeEach: false })).read).toEqual([]);
    const { read } = await compare(sized, [5], { judgeEach: true });
    expect(read).toHaveLength(1);
    expect(read[0]).toContain(id(5));
  });

  it('ends with the failure of the store', async () => {
    const gone = new Error('gone');
    const read = () => Promise.reject(gone);
    const sets = [setOf(catalog, 3)];
    await expect(compareHeaders({ sets, all: catalog.snapshots, read, judgeEach: true })).rejects.toBe(gone);
  });
});
