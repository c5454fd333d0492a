import type { SnapshotMetadata } from '../../../src/schema/generated/types.js';
import { COMPUTE, LEGACY, NETWORK, ONE, PAIR, removeFiles, replace, type DamagedCase } from './damage.js';
import { NOWHERE } from './small-company.js';

const CHAIN = { repositories: [COMPUTE], jobs: 3 } as const;
const OTHER_VERSION = '1.2206.0.1';

const withProperties = (
  change: Partial<SnapshotMetadata['SnapshotProperties']>,
): ((metadata: SnapshotMetadata) => SnapshotMetadata) => {
  return (metadata) => ({
    ...metadata,
    SnapshotProperties: { ...metadata.SnapshotProperties, ...change },
  });
};

const mismatch = { exitCode: 26, findingCode: 'SNAPSHOT_MISMATCH' } as const;

const NAME_CASES: readonly DamagedCase[] = [
  {
    ...mismatch,
    name: 'name-backup-id',
    description: 'the file name carries another backup id than the metadata',
    damage: { ...PAIR, stem: replace(/_[0-9a-f-]{36}_/, `_${NOWHERE}_`) },
  },
  {
    ...mismatch,
    name: 'name-timestamp',
    description: 'the file name carries another time than the metadata',
    damage: { ...PAIR, stem: replace(/^\d{12}/, '202301010000') },
  },
  {
    ...mismatch,
    name: 'name-type',
    description: 'the file name says Progressive, the metadata Full',
    damage: { ...PAIR, stem: replace('_Full_', '_Progressive_') },
  },
  {
    ...mismatch,
    name: 'name-contemporaneous',
    description: 'the metadata says that the snapshot is part of no set, the file name that it is',
    damage: { ...PAIR, describe: (metadata) => ({ ...metadata, IsContemporaneousBackup: false }) },
  },
  {
    ...mismatch,
    name: 'name-folder',
    description: 'the snapshot lies in the folder of another repository',
    damage: { ...PAIR, folder: 'NRP;Microsoft.Network.Admin;-;Gateways' },
  },
  {
    ...mismatch,
    name: 'name-stamp-version',
    description: 'the snapshot lies in the store of another stamp version',
    damage: { ...PAIR, describe: (metadata) => ({ ...metadata, StampVersion: OTHER_VERSION }) },
  },
  {
    name: 'missing-data-file',
    description: 'the data file of an essential repository is not there',
    exitCode: 26,
    findingCode: 'DATA_FILE_MISSING',
    damage: { ...PAIR, files: removeFiles(/NRP;.*\.zip$/) },
  },
  {
    name: 'missing-metadata',
    description: 'the metadata of an essential repository is not there',
    exitCode: 26,
    findingCode: 'METADATA_MISSING',
    damage: { ...PAIR, files: removeFiles(/NRP;.*\.xml$/) },
  },
  {
    name: 'missing-repository',
    description: 'an essential repository is not there at all',
    exitCode: 26,
    findingCode: 'REPOSITORY_MISSING',
    damage: { ...PAIR, files: removeFiles(/NRP;/) },
  },
  {
    name: 'missing-snapshots',
    description: 'a BackupInfo names a set of which nothing is left',
    exitCode: 26,
    findingCode: 'SET_EMPTY',
    damage: { ...ONE, files: removeFiles(/CRP;/) },
  },
  {
    name: 'missing-everything',
    description: 'the share holds a MASBackup folder and no set',
    exitCode: 10,
    findingCode: null,
    damage: {
      ...ONE,
      files: (tree) => {
        tree.clear();
        tree.set('MASBackup/progressivebackup/readme.txt', Buffer.from('nothing here\n'));
      },
    },
  },
  {
    name: 'legacy-missing-data-file',
    description: 'a legacy set lacks a data file',
    exitCode: 26,
    findingCode: 'DATA_FILE_MISSING',
    keys: ['TEST-ONLY-legacy-key.txt'],
    damage: { ...LEGACY, files: removeFiles(/NRP;.*\.zip$/) },
  },
];

const CHAIN_CASES: readonly DamagedCase[] = [
  {
    name: 'chain-full-missing',
    description: 'the Full of a chain is not there',
    exitCode: 26,
    findingCode: 'CHAIN_FULL_MISSING',
    damage: { ...CHAIN, files: removeFiles(/_Full_C\.|202301171931_[^/]*_BackupInfo/) },
  },
  {
    name: 'chain-predecessor-missing',
    description: 'the first Progressive of a chain is not there',
    exitCode: 26,
    findingCode: 'CHAIN_PREDECESSOR_MISSING',
    damage: { ...CHAIN, files: removeFiles(/\/202301180731_/) },
  },
  {
    name: 'chain-unknown-predecessor',
    description: 'a Progressive names a predecessor that never was',
    exitCode: 26,
    findingCode: 'CHAIN_PREDECESSOR_MISSING',
    damage: { ...CHAIN, describe: withProperties({ PreviousSnapshotId: NOWHERE }) },
  },
  {
    name: 'chain-unknown-full',
    description: 'a Progressive depends on a Full that never was',
    exitCode: 26,
    findingCode: 'CHAIN_FULL_MISSING',
    damage: { ...CHAIN, describe: withProperties({ DependentFullSnapshotId: NOWHERE }) },
  },
  {
    name: 'chain-failed-link',
    description: 'a Progressive in the middle of a chain failed',
    exitCode: 26,
    findingCode: 'SNAPSHOT_NOT_SUCCEEDED',
    damage: { ...CHAIN, hitJob: 1, describe: withProperties({ BackupStatus: 'Failed' }) },
  },
  {
    name: 'chain-oem-version',
    description: 'a Progressive has another OEM version than its Full',
    exitCode: 26,
    findingCode: 'CHAIN_DISAGREES',
    damage: { ...CHAIN, describe: (metadata) => ({ ...metadata, OemVersion: '2.2.2301.9' }) },
  },
  {
    name: 'chain-deployment',
    description: 'a Progressive is of another deployment than its Full',
    exitCode: 26,
    findingCode: 'CHAIN_DISAGREES',
    damage: { ...CHAIN, describe: (metadata) => ({ ...metadata, DeploymentID: NOWHERE }) },
  },
  {
    name: 'chain-certificate',
    description: 'a Progressive is under another certificate than its Full',
    exitCode: 26,
    findingCode: 'CHAIN_DISAGREES',
    damage: {
      ...CHAIN,
      describe: (metadata, keys) => ({ ...metadata, EncryptionCertThumbprint: keys.unrelated.thumbprint }),
    },
  },
  {
    name: 'chain-in-one-repository',
    description: 'one repository of a set has a broken chain, the other is whole',
    exitCode: 26,
    findingCode: 'CHAIN_PREDECESSOR_MISSING',
    damage: {
      repositories: [COMPUTE, NETWORK],
      jobs: 2,
      describe: withProperties({ PreviousSnapshotId: NOWHERE }),
    },
  },
];

/** Faults in what lies where, and in what belongs to what. */
export const LAYOUT_CASES: readonly DamagedCase[] = [...NAME_CASES, ...CHAIN_CASES];
