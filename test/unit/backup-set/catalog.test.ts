import { describe, expect, it } from 'vitest';
import {
  healthyShare,
  id,
  QUOTA,
  setOf,
  stemOf,
  timeOf,
  codesOf,
  ShareBuilder,
  STAMP,
  registrationsOf,
  type SnapshotSpec,
} from '../../fixtures/share-builder.js';
import { readCatalog } from '../../../src/backup-set/catalog/read-catalog.js';

const FOLDER = `progressivebackup/${STAMP}`;
const REGISTRATIONS = `${FOLDER}/registrations.json`;

const registered = (share: ShareBuilder): Buffer => Buffer.from(share.files.get(REGISTRATIONS) ?? '');

/** Each fault of the store, and the code that verifying all sets ends with. */
const FAULTS: readonly (readonly [string, (share: ShareBuilder) => unknown, string])[] = [
  ['cut', (share) => share.put(REGISTRATIONS, registered(share).subarray(0, -20)), 'REGISTRATIONS_INVALID'],
  ['empty', (share) => share.put(REGISTRATIONS, ''), 'REGISTRATIONS_INVALID'],
  ['zeroed', (share) => share.put(REGISTRATIONS, registered(share).fill(0)), 'REGISTRATIONS_INVALID'],
  ['gone', (share) => share.remove(REGISTRATIONS), 'REGISTRATIONS_MISSING'],
  [
    'of another encoding',
    (share) => share.put(REGISTRATIONS, Buffer.from('[{"repositoryName":"Größe"}]', 'latin1')),
    'REGISTRATIONS_INVALID',
  ],
  [
    'in a repository that cannot be read',
    (share) => share.unreadable.push({ path: `${FOLDER}/${QUOTA}`, reason: 'EACCES' }),
    'FOLDER_UNREADABLE',
  ],
  [
    'in a folder around it that cannot be read',
    (share) => share.unreadable.push({ path: 'progressivebackup', reason: 'EIO' }),
    'FOLDER_UNREADABLE',
  ],
  ['a BackupInfo of nobody', (share) => share.put(`${FOLDER}/x_BackupInfo.xml`, 'x'), 'METADATA_DAMAGED'],
];

describe('a set rests on its store', () => {
  it.each(FAULTS)('%s: each set says what the catalog says', async (_name, harm, code) => {
    const share = healthyShare();
    harm(share);
    const catalog = await share.catalog();
    expect(codesOf(catalog)).toEqual([code]);
    for (const { foundations, findings } of catalog.sets) {
      expect(foundations).toEqual(catalog.findings);
      expect(findings).toEqual([]);
    }
  });

  it('and not on other folders, on what is foreign, or on what belongs to another set', async () => {
    const share = healthyShare()
      .put('desktop.ini')
      .put(`progressivebackup/1.2306.0.1/registrations.json`, '');
    share.backup(9, { stamp: '1.2306.0.1' });
    share.unreadable.push({ path: 'progressivebackup/1.2408.0.1', reason: 'EACCES' });
    const catalog = await share.catalog();
    expect(codesOf(catalog)).toEqual(['FOLDER_UNREADABLE', 'FOREIGN_FILE', 'REGISTRATIONS_INVALID']);
    expect(setOf(catalog, 3).foundations).toEqual([]);
    expect(codesOf({ findings: setOf(catalog, 9).foundations })).toEqual(['REGISTRATIONS_INVALID']);
  });

  it('and on a name of its own that collides', async () => {
    const share = healthyShare();
    const path = `${stemOf(3, 'Progressive_C')}.xml`;
    share.put(path.replace('.xml', '.XML'), share.files.get(path));
    const catalog = await share.catalog();
    expect(setOf(catalog, 3).foundations).toMatchObject([{ code: 'SNAPSHOT_MISMATCH', backupId: id(3) }]);
    expect(setOf(catalog, 2).foundations).toEqual([]);
  });
});

