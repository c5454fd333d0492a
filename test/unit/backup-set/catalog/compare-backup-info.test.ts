import { describe, expect, it } from 'vitest';
import type { BackupInfo } from '../../../../src/schema/generated/types.js';
import {
  codesOf,
  DEPLOYMENT,
  healthyShare,
  id,
  QUOTA,
  setOf,
  ShareBuilder,
  STAMP,
} from '../../../fixtures/share-builder.js';

describe('BackupInfo', () => {
  it.each<readonly [string, Partial<BackupInfo>, string]>([
    ['status', { Status: 'Failed' }, '/Status'],
    ['readiness', { IsCloudRecoveryReady: false }, '/IsCloudRecoveryReady'],
    ['stamp version', { StampVersion: '1.2306.0.1' }, '/StampVersion'],
    ['OEM version', { OemVersion: '9' }, '/OemVersion'],
    ['deployment', { DeploymentID: id(4) }, '/DeploymentID'],
    ['certificate', { EncryptionCertThumbprint: 'CD'.repeat(20) }, '/EncryptionCertThumbprint'],
    ['upload', { CompletelyUploaded: false }, '/CompletelyUploaded'],
    [
      'a role that succeeded without one of its repositories',
      {
        Status: 'PartialSucceeded',
        RoleStatus: [
          {
            RoleName: 'X',
            Status: 'Succeeded',
            RepositoryStatus: [{ FullRepositoryName: 'X;Y;-;Z', Status: 'Failed' }],
          },
        ],
      },
      '/RoleStatus',
    ],
    [
      'a repository that is there all the same',
      {
        RoleStatus: [
          {
            RoleName: 'CRP',
            Status: 'Failed',
            RepositoryStatus: [{ FullRepositoryName: QUOTA, Status: 'Failed' }],
          },
        ],
      },
      '/RoleStatus',
    ],
    [
      'a role whose repositories are all there',
      {
        RoleStatus: [
          {
            RoleName: 'CRP',
            Status: 'Failed',
            RepositoryStatus: [{ FullRepositoryName: QUOTA, Status: 'Succeeded' }],
          },
        ],
      },
      '/RoleStatus',
    ],
  ])('is stale about its %s', async (_name, values, pointer) => {
    const share = healthyShare();
    const file = share.info(3, values);
    const set = setOf(await share.catalog(), 3);
    expect(set.findings.filter(({ code }) => code !== 'REPOSITORY_ABSENT')).toMatchObject([
      { code: 'INFO_STALE', severity: 'warning', backupId: id(3), file, pointer },
    ]);
    expect(set).toMatchObject({ cloudRecoveryReady: true, deploymentId: DEPLOYMENT });
  });

  it('may agree about what was skipped', async () => {
    const share = healthyShare();
    const RepositoryStatus = [
      { FullRepositoryName: QUOTA, Status: 'Succeeded' as const },
      { FullRepositoryName: 'CRP;X;-;Y', Status: 'Skipped' as const },
    ];
    share.info(3, { RoleStatus: [{ RoleName: 'CRP', Status: 'Succeeded', RepositoryStatus }] });
    const set = setOf(await share.catalog(), 3);
    expect(set.findings).toEqual([]);
    expect(set.roles).toEqual([{ roleName: 'CRP', status: 'Succeeded' }]);
  });

  it('is missed where there is none', async () => {
    const share = healthyShare();
    share.remove(share.info(3));
    const set = setOf(await share.catalog(), 3);
    expect(set.findings).toMatchObject([{ code: 'INFO_MISSING', backupId: id(3) }]);
    expect(set.cloudRecoveryReady).toBe(true);
  });

  it('is a finding of its set where it is damaged', async () => {
    const share = healthyShare();
    share.put(share.info(3), 'x');
    const catalog = await share.catalog();
    expect(codesOf(setOf(catalog, 3))).toEqual(['METADATA_DAMAGED']);
    expect(catalog.findings).toEqual([]);
  });

  it('is a finding of the share where it is damaged and names no set', async () => {
    const catalog = await healthyShare().put(`progressivebackup/${STAMP}/copy_BackupInfo.xml`, 'x').catalog();
    expect(codesOf(catalog)).toEqual(['METADATA_DAMAGED']);
  });

  it('may have any prefix; a name that lies is stale', async () => {
    const share = healthyShare();
    const path = share.info(3);
    const bytes = share.files.get(path) ?? '';
    share.remove(path).put(`progressivebackup/${STAMP}/whatever_BACKUPINFO.XML`, bytes);
    expect(setOf(await share.catalog(), 3).findings).toEqual([]);
    share
      .put(`progressivebackup/${STAMP}/x_${id(9)}_BackupInfo.xml`, bytes)
      .remove(`progressivebackup/${STAMP}/whatever_BACKUPINFO.XML`);
    expect(codesOf(setOf(await share.catalog(), 3))).toEqual(['INFO_STALE']);
  });

  it('is stale where a newer one is beside it', async () => {
    const share = healthyShare();
    const path = share.info(3, { CreatedDateTime: '2020-01-01T00:00:00', Status: 'Failed' });
    share.put(path.replace(/[^/]*$/, `second_${id(3)}_BackupInfo.xml`), share.files.get(path) ?? '');
    share.info(3);
    expect(setOf(await share.catalog(), 3).findings).toMatchObject([{ code: 'INFO_STALE' }]);
  });

  it.each([
    ['Failed', 'Failed'],
    ['Running', 'Running'],
    ['Succeeded', 'Failed'],
  ] as const)('lists a set without snapshots; %s becomes %s', async (said, status) => {
    const share = healthyShare();
    const file = share.info(9, { Status: said });
    const set = setOf(await share.catalog(), 9);
    expect(set).toMatchObject({
      status,
      cloudRecoveryReady: false,
      deploymentId: DEPLOYMENT,
      chains: [],
      sizeBytes: 0,
    });
    expect(set.findings).toMatchObject([{ code: 'SET_EMPTY', severity: 'error', backupId: id(9), file }]);
  });

  it('never lists a set of which only damaged names are left', async () => {
    const share = new ShareBuilder().registrations();
    share.put(share.snapshot({ n: 1 }), 'x');
    const catalog = await share.catalog();
    expect(catalog.sets).toEqual([]);
    expect(codesOf(catalog)).toEqual(['METADATA_DAMAGED']);
  });
});
