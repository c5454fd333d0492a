import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKUP_STATUSES } from '../../src/backup-set/metadata/backup-status.js';
import { formatBackupInfo, parseBackupInfo } from '../../src/backup-set/metadata/backup-info.js';
import {
  formatSnapshotMetadata,
  parseSnapshotMetadata,
} from '../../src/backup-set/metadata/snapshot-metadata.js';
import { findingOf } from '../../src/core/errors/finding-error.js';
import type { BackupInfo, SnapshotMetadata } from '../../src/schema/generated/types.js';

/** Text as metadata can hold it: any characters of XML, not empty, white space at neither end. */
const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((value) => value.replaceAll(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, '').trim())
  .filter((value) => value !== '');
const guid = fc.uuid();
const status = fc.constantFrom(...BACKUP_STATUSES);
const time = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const thumbprint = fc.stringMatching(/^[0-9A-F]{40}$/);

const snapshotMetadata: fc.Arbitrary<SnapshotMetadata> = fc.record(
  {
    BackupDataVersion: fc.constantFrom('1.0.0', '1.0.1', '1.1.0'),
    StampVersion: fc.constantFrom('1.2301.0.55', '1.1811.0.101'),
    OemVersion: text,
    DeploymentID: guid,
    IsAutomaticBackup: fc.boolean(),
    IsContemporaneousBackup: fc.boolean(),
    BackupId: guid,
    ComponentInfo: fc.record(
      { RoleName: text, ComponentName: text, PartitionId: text },
      { requiredKeys: ['RoleName'] },
    ),
    HostVMName: text,
    RepositoryName: text,
    EncryptedBackupEncryptionKey: fc.base64String({ minLength: 4, maxLength: 700 }),
    EncryptionCertThumbprint: thumbprint,
    SnapshotProperties: fc.record(
      {
        BackupType: fc.constantFrom('Full' as const, 'Progressive' as const),
        PreviousSnapshotId: guid,
        DependentFullSnapshotId: guid,
        CreatedDateTime: time,
        TimeTakenToCreate: fc.constantFrom('PT6M35.3S', 'P1DT2H'),
        Description: text,
        BackupStatus: status,
        BackupSizeInKb: fc.nat(),
        CompressedBackupSizeInKb: fc.nat(),
      },
      { requiredKeys: ['BackupType', 'CreatedDateTime', 'BackupStatus'] },
    ),
  },
  {
    requiredKeys: [
      'BackupDataVersion',
      'StampVersion',
      'DeploymentID',
      'BackupId',
      'RepositoryName',
      'SnapshotProperties',
    ],
  },
);

const repositoryStatus = fc.record({ FullRepositoryName: text, Status: status });
const backupInfo: fc.Arbitrary<BackupInfo> = fc
  .tuple(
    guid,
    fc.record(
      {
        RoleStatus: fc.array(
          fc.record(
            {
              RoleName: text,
              Status: status,
              RepositoryStatus: fc.array(repositoryStatus, { minLength: 1, maxLength: 4 }),
            },
            { requiredKeys: ['RoleName', 'Status'] },
          ),
          { minLength: 1, maxLength: 4 },
        ),
        Status: status,
        CreatedDateTime: time,
        OemVersion: text,
        DeploymentID: guid,
        EncryptionCertThumbprint: thumbprint,
        BackupSizeInKb: fc.nat(),
        CompletelyUploaded: fc.boolean(),
        IsCloudRecoveryReady: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([BackupId, rest]) => ({ BackupId, ...rest }));

describe('metadata', () => {
  it('of snapshots comes back as it was written, in every encoding', () => {
    fc.assert(
      fc.property(snapshotMetadata, fc.boolean(), (metadata, wide) => {
        const xml = formatSnapshotMetadata(metadata);
        const bytes = wide
          ? Buffer.from(`\uFEFF${xml.replace('utf-8', 'utf-16')}`, 'utf16le')
          : Buffer.from(xml);
        expect(parseSnapshotMetadata(bytes, 'a.xml')).toEqual({ metadata, unread: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('of backups comes back as it was written', () => {
    fc.assert(
      fc.property(backupInfo, (info) => {
        expect(parseBackupInfo(Buffer.from(formatBackupInfo(info)), 'b.xml')).toEqual({
          metadata: info,
          unread: [],
        });
      }),
      { numRuns: 300 },
    );
  });

  it('with any byte changed parses or is a finding, never another failure', () => {
    fc.assert(
      fc.property(snapshotMetadata, fc.nat(), fc.nat(255), (metadata, position, value) => {
        const bytes = Buffer.from(formatSnapshotMetadata(metadata));
        bytes[position % bytes.length] = value;
        let outcome = 'parsed';
        try {
          parseSnapshotMetadata(bytes, 'a.xml');
        } catch (error) {
          outcome = findingOf(error)?.code ?? String(error);
        }
        expect(['parsed', 'METADATA_DAMAGED', 'METADATA_INVALID', 'METADATA_UNSUPPORTED']).toContain(outcome);
      }),
      { numRuns: 1000 },
    );
  });
});
