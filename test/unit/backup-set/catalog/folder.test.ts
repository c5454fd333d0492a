import { describe, expect, it } from 'vitest';
import {
  codesOf,
  healthyShare,
  id,
  QUOTA,
  registrationsOf,
  setOf,
  ShareBuilder,
  type SnapshotSpec,
  stemOf,
} from '../../../fixtures/share-builder.js';

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
