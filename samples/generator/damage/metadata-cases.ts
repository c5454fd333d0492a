import type { SnapshotMetadata } from '../../../src/schema/generated/types.js';
import { NETWORK, type DamagedCase, ONE, PAIR, replace } from './damage.js';

/** The hit repository is registered, but the set is complete without it: the fault stands alone. */
const INESSENTIAL = { ...PAIR, inessential: [NETWORK] } as const;

const removeElement = (name: string) => replace(new RegExp(`<${name}>[\\s\\S]*</${name}>`), '');
const setElement = (name: string, text: string) =>
  replace(new RegExp(`<${name}>[^<]*</${name}>`), `<${name}>${text}</${name}>`);

const withStatus = (metadata: SnapshotMetadata, status: 'Failed' | 'Creating'): SnapshotMetadata => ({
  ...metadata,
  SnapshotProperties: { ...metadata.SnapshotProperties, BackupStatus: status },
});

export const METADATA_CASES: readonly DamagedCase[] = [
  {
    name: 'metadata-cut-short',
    description: 'snapshot metadata ends in the middle of an element',
    exitCode: 22,
    findingCode: 'METADATA_DAMAGED',
    damage: { ...PAIR, metadata: (xml) => xml.slice(0, xml.length / 2) },
  },
  {
    name: 'metadata-empty',
    description: 'snapshot metadata is a file of no bytes',
    exitCode: 22,
    findingCode: 'METADATA_DAMAGED',
    damage: { ...PAIR, metadata: () => '' },
  },
  {
    name: 'metadata-unknown-encoding',
    description: 'snapshot metadata declares an encoding that is not read',
    exitCode: 22,
    findingCode: 'METADATA_DAMAGED',
    damage: { ...PAIR, metadata: replace('utf-8', 'ebcdic-cp-us') },
  },
  {
    name: 'metadata-invalid-utf8',
    description: 'snapshot metadata holds a byte that is not UTF-8',
    exitCode: 22,
    findingCode: 'METADATA_DAMAGED',
    damage: {
      ...PAIR,
      metadata: (xml) => Buffer.from(replace('<Description', '\u00FF<Description')(described(xml)), 'latin1'),
    },
  },
  {
    name: 'metadata-doctype',
    description: 'snapshot metadata has a document type declaration',
    exitCode: 23,
    findingCode: 'METADATA_UNSUPPORTED',
    damage: {
      ...INESSENTIAL,
      metadata: replace(
        '<BackupSnapshot>',
        '<!DOCTYPE BackupSnapshot SYSTEM "file:///etc/passwd"><BackupSnapshot>',
      ),
    },
  },
  {
    name: 'metadata-entities',
    description: 'snapshot metadata declares entities that multiply',
    exitCode: 23,
    findingCode: 'METADATA_UNSUPPORTED',
    damage: {
      ...INESSENTIAL,
      metadata: replace(
        '<BackupSnapshot>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><BackupSnapshot>&b;',
      ),
    },
  },
  {
    name: 'metadata-data-version',
    description: 'snapshot metadata names a data version of the future',
    exitCode: 23,
    findingCode: 'METADATA_UNSUPPORTED',
    damage: { ...INESSENTIAL, metadata: setElement('BackupDataVersion', '9.0.0') },
  },
  {
    name: 'metadata-other-root',
    description: 'the root element of snapshot metadata is another one',
    exitCode: 24,
    findingCode: 'METADATA_INVALID',
    damage: { ...PAIR, metadata: (xml) => xml.replaceAll('BackupSnapshot>', 'RestoreSnapshot>') },
  },
  {
    name: 'metadata-no-backup-id',
    description: 'snapshot metadata has no BackupId',
    exitCode: 24,
    findingCode: 'METADATA_INVALID',
    damage: { ...PAIR, metadata: removeElement('BackupId') },
  },
  {
    name: 'metadata-no-properties',
    description: 'snapshot metadata has no SnapshotProperties',
    exitCode: 24,
    findingCode: 'METADATA_INVALID',
    damage: { ...PAIR, metadata: removeElement('SnapshotProperties') },
  },
  {
    name: 'metadata-date',
    description: 'CreatedDateTime of snapshot metadata is no time',
    exitCode: 24,
    findingCode: 'METADATA_INVALID',
    damage: { ...PAIR, metadata: setElement('CreatedDateTime', 'yesterday') },
  },
  {
    name: 'metadata-status',
    description: 'BackupStatus of snapshot metadata is none that is known',
    exitCode: 24,
    findingCode: 'METADATA_INVALID',
    damage: { ...PAIR, metadata: setElement('BackupStatus', 'Finished') },
  },
  {
    name: 'metadata-thumbprint',
    description: 'EncryptionCertThumbprint of snapshot metadata is no thumbprint',
    exitCode: 24,
    findingCode: 'METADATA_INVALID',
    damage: { ...PAIR, metadata: setElement('EncryptionCertThumbprint', 'F00D') },
  },
  {
    name: 'info-cut-short',
    description: 'BackupInfo ends in the middle of an element',
    exitCode: 22,
    findingCode: 'METADATA_DAMAGED',
    damage: { ...ONE, info: (xml) => xml.subarray(0, xml.length / 2) },
  },
  {
    name: 'registrations-cut-short',
    description: 'registrations.json is not JSON',
    exitCode: 24,
    findingCode: 'REGISTRATIONS_INVALID',
    damage: { ...ONE, registrations: (json) => json.subarray(0, json.length - 2) },
  },
  {
    name: 'registrations-object',
    description: 'registrations.json is an object instead of an array',
    exitCode: 24,
    findingCode: 'REGISTRATIONS_INVALID',
    damage: { ...ONE, registrations: () => Buffer.from('{}') },
  },
  {
    name: 'snapshot-failed',
    description: 'the snapshot of an essential repository failed',
    exitCode: 26,
    findingCode: 'SNAPSHOT_NOT_SUCCEEDED',
    damage: { ...PAIR, describe: (metadata) => withStatus(metadata, 'Failed') },
  },
  {
    name: 'snapshot-being-created',
    description: 'the snapshot of an essential repository was never finished',
    exitCode: 26,
    findingCode: 'SNAPSHOT_NOT_SUCCEEDED',
    damage: { ...PAIR, describe: (metadata) => withStatus(metadata, 'Creating') },
  },
];

/** Gives the metadata a description, which the samples leave out. */
function described(xml: string): string {
  return replace('<BackupStatus>', '<Description>x</Description><BackupStatus>')(xml);
}
