import { describe, expect, it } from 'vitest';
import { readCatalog } from '../../../../src/backup-set/catalog/read-catalog.js';
import {
  codesOf,
  healthyShare,
  id,
  QUOTA,
  setOf,
  ShareBuilder,
  timeOf,
} from '../../../fixtures/share-builder.js';

const NETWORK = 'NRP;Microsoft.Network.Admin;-;Quota';
const keyed = (wrappedKey: string) => ({ EncryptedBackupEncryptionKey: wrappedKey });
/** Base64 of bytes that no other snapshot has. */
const KEY = Buffer.from('one and the same wrapped key').toString('base64');

describe('one wrapped key under two names', () => {
  it('is an error of the later one and of all that rests on it, and a warning of the earlier one', async () => {
    const share = healthyShare();
    share.snapshot({ n: 1, metadata: keyed(KEY) });
    share.snapshot({ n: 2, type: 'Progressive', previous: id(1), full: id(1), metadata: keyed(KEY) });
    const catalog = await share.catalog();
    expect(setOf(catalog, 2).findings).toMatchObject([
      { code: 'SNAPSHOT_REPLAYED', severity: 'error', repository: QUOTA, backupId: id(2) },
      { code: 'SNAPSHOT_COPIED', severity: 'warning', repository: QUOTA, backupId: id(2) },
      { code: 'INFO_STALE' },
    ]);
    expect(codesOf(setOf(catalog, 1))).toEqual(['SNAPSHOT_COPIED']);
    expect(codesOf(setOf(catalog, 3))).toContain('SNAPSHOT_REPLAYED');
    const ready = [1, 2, 3].map((n) => setOf(catalog, n).cloudRecoveryReady);
    expect(ready).toEqual([true, false, false]);
  });

  it('is an error of both where they are of one time', async () => {
    const share = healthyShare();
    for (const repository of [QUOTA, NETWORK]) share.snapshot({ n: 1, repository, metadata: keyed(KEY) });
    const replayed = setOf(await share.catalog(), 1).findings.filter(
      ({ code }) => code === 'SNAPSHOT_REPLAYED',
    );
    expect(replayed.map(({ repository }) => repository ?? '').toSorted()).toEqual([QUOTA, NETWORK]);
  });

  it.each([
    ['with white space', `${KEY.slice(0, 8)}\n ${KEY.slice(8)}`],
    ['with zeros before it', Buffer.concat([Buffer.alloc(3), Buffer.from(KEY, 'base64')]).toString('base64')],
  ])('is seen however it is written: %s', async (_name, written) => {
    const share = healthyShare();
    share.snapshot({ n: 1, metadata: keyed(KEY) });
    share.snapshot({ n: 2, type: 'Progressive', previous: id(1), full: id(1), metadata: keyed(written) });
    expect(codesOf(setOf(await share.catalog(), 2))).toContain('SNAPSHOT_REPLAYED');
  });

  it('is seen where the original takes no part any more, or lies in another store', async () => {
    const broken = new ShareBuilder().backup(2);
    broken.snapshot({ n: 1, metadata: keyed(KEY), leaveOut: 'data' });
    broken.snapshot({ n: 2, metadata: keyed(KEY) });
    expect(codesOf(setOf(await broken.catalog(), 2))).toContain('SNAPSHOT_REPLAYED');
    const here = new ShareBuilder().backup(2);
    here.snapshot({ n: 2, metadata: keyed(KEY) });
    const there = new ShareBuilder().backup(1);
    there.snapshot({ n: 1, metadata: keyed(KEY) });
    const catalog = await readCatalog([here.store('/a'), there.store('/b')]);
    expect(codesOf(setOf(catalog, 2))).toContain('SNAPSHOT_REPLAYED');
    expect(codesOf(setOf(catalog, 1))).toContain('SNAPSHOT_COPIED');
  });

  it('is none where one snapshot lies in two places', async () => {
    const catalog = await readCatalog([healthyShare().store('/a'), healthyShare().store('/b')]);
    expect(new Set(catalog.sets.flatMap(codesOf))).toEqual(new Set(['SET_DUPLICATE']));
  });
});

describe('times', () => {
  it.each([
    ['as the one before it', 0],
    ['before it', -60_000],
  ])('are out of order where a snapshot was created %s', async (_name, offsetMs) => {
    const share = healthyShare();
    const CreatedDateTime = new Date(timeOf(2).getTime() + offsetMs).toISOString();
    share.snapshot({
      n: 3,
      type: 'Progressive',
      previous: id(2),
      full: id(1),
      properties: { CreatedDateTime },
    });
    const catalog = await share.catalog();
    expect(setOf(catalog, 3).findings[0]).toMatchObject({
      code: 'SNAPSHOT_ORDER',
      severity: 'error',
      repository: QUOTA,
      backupId: id(3),
    });
    expect(setOf(catalog, 3).cloudRecoveryReady).toBe(false);
    expect(codesOf(setOf(catalog, 2))).toEqual([]);
  });

  it('are out of order where a snapshot continues one that is named after it', async () => {
    const share = healthyShare();
    share.snapshot({ n: 4, type: 'Progressive', previous: id(5), full: id(1) });
    share.snapshot({ n: 5, type: 'Progressive', previous: id(3), full: id(1) });
    expect(codesOf(setOf(await share.catalog(), 4))).toContain('SNAPSHOT_ORDER');
  });

  it('are in order where two snapshots of a chain were taken in one minute', async () => {
    const share = healthyShare();
    const at = (seconds: number) => ({
      CreatedDateTime: new Date(timeOf(4).getTime() + 1000 * seconds).toISOString(),
    });
    const name = (n: number) => `202301172331_${id(n)}_Progressive_C`;
    const links = { type: 'Progressive', full: id(1) } as const;
    share.snapshot({ n: 4, ...links, previous: id(3), name: name(4), properties: at(10) });
    share.snapshot({ n: 5, ...links, previous: id(4), name: name(5), properties: at(20) });
    expect((await share.catalog()).sets.flatMap(codesOf)).not.toContain('SNAPSHOT_ORDER');
    share.snapshot({ n: 5, ...links, previous: id(4), name: name(5), properties: at(5) });
    expect(codesOf(setOf(await share.catalog(), 5))).toContain('SNAPSHOT_ORDER');
  });

  it('of other deployments say nothing', async () => {
    const share = healthyShare();
    const CreatedDateTime = timeOf(2).toISOString();
    share.snapshot({ n: 3, metadata: { DeploymentID: id(9) }, properties: { CreatedDateTime } });
    expect((await share.catalog()).sets.flatMap(codesOf)).not.toContain('SNAPSHOT_ORDER');
  });
});
