import { describe, expect, it } from 'vitest';
import type { PayloadKind } from '../../../src/schema/payloads.js';
import {
  loadRecordValidator,
  validateBackupInfo,
  validateRecord,
  validateRegistrations,
  validateSnapshotMetadata,
  type Validation,
} from '../../../src/schema/validation.js';
import { describeFault } from '../../../src/schema/schema-violations.js';
import { ACCEPTED, changeAt, type RecordCase, REJECTED, REMOVED } from '../../fixtures/record-cases.js';
import { VALID_RECORDS } from '../../fixtures/valid-records.js';

const KINDS: readonly PayloadKind[] = [
  'directoryTenant',
  'resourceGroup',
  'computeQuota',
  'networkQuota',
  'storageQuota',
  'plan',
  'offer',
  'subscription',
  'offerDelegation',
  'acquiredPlan',
  'roleDefinition',
  'roleAssignment',
  'vault',
  'secret',
];

const changed = ({ kind, at, to }: RecordCase) => changeAt(VALID_RECORDS[kind], at, to);
const nameOf = ({ kind, at, to }: RecordCase) =>
  `${kind} ${at} = ${(to === REMOVED ? 'removed' : JSON.stringify(to)).slice(0, 40)}`;

describe('records', () => {
  it('has the cases that were written down', () => {
    expect([Object.keys(VALID_RECORDS).length, ACCEPTED.length, REJECTED.length]).toEqual([14, 54, 86]);
    for (const kind of KINDS) expect(REJECTED.some((rejected) => rejected.kind === kind)).toBe(true);
  });

  it.each(KINDS)('accepts a whole %s and hands back the very object', async (kind) => {
    const validate = await loadRecordValidator(kind);
    const record = VALID_RECORDS[kind];
    expect(validate(record)).toEqual({ valid: true, value: record });
  });

  it.each(KINDS)('refuses a %s that is no object', async (kind) => {
    for (const value of [null, [], 'text', 7, true]) {
      expect((await validateRecord(kind, value)).map(({ pointer }) => pointer)).toEqual(['']);
    }
  });

  it.each(ACCEPTED.map((accepted) => [nameOf(accepted), accepted] as const))(
    'accepts %s',
    async (_, accepted) => {
      expect(await validateRecord(accepted.kind, changed(accepted))).toEqual([]);
    },
  );

  it.each(REJECTED.map((rejected) => [nameOf(rejected), rejected] as const))(
    'refuses %s',
    async (_, rejected) => {
      const violations = await validateRecord(rejected.kind, changed(rejected));
      expect(violations.map(({ pointer }) => pointer)).toEqual([rejected.pointer ?? rejected.at]);
    },
  );

  it('requires no access policies of a vault that is being recovered', async () => {
    const recovered = changeAt(VALID_RECORDS.vault, '/properties', {
      tenantId: VALID_RECORDS.vault.properties.tenantId,
      sku: { family: 'A', name: 'standard' },
      createMode: 'recover',
    });
    expect(await validateRecord('vault', recovered)).toEqual([]);
  });

  it('collects every violation of a record', async () => {
    const record = {
      id: 1,
      location: '',
      properties: { name: '', displayName: null, quotaIds: ['a', 2], skuIds: {} },
    };
    const pointers = (await validateRecord('plan', record)).map(({ pointer }) => pointer);
    expect(pointers.toSorted()).toEqual([
      '/id',
      '/location',
      '/properties/displayName',
      '/properties/name',
      '/properties/quotaIds/0',
      '/properties/quotaIds/1',
      '/properties/skuIds',
    ]);
  });

  it('escapes pointers as RFC 6901 asks', async () => {
    const record = changeAt(VALID_RECORDS.resourceGroup, '/tags', { 'a/b~c': 1 });
    expect((await validateRecord('resourceGroup', record)).map(({ pointer }) => pointer)).toEqual([
      '/tags/a~1b~0c',
    ]);
  });
});

describe('messages', () => {
  it.each([
    ['/value', 987654321],
    ['/contentType', 'CANARY'.repeat(60)],
    ['/id', 'https://CANARY.example/secrets/x'],
    ['/tags', { app: `CANARY${'x'.repeat(300)}` }],
    ['/tags', { [`CANARY${'x'.repeat(300)}`]: 'v' }],
    ['/attributes', 'CANARY'],
    ['/attributes/exp', 987654321.5],
  ])('never show what a secret holds (%s)', async (pointer, value) => {
    const violations = await validateRecord('secret', changeAt(VALID_RECORDS.secret, pointer, value));
    expect(violations.length).toBeGreaterThan(0);
    for (const { message } of violations) expect(message).not.toMatch(/CANARY|987654321/);
  });

  it('come in no time for text made to be slow', async () => {
    const slow = [
      '/a'.repeat(50_000),
      '/'.repeat(100_000),
      `/subscriptions/${'x/providers/'.repeat(10_000)}`,
      '_'.repeat(100_000),
    ];
    for (const kind of KINDS) {
      for (const id of slow) {
        expect((await validateRecord(kind, { ...VALID_RECORDS[kind], id })).length).toBeGreaterThan(0);
      }
    }
  });

  it('are safe for a terminal and of bounded length', async () => {
    const hostile = changeAt(VALID_RECORDS.plan, '/properties/quotaIds', [
      `\u001b[31m\u202e${'x'.repeat(100_000)}\u202e`,
    ]);
    const [violation] = await validateRecord('plan', hostile);
    for (const unsafe of ['\u001b', '\u202e']) expect(violation?.message).not.toContain(unsafe);
    expect(violation?.message.length).toBeLessThan(400);
  });
});

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

describe('describeFault', () => {
  it.each([
    [undefined, [{ pointer: '', message: 'found nothing' }], 'it is no JSON, or cut short'],
    [[], [{ pointer: '', message: 'found a list' }], 'found a list'],
    [{}, [{ pointer: '/a', message: 'is missing' }], '/a is missing'],
    [{}, [], 'breaks its schema'],
  ])('says where and what, without gaps: %j', (document, violations, said) => {
    expect(describeFault(document, violations)).toBe(said);
  });
});

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
