import { describe, expect, it } from 'vitest';
import type { BackupSet, BackupStatus } from '../../../src/backup-set/catalog.js';
import { parseBackupInfo } from '../../../src/backup-set/metadata/backup-info.js';
import {
  formatSnapshotMetadata,
  parseSnapshotMetadata,
} from '../../../src/backup-set/metadata/snapshot-metadata.js';
import { findingOf } from '../../../src/core/errors/finding-error.js';
import { catchRestackError } from '../../fixtures/thrown.js';
import { healthyShare, id, QUOTA, setOf, stemOf, timeOf } from '../../fixtures/share-builder.js';

/** What fields hold that other writers filled in, or nobody. */
const ILL_FORMED = ['12.75', '00:00:02.5000000', 'unknown', '-1', '<b>x</b>'];

const SNAPSHOT_FIELDS = {
  HostVMName: ['<b>x</b>'],
  IsAutomaticBackup: ILL_FORMED,
  TimeTakenToCreate: ILL_FORMED,
  Description: ['<b>x</b>'],
  BackupSizeInKb: ILL_FORMED,
  CompressedBackupSizeInKb: ILL_FORMED,
};

const INFO_FIELDS = {
  CreatedDateTime: ILL_FORMED,
  TimeTakenToCreate: ILL_FORMED,
  BackupSizeInKb: ILL_FORMED,
  CompressedBackupSizeInKb: ILL_FORMED,
  IsAutomaticBackup: ILL_FORMED,
};

