import type { ErrorCode } from './error-codes.js';

/** One line of the registry of findings. */
export interface FindingCodeEntry {
  readonly severity: 'error' | 'warning' | 'info';
  /** The error code a command ends with because of it; null when it never fails a set. */
  readonly outcome: ErrorCode | null;
  readonly meaning: string;
}

const error = (outcome: ErrorCode, meaning: string) => ({ severity: 'error', outcome, meaning }) as const;
const warning = (meaning: string) => ({ severity: 'warning', outcome: null, meaning }) as const;
const info = (meaning: string) => ({ severity: 'info', outcome: null, meaning }) as const;

/**
 * Every finding restack can make about a share, a set or a record.
 *
 * The table in schemas/README.md is checked against this one by a test.
 */
export const FINDING_CODES = {
  // Files and folders of the share.
  FOREIGN_FILE: info('a file that the format does not know; never opened'),
  CAPTURE_UNFINISHED: info('a capture is under way or was broken off; its files are no set'),
  FOLDER_UNREADABLE: error('SHARE_UNREACHABLE', 'a folder or file of the share could not be read'),
  METADATA_DAMAGED: error(
    'INTEGRITY',
    'a metadata file is not well-formed, in an unknown encoding, or too large',
  ),
  METADATA_UNSUPPORTED: error(
    'UNSUPPORTED',
    'a metadata file has a DTD, entities, or an unknown data version',
  ),
  METADATA_INVALID: error('SCHEMA', 'a metadata file lacks a field or has one of the wrong type'),
  METADATA_UNREAD: warning('a field of a metadata file that only informs cannot be read, and is left out'),
  METADATA_MISSING: error('INCOMPLETE', 'a data file has no metadata beside it'),
  DATA_FILE_MISSING: error('INCOMPLETE', 'a metadata file has no data file beside it'),
  SNAPSHOT_MISMATCH: error('INCOMPLETE', 'file name, folder and metadata of a snapshot disagree'),
  SNAPSHOT_DUPLICATE: warning('two Full snapshots of a repository have one id; the newer is used'),
  SNAPSHOT_NOT_SUCCEEDED: error('INCOMPLETE', 'a snapshot did not succeed and takes no part'),
  CHAIN_FULL_MISSING: error('INCOMPLETE', 'the Full that a Progressive depends on is not there'),
  CHAIN_PREDECESSOR_MISSING: error('INCOMPLETE', 'the predecessor of a Progressive is not there'),
  CHAIN_DISAGREES: error(
    'INCOMPLETE',
    'snapshots of one chain differ in stamp, OEM version, deployment or certificate',
  ),
  CHAIN_FORKED: warning('two Progressives continue one and the same snapshot'),
  SNAPSHOT_ORDER: error(
    'INTEGRITY',
    'times or predecessors of snapshots contradict the order of their names',
  ),
  SNAPSHOT_REPLAYED: error(
    'INTEGRITY',
    'a snapshot has the wrapped key, IV or tag of another one: an older one was put under its name',
  ),
  SNAPSHOT_COPIED: warning('the wrapped key, IV or tag of a snapshot stands under a later name, too'),
  SIZE_CONTRADICTED: warning('the sizes that BackupInfo, metadata and data files have contradict each other'),
  REPOSITORY_MISSING: error(
    'INCOMPLETE',
    'an essential repository, or one that BackupInfo claims, has no usable snapshot in the set',
  ),
  REPOSITORY_ABSENT: warning(
    'a repository that is registered or failed, and is not essential, has no usable snapshot in the set',
  ),
  REPOSITORY_DROPPED: warning(
    'earlier sets of the deployment hold a repository that this one does not, and it is not essential',
  ),
  REPOSITORY_PARTIAL: warning('a repository was backed up in part: it lacks what could not be read'),
  REPOSITORY_UNREGISTERED: info('a repository of the set does not stand in registrations.json'),
  SET_EMPTY: error('INCOMPLETE', 'a BackupInfo file names a set of which no snapshot is there'),
  INFO_MISSING: warning('the set has no BackupInfo file'),
  INFO_STALE: warning('the BackupInfo file says something else than what lies there'),
  SET_DUPLICATE: warning('a backup id stands in two places of the share; each is a set of its own'),
  REGISTRATIONS_MISSING: warning(
    'the store has no registrations.json; which repositories are essential follows from what lies there',
  ),
  REGISTRATIONS_INVALID: error(
    'SCHEMA',
    'registrations.json cannot be read; which repositories are essential follows from what lies there',
  ),

  BACKUP_TOO_OLD: error('INCOMPLETE', 'no good set is as young as was asked for'),
  DIGEST_MISMATCH: error('INTEGRITY', 'a set has another digest than the one that was expected'),

  ARCHIVE_UNSIGNED: error('INTEGRITY', 'a key was given, and the archive is not signed'),
  ARCHIVE_SIGNATURE_WRONG: error(
    'INTEGRITY',
    'the signature of an archive is of another key, or of another list of files',
  ),
  ARCHIVE_MISMATCH: error('INTEGRITY', 'a file of an archive is not the one that its manifest names'),
  NOTHING_CHECKED: error('NOTHING_CHECKED', 'nothing of the set could be checked at the level asked for'),

  // Keys.
  KEY_MISSING: error('NO_KEY', 'none of the given certificates and keys is the one that the set names'),
  LEGACY_KEY_WRONG: error('NO_KEY', 'the given legacy key does not open the set'),
  WRAPPED_KEY_DAMAGED: error(
    'INTEGRITY',
    'the wrapped key does not unwrap with the certificate that it names',
  ),
  WRAPPED_KEY_SHA1: info('the key is wrapped with OAEP and SHA-1, as before 2023'),
  COMPACT_KEY_LENGTH: warning('the compact key is not 64 bytes long'),
  CERTIFICATE_EXPIRED: info('the certificate has expired; it decrypts all the same'),

  // Bytes.
  HEADER_INVALID: error('INTEGRITY', 'the header of a data file is damaged or cut short'),
  HEADER_UNSUPPORTED: error('UNSUPPORTED', 'the header of a data file names an unknown algorithm'),
  CIPHERTEXT_TRUNCATED: error('INTEGRITY', 'the ciphertext is empty or not a whole number of blocks'),
  TAG_MISMATCH: error('INTEGRITY', 'the authentication tag does not match the ciphertext'),
  PADDING_INVALID: error('INTEGRITY', 'the last block does not end in valid padding'),
  ZIP_DAMAGED: error('INTEGRITY', 'the archive is damaged, or its local headers and directory disagree'),
  ZIP_UNSAFE: error('INTEGRITY', 'the archive holds names or sizes that no honest writer makes'),
  ZIP_UNSUPPORTED: error(
    'UNSUPPORTED',
    'the archive uses encryption or a compression method that is not read',
  ),

  // SQL Server backups.
  DATABASE_DAMAGED: error(
    'INTEGRITY',
    'a SQL Server backup is damaged: a sum, a page, a link or a count is wrong',
  ),
  DATABASE_UNSUPPORTED: error(
    'UNSUPPORTED',
    'a SQL Server backup, or a table of it, is of a form that is not read',
  ),
  DATABASE_INCOMPLETE: error(
    'INCOMPLETE',
    'a SQL Server backup lacks a stripe, its base, its end or its log',
  ),
  DATABASE_LOG_AHEAD: warning(
    'the log behind a SQL Server backup holds later changes, which are not applied',
  ),
  DATABASE_LEFT_OUT: warning('rows of the subscriptions database do not come back'),
  DATABASE_UNTOLD: warning('the subscriptions database does not tell something that a cloud has'),
  DATABASE_UNMAPPED: info('the subscriptions database has tables or columns of which nothing is made'),
  DATABASE_DIFFERS: warning(
    'the subscriptions database and a portable repository of the set differ; the portable one is used',
  ),

  // Records.
  NOT_READ: warning('proved to integrity, but its content is not public and was not read'),
  PAYLOAD_MISSING: error('INCOMPLETE', 'the archive lacks the file that its repository holds'),
  PAYLOAD_DAMAGED: error('SCHEMA', 'the payload is not JSON, or not an array of resources'),
  RECORD_INVALID: error('SCHEMA', 'a record breaks its schema'),
  RECORD_DUPLICATE: error('REFERENCE', 'two records of a repository have one id'),
  REFERENCE_DANGLING: error('REFERENCE', 'a record refers to one that is not in the set'),
  REFERENCE_UNJUDGED: info('records refer to a kind of record that the set does not hold in readable form'),
} as const satisfies Record<string, FindingCodeEntry>;

/** A code of the registry. */
export type FindingCode = keyof typeof FINDING_CODES;

/** True for a code of the registry. */
export function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(FINDING_CODES, code);
}
