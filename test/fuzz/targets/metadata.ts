import { isDeepStrictEqual } from 'node:util';
import { formatBackupInfo, parseBackupInfo } from '../../../src/backup-set/metadata/backup-info.js';
import {
  formatSnapshotMetadata,
  parseSnapshotMetadata,
} from '../../../src/backup-set/metadata/snapshot-metadata.js';
import { findingOf } from '../../../src/core/errors/finding-error.js';
import type { BackupInfo, SnapshotMetadata } from '../../../src/schema/generated/types.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';
import { readFilesOf } from './sample-files.js';

const XML = [
  '<?xml version="1.0" encoding="utf-8"?> ¦ <?xml version="1.1"?> ¦ <!DOCTYPE a [ ¦ <!ENTITY a "b">',
  '<![CDATA[ ¦ ]]> ¦ <!-- ¦ --> ¦ <? ¦ ?> ¦ &amp; ¦ &#x0; ¦ &#xD; ¦ &lol; ¦ /> ¦ </ ¦ xmlns:',
  'xsi:nil="true" ¦ xmlns="http://a" ¦ \xef\xbb\xbf ¦ \xff\xfe ¦ \xfe\xff ¦ <\x00 ¦ \x00< ¦ utf-16',
  '__proto__ ¦ constructor ¦ true ¦ Succeeded ¦ 1.1.0 ¦ 1.0.0 ¦ PT6M35.3S ¦ \xc2\x85',
];

const NAMES = [
  'BackupSnapshot ¦ BackupInfo ¦ BackupDataVersion ¦ BackupId ¦ DeploymentID ¦ SnapshotProperties',
  'BackupType ¦ Full ¦ Progressive ¦ CreatedDateTime ¦ BackupStatus ¦ BackupSizeInKb ¦ Status',
  'RoleStatus ¦ RepositoryStatus ¦ FullRepositoryName ¦ EncryptionCertThumbprint ¦ ComponentInfo',
];

/**
 * Asserts that a value that was read can be written and comes back the same. Characters that metadata is never written
 * with are excepted.
 */
function assertRoundTrip<T>(value: T, format: (value: T) => string, parse: (bytes: Uint8Array) => T): void {
  let text: string;
  try {
    text = format(value);
  } catch (error) {
    assertLaw(findingOf(error)?.code === 'METADATA_INVALID', 'what was read can be written');
    return;
  }
  assertLaw(isDeepStrictEqual(parse(Buffer.from(text)), value), 'what was read comes back when written');
}

/** The metadata file of a snapshot. */
export const snapshotMetadataTarget = defineTarget<SnapshotMetadata>({
  name: 'snapshot-metadata',
  dictionary: [...XML, ...NAMES],
  refusals: ['INTEGRITY', 'UNSUPPORTED', 'SCHEMA'],
  readSeeds: () => readFilesOf('samples/share', /\.xml$/),
  read: (input) => parseSnapshotMetadata(input, 'snapshot.xml').metadata,
  confirm: (metadata) =>
    assertRoundTrip(
      metadata,
      formatSnapshotMetadata,
      (bytes) => parseSnapshotMetadata(bytes, 'again.xml').metadata,
    ),
});

/** The file that a set says of itself. */
export const backupInfoTarget = defineTarget<BackupInfo>({
  name: 'backup-info',
  dictionary: [...XML, ...NAMES],
  refusals: ['INTEGRITY', 'UNSUPPORTED', 'SCHEMA'],
  readSeeds: () => readFilesOf('samples/share', /BackupInfo\.xml$/),
  read: (input) => parseBackupInfo(input, 'info.xml').metadata,
  confirm: (info) =>
    assertRoundTrip(info, formatBackupInfo, (bytes) => parseBackupInfo(bytes, 'again.xml').metadata),
});