const listCases = (fields: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(fields).flatMap(([name, values]) => values.map((value) => [name, value] as const));

const TEXT = Buffer.from(healthyShare().files.get(`${stemOf(3, 'Progressive_C')}.xml`) ?? []).toString();
const GROUP = /^(?:TimeTaken|Description|.*SizeInKb|CreatedDate)/;

/** A healthy snapshot's metadata with one field set, in its group, whether it was there or not. */
function withField(name: string, value: string, text = TEXT): string {
  const element = `<${name}>${value}</${name}>`;
  const without = text.replace(new RegExp(`<${name}>[^<]*</${name}>`), '');
  return without.replace(
    GROUP.test(name) ? '</SnapshotProperties>' : '</BackupSnapshot>',
    (end) => element + end,
  );
}

async function catalogSet(text: string): Promise<BackupSet> {
  const file = `${stemOf(3, 'Progressive_C')}.xml`;
  return setOf(await healthyShare().put(file, text).catalog(), 3);
}

describe('a field of a snapshot that only informs', () => {
  it.each(listCases(SNAPSHOT_FIELDS))('costs nothing when it cannot be read: %s %s', async (name, value) => {
    const text = withField(name, value);
    const { metadata, unread } = parseSnapshotMetadata(Buffer.from(text), 'a.xml');
    const pointer = GROUP.test(name) ? `/SnapshotProperties/${name}` : `/${name}`;
    expect(new Set(unread.map((violation) => violation.pointer))).toEqual(new Set([pointer]));
    expect(JSON.stringify(metadata)).not.toContain(`"${name}"`);

    const set = await catalogSet(text);
    expect(set).toMatchObject({ status: 'Succeeded', cloudRecoveryReady: true });
    const file = `${stemOf(3, 'Progressive_C')}.xml`;
    const place = { backupId: id(3), repository: QUOTA, file, pointer };
    expect(set.findings).toEqual([
      expect.objectContaining({ code: 'METADATA_UNREAD', severity: 'warning', ...place }),
    ]);
  });

  it('costs nothing when it stands there twice', async () => {
    const once = withField('BackupSizeInKb', '1');
    const twice = once.replace('</SnapshotProperties>', (end) => `<BackupSizeInKb>2</BackupSizeInKb>${end}`);
    expect((await catalogSet(twice)).findings.map(({ code }) => code)).toEqual(['METADATA_UNREAD']);
  });

  it('is told for a snapshot that belongs to no set, too', async () => {
    const share = healthyShare();
    const spec = { n: 4, type: 'Progressive', previous: id(3), full: id(1), contemporaneous: false } as const;
    const path = share.snapshot(spec);
    const text = Buffer.from(share.files.get(path) ?? []).toString();
    const { findings } = await share.put(path, withField('BackupSizeInKb', '1.5', text)).catalog();
    expect(findings).toMatchObject([{ code: 'METADATA_UNREAD', repository: QUOTA }]);
  });
});

describe('a field that a proof or a chain rests on', () => {
  it.each([
    'BackupDataVersion',
    'StampVersion',
    'DeploymentID',
    'IsContemporaneousBackup',
    'BackupId',
    'EncryptionCertThumbprint',
    'CreatedDateTime',
    'BackupStatus',
    'BackupType',
    'PreviousSnapshotId',
    'DependentFullSnapshotId',
  ])('costs the snapshot when it cannot be read, whatever else only informs: %s', (name) => {
    const place = TEXT.includes(`<${name}>`) ? TEXT : withField(name, 'x');
    const broken = place.replace(new RegExp(`<${name}>[^<]*<`), `<${name}>?<`);
    const text = withField('BackupSizeInKb', 'x', broken);
    const error = catchRestackError(() => parseSnapshotMetadata(Buffer.from(text), 'a.xml'));
    expect(['METADATA_INVALID', 'METADATA_UNSUPPORTED']).toContain(findingOf(error)?.code);
  });
});

describe('the time of a snapshot', () => {
  const TIMES = ['yesterday', '0001-01-01T00:00:00', '2023-02-30T00:00:00Z', '2020-01-01T00:00:00Z'];
  const withTime = (status: BackupStatus, time: string) =>
    withField('CreatedDateTime', time, TEXT.replace('>Succeeded<', `>${status}<`));

  it.each(TIMES)('that failed costs nothing: %s', async (time) => {
    const set = await catalogSet(withTime('Failed', time));
    const codes = set.findings.filter(({ repository }) => repository === QUOTA).map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['METADATA_UNREAD', 'REPOSITORY_MISSING', 'SNAPSHOT_NOT_SUCCEEDED']);
    expect(set.createdAt).toEqual(timeOf(3));
  });

  it('that failed need not be there', async () => {
    const text = withTime('Failed', '').replace('<CreatedDateTime></CreatedDateTime>', '');
    const set = await catalogSet(text);
    const codes = set.findings.filter(({ repository }) => repository === QUOTA).map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['REPOSITORY_MISSING', 'SNAPSHOT_NOT_SUCCEEDED']);
  });

  it.each([...TIMES, ''])('that succeeded must be right: "%s"', async (time) => {
    const set = await catalogSet(withTime('Succeeded', time));
    const codes = set.findings.map(({ code }) => code);
    expect(codes.some((code) => code === 'METADATA_INVALID' || code === 'SNAPSHOT_MISMATCH')).toBe(true);
    expect(set.cloudRecoveryReady).toBe(false);
  });

  it('is required of one that succeeded, also when it is written', () => {
    const { metadata } = parseSnapshotMetadata(Buffer.from(TEXT), 'a.xml');
    const { CreatedDateTime: _time, ...rest } = metadata.SnapshotProperties;
    const without = { ...metadata, SnapshotProperties: rest };
    expect(catchRestackError(() => formatSnapshotMetadata(without)).code).toBe('SCHEMA');
    const failed = { ...without, SnapshotProperties: { ...rest, BackupStatus: 'Failed' as const } };
    expect(formatSnapshotMetadata(failed)).toContain('Failed');
  });
});

describe('a field of a BackupInfo file that only informs', () => {
  it.each(listCases(INFO_FIELDS))('costs nothing when it cannot be read: %s %s', async (name, value) => {
    const share = healthyShare();
    const path = share.info(3);
    const text = Buffer.from(share.files.get(path) ?? [])
      .toString()
      .replace(new RegExp(`<${name}>[^<]*</${name}>`), '')
      .replace('</BackupInfo>', (end) => `<${name}>${value}</${name}>${end}`);
    const { metadata, unread } = parseBackupInfo(Buffer.from(text), 'b.xml');
    expect(unread.map(({ pointer }) => pointer)).toContain(`/${name}`);
    expect(metadata).not.toHaveProperty(name);
    const set = setOf(await share.put(path, text).catalog(), 3);
    expect(set).toMatchObject({ status: 'Succeeded', cloudRecoveryReady: true });
    expect(set.findings).toMatchObject([{ code: 'METADATA_UNREAD', file: path, pointer: `/${name}` }]);
  });

  it('is not what it is compared by', () => {
    const text = '<BackupInfo><BackupId>x</BackupId><BackupSizeInKb>x</BackupSizeInKb></BackupInfo>';
    const error = catchRestackError(() => parseBackupInfo(Buffer.from(text), 'b.xml'));
    expect(findingOf(error)).toMatchObject({ code: 'METADATA_INVALID', pointer: '/BackupId' });
  });
});
