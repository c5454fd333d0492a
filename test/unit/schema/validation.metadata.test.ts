import { describe, expect, it } from 'vitest';

import {
  validateBackupInfo,
  validateRegistrations,
  validateSnapshotMetadata,
  type Validation,
} from '../../../src/schema/validation.js';
import { changeAt, REMOVED } from '../../fixtures/record-cases.js';

const ID = '6f8b1f0e-5a52-4c0e-9d0f-3a1f4f5f9b10';
const THUMBPRINT = 'A1B2C3D4E5F60718293A4B5C6D7E8F9012345678';

const SNAPSHOT = {
  BackupDataVersion: '1.1.0',
  StampVersion: '1.2301.0.55',
  OemVersion: '2.1.1907.4',
  DeploymentID: ID,
  IsAutomaticBackup: true,
  IsContemporaneousBackup: true,
  BackupId: ID,
  ComponentInfo: { RoleName: 'CRP', ComponentName: 'Microsoft.Compute.Admin', PartitionId: '-' },
  HostVMName: 'AZS-ERCS01',
  RepositoryName: 'Quota',
  EncryptedBackupEncryptionKey: 'QUJD',
  EncryptionCertThumbprint: THUMBPRINT,
  SnapshotProperties: {
    BackupType: 'Progressive',
    PreviousSnapshotId: `CRP;Microsoft.Compute.Admin;-;Quota_${ID}`,
    DependentFullSnapshotId: ID.toUpperCase(),
    CreatedDateTime: '2023-01-17T19:31:04.1234567Z',
    TimeTakenToCreate: 'PT6M35.345912S',
    Description: 'x',
    BackupStatus: 'Succeeded',
    BackupSizeInKb: 12,
    CompressedBackupSizeInKb: 0,
  },
};

const INFO = {
  BackupDataVersion: '1.1.0',
  BackupId: ID,
  RoleStatus: [
    {
      RoleName: 'NRP',
      Status: 'Succeeded',
      RepositoryStatus: [{ FullRepositoryName: 'a;b;c;d', Status: 'Skipped' }],
    },
  ],
  Status: 'PartialSucceeded',
  CreatedDateTime: '2023-01-17T19:31:04Z',
  TimeTakenToCreate: 'PT0S',
  StampVersion: '1.2301.0.55',
  DeploymentID: ID,
  EncryptedBackupEncryptionKey: 'QUJD',
  EncryptionCertThumbprint: THUMBPRINT,
  BackupSizeInKb: 1,
  CompressedBackupSizeInKb: 1,
  CompletelyUploaded: true,
  IsAutomaticBackup: false,
  IsCloudRecoveryReady: true,
};

const REGISTRATIONS = [
  {
    roleName: 'CRP',
    componentName: 'Microsoft.Compute.Admin',
    partitionId: '-',
    repositoryName: 'Quota',
    backupPriority: 1,
    restorePriority: 0,
    progressiveBackupType: 'None',
    essentialForCloudRecovery: true,
    requiredForRestoreActionPlan: false,
    doubleEncryptionRequired: false,
  },
];

type Case = readonly [at: string, to: unknown];

function pointersOf(result: Validation<unknown>): readonly string[] {
  return result.valid ? [] : result.violations.map(({ pointer }) => pointer);
}

describe('snapshot metadata', () => {
  it('is accepted whole', () => {
    expect(validateSnapshotMetadata(SNAPSHOT)).toEqual({ valid: true, value: SNAPSHOT });
  });

  it.each<Case>([
    ['/OemVersion', REMOVED],
    ['/EncryptionCertThumbprint', REMOVED],
    ['/EncryptedBackupEncryptionKey', REMOVED],
    ['/ComponentInfo', REMOVED],
    ['/HostVMName', REMOVED],
    ['/IsContemporaneousBackup', REMOVED],
    ['/SnapshotProperties/PreviousSnapshotId', REMOVED],
    ['/SnapshotProperties/DependentFullSnapshotId', '00000000-0000-0000-0000-000000000000'],
    ['/SnapshotProperties/CreatedDateTime', '2018-07-06T06:46:11'],
    ['/SnapshotProperties/CreatedDateTime', '2018-07-06T06:46:11.12+02:00'],
    ['/EncryptionCertThumbprint', THUMBPRINT.toLowerCase()],
    ['/NewElement', 'kept'],
  ])('is accepted with %s as %j', (at, to) => {
    expect(pointersOf(validateSnapshotMetadata(changeAt(SNAPSHOT, at, to)))).toEqual([]);
  });

  it.each<Case>([
    ['/BackupId', 'x'],
    ['/DeploymentID', `{${ID}}`],
    ['/IsAutomaticBackup', 'True'],
    ['/RepositoryName', 5],
    ['/StampVersion', 'latest'],
    ['/EncryptionCertThumbprint', 'ABC'],
    ['/SnapshotProperties/BackupType', 'Partial'],
    ['/SnapshotProperties/BackupStatus', 'Fine'],
    ['/SnapshotProperties/PreviousSnapshotId', 'previous'],
    ['/SnapshotProperties/CreatedDateTime', '17.01.2023'],
    ['/SnapshotProperties/TimeTakenToCreate', '6 minutes'],
    ['/SnapshotProperties/BackupSizeInKb', -1],
  ])('is refused with %s as %j', (at, to) => {
    expect(pointersOf(validateSnapshotMetadata(changeAt(SNAPSHOT, at, to)))).toEqual([at]);
  });

  it.each(['BackupId', 'BackupDataVersion', 'StampVersion', 'DeploymentID', 'SnapshotProperties'])(
    'is refused without %s',
    (name) => {
      expect(pointersOf(validateSnapshotMetadata(changeAt(SNAPSHOT, `/${name}`, REMOVED)))).toEqual(['']);
    },
  );
});

describe('backup info', () => {
  it('is accepted whole, and with nothing but its id', () => {
    expect(validateBackupInfo(INFO)).toEqual({ valid: true, value: INFO });
    expect(pointersOf(validateBackupInfo({ BackupId: ID }))).toEqual([]);
  });

  it.each<Case>([
    ['/BackupId', 7],
    ['/RoleStatus', {}],
    ['/RoleStatus/0/Status', 'Fine'],
    ['/RoleStatus/0/RepositoryStatus/0/FullRepositoryName', ''],
    ['/CompletelyUploaded', 'yes'],
    ['/CreatedDateTime', 'never'],
  ])('is refused with %s as %j', (at, to) => {
    expect(pointersOf(validateBackupInfo(changeAt(INFO, at, to)))).toEqual([at]);
  });
});

describe('registrations', () => {
  it('are accepted whole, with names only, and empty', () => {
    expect(validateRegistrations(REGISTRATIONS)).toEqual({ valid: true, value: REGISTRATIONS });
    expect(pointersOf(validateRegistrations([{ repositoryName: 'a;b;c;d' }]))).toEqual([]);
    expect(pointersOf(validateRegistrations([]))).toEqual([]);
  });

  it.each<Case>([
    ['/0/repositoryName', 5],
    ['/0/restorePriority', 'first'],
    ['/0/essentialForCloudRecovery', 'yes'],
  ])('are refused with %s as %j', (at, to) => {
    expect(pointersOf(validateRegistrations(changeAt(REGISTRATIONS, at, to)))).toEqual([at]);
  });

  it('are refused when they are no list', () => {
    expect(pointersOf(validateRegistrations({ value: [] }))).toEqual(['']);
  });
});
