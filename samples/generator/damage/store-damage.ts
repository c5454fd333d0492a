import type { SnapshotMetadata } from '../../../src/schema/generated/types.js';
import {
  COMPUTE,
  type DamageByCase,
  flipBit,
  GROUPS,
  LEGACY,
  NETWORK,
  ONE,
  PAIR,
  removeFiles,
  replace,
} from './damage.js';
import { NOWHERE } from './small-company.js';
import { constants, publicEncrypt } from 'node:crypto';
import { encodeOaep, OAEP_SEED_SIZE } from '../../../src/crypto/oaep-encoding.js';
import { type SampleCertificate, stableBytes } from '../stable-values.js';
import { wrapKey } from '../seal.js';

/** The hit repository is registered, but the set is complete without it: the fault stands alone. */
const INESSENTIAL = { repositories: [COMPUTE, GROUPS], inessential: [GROUPS] } as const;

const removeElement = (name: string) => replace(new RegExp(`<${name}>[\\s\\S]*</${name}>`), '');
const setElement = (name: string, text: string) =>
  replace(new RegExp(`<${name}>[^<]*</${name}>`), `<${name}>${text}</${name}>`);

const withStatus = (metadata: SnapshotMetadata, status: 'Failed' | 'Creating'): SnapshotMetadata => ({
  ...metadata,
  SnapshotProperties: { ...metadata.SnapshotProperties, BackupStatus: status },
});

export const METADATA_DAMAGE: DamageByCase = {
  'metadata-cut-short': { ...PAIR, metadata: (xml) => xml.slice(0, xml.length / 2) },
  'metadata-empty': { ...PAIR, metadata: () => '' },
  'metadata-unknown-encoding': { ...PAIR, metadata: replace('utf-8', 'ebcdic-cp-us') },
  'metadata-invalid-utf8': {
    ...PAIR,
    metadata: (xml) => Buffer.from(replace('<Description', '\u00FF<Description')(described(xml)), 'latin1'),
  },
  'metadata-doctype': {
    ...INESSENTIAL,
    metadata: replace(
      '<BackupSnapshot>',
      '<!DOCTYPE BackupSnapshot SYSTEM "file:///etc/passwd"><BackupSnapshot>',
    ),
  },
  'metadata-entities': {
    ...INESSENTIAL,
    metadata: replace(
      '<BackupSnapshot>',
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><BackupSnapshot>&b;',
    ),
  },
  'metadata-data-version': { ...INESSENTIAL, metadata: setElement('BackupDataVersion', '9.0.0') },
  'metadata-other-root': {
    ...PAIR,
    metadata: (xml) => xml.replaceAll('BackupSnapshot>', 'RestoreSnapshot>'),
  },
  'metadata-no-backup-id': { ...PAIR, metadata: removeElement('BackupId') },
  'metadata-no-properties': { ...PAIR, metadata: removeElement('SnapshotProperties') },
  'metadata-date': { ...PAIR, metadata: setElement('CreatedDateTime', 'yesterday') },
  'metadata-status': { ...PAIR, metadata: setElement('BackupStatus', 'Finished') },
  'metadata-thumbprint': { ...PAIR, metadata: setElement('EncryptionCertThumbprint', 'F00D') },
  'info-cut-short': { ...ONE, info: (xml) => xml.subarray(0, xml.length / 2) },
  'registrations-cut-short': { ...ONE, registrations: (json) => json.subarray(0, json.length - 2) },
  'registrations-object': { ...ONE, registrations: () => Buffer.from('{}') },
  'snapshot-failed': { ...PAIR, describe: (metadata) => withStatus(metadata, 'Failed') },
  'snapshot-being-created': { ...PAIR, describe: (metadata) => withStatus(metadata, 'Creating') },
};

/** Gives the metadata a description, which the samples leave out. */
function described(xml: string): string {
  return replace('<BackupStatus>', '<Description>x</Description><BackupStatus>')(xml);
}

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
  'missing-snapshots': { ...ONE, files: removeFiles(/;/) },
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

const certificateKey = (certificate: SampleCertificate) => ({ mode: 'certificate', certificate }) as const;

const editBase64 = (text: string | undefined, change: (bytes: Buffer) => Uint8Array) =>
  Buffer.from(change(Buffer.from(text ?? '', 'base64'))).toString('base64');

/** Wraps a message as it is, whatever it is. */
function wrapMessage(certificate: SampleCertificate, message: Uint8Array): string {
  const seed = stableBytes('OAEP seed of a raw message', OAEP_SEED_SIZE.sha256);
  const encoded = encodeOaep(message, { hash: 'sha256', seed, modulusSize: 256 });
  const key = { key: certificate.publicKey, padding: constants.RSA_NO_PADDING };
  return publicEncrypt(key, encoded).toString('base64');
}

/** Faults in keys, and keys that do not fit. */
export const KEY_DAMAGE: DamageByCase = {
  'key-other-certificate': ONE,
  'key-legacy-for-certificate': ONE,
  'key-certificate-for-legacy': LEGACY,
  'key-other-legacy': LEGACY,
  'wrapped-key-bit': {
    ...PAIR,
    key: (honest) => ({ wrappedKey: editBase64(honest.wrappedKey, flipBit(100)) }),
  },
  'wrapped-key-cut-short': {
    ...ONE,
    key: (honest) => ({ wrappedKey: editBase64(honest.wrappedKey, (bytes) => bytes.subarray(0, 128)) }),
  },
  'wrapped-key-not-base64': {
    ...ONE,
    key: (honest) => ({ wrappedKey: `*${honest.wrappedKey?.slice(1) ?? ''}` }),
  },
  'wrapped-key-for-another': {
    ...ONE,
    key: (honest, keys) => ({
      wrappedKey: wrapKey('for another', certificateKey(keys.unrelated), honest.compactKey),
    }),
  },
  'wrapped-key-not-text': {
    ...ONE,
    key: (_honest, keys) => ({
      wrappedKey: wrapMessage(keys.backup2023, stableBytes('not base64', 88)),
    }),
  },
  'wrapped-key-short-inside': {
    ...ONE,
    key: (honest, keys) => ({
      wrappedKey: wrapKey('short', certificateKey(keys.backup2023), honest.compactKey.subarray(0, 32)),
    }),
  },
  'wrapped-key-of-other-snapshot': {
    ...ONE,
    key: (_honest, keys) => ({
      wrappedKey: wrapKey(
        'other snapshot',
        certificateKey(keys.backup2023),
        stableBytes('compact key of another snapshot', 64),
      ),
    }),
  },
};