/** One fault in the newest snapshot of one repository: what its set says, besides that the repository is missing. */
const SNAPSHOT_FAULTS: readonly (readonly [string, Partial<SnapshotSpec>, string])[] = [
  ['another backup id', { metadata: { BackupId: id(8) } }, 'SNAPSHOT_MISMATCH'],
  ['another type', { properties: { BackupType: 'Full' } }, 'SNAPSHOT_MISMATCH'],
  ['another contemporaneous flag', { metadata: { IsContemporaneousBackup: false } }, 'SNAPSHOT_MISMATCH'],
  ['another repository', { metadata: { RepositoryName: 'Other' } }, 'SNAPSHOT_MISMATCH'],
  ['another role', { metadata: { ComponentInfo: { RoleName: 'NRP' } } }, 'SNAPSHOT_MISMATCH'],
  ['another stamp version', { metadata: { StampVersion: '1.2306.0.1' } }, 'SNAPSHOT_MISMATCH'],
  ['a legacy data version', { metadata: { BackupDataVersion: '1.0.1' } }, 'SNAPSHOT_MISMATCH'],
  ['a time far off', { properties: { CreatedDateTime: '2022-01-01T00:00:00Z' } }, 'SNAPSHOT_MISMATCH'],
  ['a reference into another repository', { previous: `X;Y;-;Z_${id(2)}` }, 'SNAPSHOT_MISMATCH'],
  ['a status that is no success', { properties: { BackupStatus: 'Failed' } }, 'SNAPSHOT_NOT_SUCCEEDED'],
  [
    'a creation time out of the calendar',
    { properties: { CreatedDateTime: '2023-02-30T00:00:00Z' } },
    'METADATA_INVALID',
  ],
  ['no data file', { leaveOut: 'data' }, 'DATA_FILE_MISSING'],
  ['no metadata', { leaveOut: 'metadata' }, 'METADATA_MISSING'],
  ['a predecessor that is not there', { previous: id(7) }, 'CHAIN_PREDECESSOR_MISSING'],
  ['itself as predecessor', { previous: id(3) }, 'CHAIN_PREDECESSOR_MISSING'],
  ['a Full that is not there', { full: id(7) }, 'CHAIN_FULL_MISSING'],
  ['another OEM version', { metadata: { OemVersion: '2.1' } }, 'CHAIN_DISAGREES'],
  ['another deployment', { metadata: { DeploymentID: id(4) } }, 'CHAIN_DISAGREES'],
  ['another certificate', { metadata: { EncryptionCertThumbprint: 'CD'.repeat(20) } }, 'CHAIN_DISAGREES'],
];

describe('a fault in one snapshot', () => {
  it.each(SNAPSHOT_FAULTS)('%s', async (_name, fault, code) => {
    const share = healthyShare();
    share.remove(`${stemOf(3, 'Progressive_C')}.xml`).remove(`${stemOf(3, 'Progressive_C')}.zip`);
    const file = share.snapshot({ n: 3, type: 'Progressive', previous: id(2), full: id(1), ...fault });
    const catalog = await share.catalog();
    expect(catalog.findings).toEqual([]);
    const set = setOf(catalog, 3);
    expect(codesOf(set)).toEqual([code, 'INFO_STALE', 'INFO_STALE', 'REPOSITORY_MISSING'].toSorted());
    const finding = set.findings.find((one) => one.code === code);
    expect(finding).toMatchObject({ backupId: id(3), repository: QUOTA, severity: 'error' });
    expect(finding?.file?.slice(0, -4)).toBe(file.slice(0, -4));
    expect(set).toMatchObject({ cloudRecoveryReady: false, status: 'PartialSucceeded' });
    expect(set.chains.map(({ repositoryName }) => repositoryName)).not.toContain(QUOTA);
    expect(codesOf(setOf(catalog, 2))).toEqual([]);
  });

  it.each([
    ['damaged', '<BackupSnapshot>', 'METADATA_DAMAGED'],
    ['with a DTD', '<!DOCTYPE a><a/>', 'METADATA_UNSUPPORTED'],
    ['of another kind', '<BackupInfo/>', 'METADATA_INVALID'],
  ])('metadata %s', async (_name, text, code) => {
    const catalog = await healthyShare()
      .put(`${stemOf(3, 'Progressive_C')}.xml`, text)
      .catalog();
    expect(codesOf(setOf(catalog, 3))).toContain(code);
    expect(setOf(catalog, 3)).toMatchObject({ cloudRecoveryReady: false });
    expect(codesOf(setOf(catalog, 2))).toEqual([]);
  });

  it('stands with every set that needs the snapshot', async () => {
    const catalog = await healthyShare()
      .put(`${stemOf(2, 'Progressive_C')}.xml`, 'x')
      .catalog();
    expect(codesOf(setOf(catalog, 1))).toEqual([]);
    for (const n of [2, 3]) {
      const faults = setOf(catalog, n).findings.filter(({ code }) => code === 'METADATA_DAMAGED');
      expect(faults).toMatchObject([{ backupId: id(n), file: `${stemOf(2, 'Progressive_C')}.xml` }]);
    }
    expect(codesOf(setOf(catalog, 3))).toContain('CHAIN_PREDECESSOR_MISSING');
    expect(catalog.findings).toEqual([]);
  });

  it('a Full that refers to another snapshot', async () => {
    const share = new ShareBuilder().registrations(registrationsOf([QUOTA]));
    share.snapshot({ n: 1, previous: id(7) });
    expect(codesOf(setOf(await share.catalog(), 1))).toContain('SNAPSHOT_MISMATCH');
  });

  it('a lone wrapped key or thumbprint', async () => {
    const share = new ShareBuilder().registrations(registrationsOf([QUOTA]));
    const path = share.snapshot({ n: 1 });
    const text = Buffer.from(share.files.get(path) ?? '').toString();
    share.put(path, text.replace(/<EncryptedBackupEncryptionKey>.*Key>/, ''));
    share.info(1);
    expect(codesOf(setOf(await share.catalog(), 1))).toContain('METADATA_INVALID');
  });
});

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
