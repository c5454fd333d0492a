import type { SnapshotMetadata } from '../../../src/schema/generated/types.js';
import { COMPUTE, LEGACY, NETWORK, ONE, PAIR, removeFiles, replace, type DamageByCase } from './damage.js';
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

const NAME_DAMAGE: DamageByCase = {
  'name-backup-id': { ...PAIR, stem: replace(/_[0-9a-f-]{36}_/, `_${NOWHERE}_`) },
  'name-timestamp': { ...PAIR, stem: replace(/^\d{12}/, '202301010000') },
  'name-type': { ...PAIR, stem: replace('_Full_', '_Progressive_') },
  'name-contemporaneous': {
    ...PAIR,
    describe: (metadata) => ({ ...metadata, IsContemporaneousBackup: false }),
  },
  'name-folder': { ...PAIR, folder: 'NRP;Microsoft.Network.Admin;-;Gateways' },
  'name-stamp-version': { ...PAIR, describe: (metadata) => ({ ...metadata, StampVersion: OTHER_VERSION }) },
  'missing-data-file': { ...PAIR, files: removeFiles(/NRP;.*\.zip$/) },
  'missing-metadata': { ...PAIR, files: removeFiles(/NRP;.*\.xml$/) },
  'missing-repository': { ...PAIR, files: removeFiles(/NRP;/) },
  'missing-snapshots': { ...ONE, files: removeFiles(/CRP;/) },
  'missing-everything': {
    ...ONE,
    files: (tree) => {
      tree.clear();
      tree.set('MASBackup/progressivebackup/readme.txt', Buffer.from('nothing here\n'));
    },
  },
  'legacy-missing-data-file': { ...LEGACY, files: removeFiles(/NRP;.*\.zip$/) },
};

const CHAIN_DAMAGE: DamageByCase = {
  'chain-full-missing': { ...CHAIN, files: removeFiles(/_Full_C\.|202301171931_[^/]*_BackupInfo/) },
  'chain-predecessor-missing': { ...CHAIN, files: removeFiles(/\/202301180731_/) },
  'chain-unknown-predecessor': { ...CHAIN, describe: withProperties({ PreviousSnapshotId: NOWHERE }) },
  'chain-unknown-full': { ...CHAIN, describe: withProperties({ DependentFullSnapshotId: NOWHERE }) },
  'chain-failed-link': { ...CHAIN, hitJob: 1, describe: withProperties({ BackupStatus: 'Failed' }) },
  'chain-oem-version': { ...CHAIN, describe: (metadata) => ({ ...metadata, OemVersion: '2.2.2301.9' }) },
  'chain-deployment': { ...CHAIN, describe: (metadata) => ({ ...metadata, DeploymentID: NOWHERE }) },
  'chain-certificate': {
    ...CHAIN,
    describe: (metadata, keys) => ({ ...metadata, EncryptionCertThumbprint: keys.unrelated.thumbprint }),
  },
  'chain-in-one-repository': {
    repositories: [COMPUTE, NETWORK],
    jobs: 2,
    describe: withProperties({ PreviousSnapshotId: NOWHERE }),
  },
};

/** Faults in what lies where, and in what belongs to what. */
export const LAYOUT_DAMAGE: DamageByCase = { ...NAME_DAMAGE, ...CHAIN_DAMAGE };
