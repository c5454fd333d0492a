import { describe, expect, it } from 'vitest';
import { SUBSCRIPTIONS_DATABASE } from '../../../../src/backup-set/names/portable-repositories.js';
import {
  chainOf,
  codesOf,
  DATA_FILE_BYTES,
  DEPLOYMENT,
  ESSENTIAL,
  healthyShare,
  id,
  MINIMUM,
  QUOTA,
  registrationsOf,
  setOf,
  ShareBuilder,
} from '../../../fixtures/share-builder.js';

describe('chains', () => {
  it('keeps the newer of two Fulls with one id', async () => {
    const share = new ShareBuilder().registrations(registrationsOf(MINIMUM));
    share.others(1).others(2);
    const older = share.snapshot({ n: 1, sizeBytes: DATA_FILE_BYTES + 16 });
    const newer = share.snapshot({
      n: 1,
      sizeBytes: DATA_FILE_BYTES + 32,
      name: `202301180000_${id(1)}_Full_C`,
      properties: { CreatedDateTime: '2023-01-18T00:00:00Z' },
    });
    share.snapshot({ n: 2, type: 'Progressive', previous: id(1), full: id(1) });
    share.info(1);
    share.info(2);
    const catalog = await share.catalog();
    expect(codesOf(setOf(catalog, 1))).toEqual(['SNAPSHOT_DUPLICATE']);
    expect(codesOf(setOf(catalog, 2))).toEqual(['SNAPSHOT_DUPLICATE']);
    expect(setOf(catalog, 2).sizeBytes).toBe(5 * DATA_FILE_BYTES + 32);
    const used = chainOf(setOf(catalog, 2)).snapshots.map(({ metadataFile }) => metadataFile);
    expect(used?.[0]).toBe(newer);
    expect(used).not.toContain(older);
  });

  it('survives a circle', async () => {
    const share = new ShareBuilder().registrations(registrationsOf([QUOTA])).others(1);
    share.snapshot({ n: 1 });
    for (const [n, previous] of [
      [2, 4],
      [3, 2],
      [4, 3],
      [5, 4],
    ] as const) {
      share.snapshot({ n, type: 'Progressive', previous: id(previous), full: id(1) });
    }
    const catalog = await share.catalog();
    for (const n of [2, 3, 4, 5]) expect(codesOf(setOf(catalog, n))).toContain('CHAIN_PREDECESSOR_MISSING');
    expect(setOf(catalog, 1).cloudRecoveryReady).toBe(true);
  });

  it('follows branches, each to its own end', async () => {
    const share = new ShareBuilder().registrations(registrationsOf([QUOTA]));
    share.snapshot({ n: 1 });
    share.snapshot({ n: 2, type: 'Progressive', previous: id(1), full: id(1) });
    share.snapshot({ n: 3, type: 'Progressive', previous: id(1), full: id(1) });
    const catalog = await share.catalog();
    const ids = (n: number) => setOf(catalog, n).chains[0]?.snapshots.map(({ backupId }) => backupId);
    expect(ids(2)).toEqual([id(1), id(2)]);
    expect(ids(3)).toEqual([id(1), id(3)]);
    expect(codesOf(setOf(catalog, 2))).not.toContain('CHAIN_FORKED');
    expect(codesOf(setOf(catalog, 3))).toContain('CHAIN_FORKED');
  });

  it('does not cross stamp versions', async () => {
    const share = new ShareBuilder()
      .registrations(registrationsOf([QUOTA]))
      .registrations(registrationsOf([QUOTA]), '1.2306.0.1');
    share.snapshot({ n: 1 });
    share.snapshot({ n: 2, stamp: '1.2306.0.1', type: 'Progressive', previous: id(1), full: id(1) });
    const catalog = await share.catalog();
    expect(codesOf(setOf(catalog, 2))).toContain('CHAIN_FULL_MISSING');
    expect(setOf(catalog, 2).chains).toEqual([]);
  });

  it('says once per repository what retention left over', async () => {
    const share = healthyShare();
    for (const n of [20, 21, 22]) {
      share.snapshot({ n, type: 'Progressive', previous: id(n - 1), full: id(19), contemporaneous: false });
      share.snapshot({ n: n + 10, contemporaneous: false, leaveOut: 'metadata' });
    }
    const catalog = await share.catalog();
    expect(catalog.findings.map(({ code, repository }) => [code, repository])).toEqual([
      ['METADATA_MISSING', QUOTA],
      ['CHAIN_FULL_MISSING', QUOTA],
    ]);
    expect(catalog.sets.map(codesOf)).toEqual([[], [], []]);
  });

  it('leaves out a repository of another deployment', async () => {
    const share = new ShareBuilder().registrations().backup(1, { repositories: ESSENTIAL.slice(1) });
    share.snapshot({ n: 1, repository: ESSENTIAL[0] ?? '', metadata: { DeploymentID: id(4) } });
    share.info(1);
    const set = setOf(await share.catalog(), 1);
    expect(codesOf(set)).toContain('CHAIN_DISAGREES');
    expect(set).toMatchObject({ deploymentId: DEPLOYMENT, cloudRecoveryReady: false });
    expect(set.chains).toHaveLength(ESSENTIAL.length - 1);
  });
});

describe('readiness', () => {
  const portable = ESSENTIAL.filter((name) => !/;(Plans|Offers|Subscriptions)$/.test(name));

  it('takes the subscriptions database for plans, offers and subscriptions', async () => {
    const share = new ShareBuilder().backup(1, { repositories: [...portable, SUBSCRIPTIONS_DATABASE] });
    const without = new ShareBuilder().backup(1, { repositories: portable });
    expect(setOf(await share.catalog(), 1)).toMatchObject({ cloudRecoveryReady: true, status: 'Succeeded' });
    const set = setOf(await without.catalog(), 1);
    expect(set).toMatchObject({ cloudRecoveryReady: false, status: 'PartialSucceeded' });
    expect(codesOf(set).filter((code) => code === 'REPOSITORY_MISSING')).toHaveLength(3);
  });

  it('warns of registered repositories that are not essential, and names unregistered ones', async () => {
    const share = new ShareBuilder().registrations(registrationsOf([QUOTA], ['CA;Authority;-;Store']));
    share.backup(1, { repositories: [...MINIMUM, 'X;Y;-;Z'] });
    share.info(1, { Status: 'PartialSucceeded' });
    const set = setOf(await share.catalog(), 1);
    const unregistered = MINIMUM.filter((name) => name !== QUOTA).map(() => 'REPOSITORY_UNREGISTERED');
    expect(codesOf(set)).toEqual(['REPOSITORY_ABSENT', 'REPOSITORY_UNREGISTERED', ...unregistered]);
    expect(set).toMatchObject({ cloudRecoveryReady: true, status: 'PartialSucceeded' });
  });

  it('shows a backup that is still running', async () => {
    const share = new ShareBuilder().registrations(registrationsOf([...MINIMUM, 'X;Y;-;Z'])).others(1);
    share.snapshot({ n: 1 });
    share.snapshot({
      n: 1,
      repository: 'X;Y;-;Z',
      properties: { BackupStatus: 'Creating' },
      leaveOut: 'data',
    });
    share.info(1, { Status: 'Running', IsCloudRecoveryReady: false });
    const set = setOf(await share.catalog(), 1);
    expect(set).toMatchObject({ status: 'Running', cloudRecoveryReady: false });
    expect(codesOf(set)).toEqual(['REPOSITORY_MISSING', 'SNAPSHOT_NOT_SUCCEEDED']);
  });
});
