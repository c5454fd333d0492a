import type { SnapshotMetadata } from '../../../src/schema/generated/types.js';
import { NETWORK, type DamageByCase, ONE, PAIR, replace } from './damage.js';

/** The hit repository is registered, but the set is complete without it: the fault stands alone. */
const INESSENTIAL = { ...PAIR, inessential: [NETWORK] } as const;

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
