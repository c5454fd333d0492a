import { explain, type Explanation } from './explanation.js';

const COPY = 'copy the set anew from where it was whole, or take another one: restack list --share PATH';
const CHECK_KEYS = 'see which file opens it: restack keys check BACKUP --share PATH --cert FILE.pfx';
const INSPECT = 'see what it holds: restack database inspect BACKUP --share PATH --cert FILE.pfx';
const SEE_ALL = 'see each place: restack verify BACKUP --share PATH --cert FILE.pfx --json';
const EXCEPT = 'leave the records out of a plan with --except KIND/NAME';
const NOTHING = 'nothing need be done';
const DAMAGE = ['the file was damaged or cut short', 'somebody changed it'] as const;

/** The explanations of findings about keys, bytes, databases and records. */
export const CONTENT_FINDING_WORDS = {
  KEY_MISSING: explain(
    ['the certificate was changed since, and the old one is wanted'],
    [CHECK_KEYS],
    'error KEY_MISSING: the set names certificate 3F2A9C01',
  ),
  LEGACY_KEY_WRONG: explain(
    ['the key is of another cloud, or was changed since'],
    ['give the key of the time when the set was written with --key-file FILE'],
    'error LEGACY_KEY_WRONG: the given legacy key does not open the set',
  ),
  WRAPPED_KEY_DAMAGED: explain(
    [...DAMAGE, 'a snapshot was sealed for another key under the same thumbprint'],
    [COPY],
    'error WRAPPED_KEY_DAMAGED: WAS;Plans: the wrapped key does not unwrap',
  ),
  WRAPPED_KEY_SHA1: explain(
    ['the set is of a release before 2023'],
    [NOTHING],
    'info WRAPPED_KEY_SHA1: WAS;Plans: OAEP with SHA-1',
  ),
  COMPACT_KEY_LENGTH: explain(
    ['another tool has written the set'],
    [NOTHING, 'ask where the set comes from'],
    'warning COMPACT_KEY_LENGTH: the compact key has 48 bytes',
  ),
  CERTIFICATE_EXPIRED: explain(
    ['backup certificates are for a year or two, and sets are kept longer'],
    [
      'keep it as long as sets need it',
      'on a living cloud, change it: restack service configure --target URL --cert-public FILE.cer',
    ],
    'info CERTIFICATE_EXPIRED: backup.pfx has expired; it decrypts all the same',
  ),
  HEADER_INVALID: explain([...DAMAGE], [COPY], 'error HEADER_INVALID: Plans.bkp: cut short after 12 bytes'),
  HEADER_UNSUPPORTED: explain(
    ['a newer release writes another algorithm', ...DAMAGE],
    ['see whether a newer release reads it: restack --version', COPY],
    'error HEADER_UNSUPPORTED: Plans.bkp: algorithm 7 is not known',
  ),
  CIPHERTEXT_TRUNCATED: explain(
    ['the file was cut short while it was copied', 'the disk was full'],
    [COPY],
    'error CIPHERTEXT_TRUNCATED: Plans.bkp: 4099 bytes are no whole number of blocks',
  ),
  TAG_MISMATCH: explain([...DAMAGE], [COPY], 'error TAG_MISMATCH: Plans.bkp: the tag does not match'),
  PADDING_INVALID: explain(
    ['another tool has written the file with a valid tag and a wrong end'],
    [COPY, 'report it if the product has written it'],
    'error PADDING_INVALID: Plans.bkp: the last block ends in no valid padding',
  ),
  ZIP_DAMAGED: explain(
    ['the stamp wrote it so: the bytes are those that were sealed'],
    [COPY, 'report it if all sets have it'],
    'error ZIP_DAMAGED: Plans.bkp: a local header disagrees with the directory',
  ),
  ZIP_UNSAFE: explain(
    ['somebody who knows the public certificate has sealed a hostile archive'],
    ['do not use the set, and ask who can write to the share'],
    'error ZIP_UNSAFE: Plans.bkp: entry ../../etc/passwd',
  ),
  ZIP_UNSUPPORTED: explain(
    ['a newer release packs otherwise'],
    ['see whether a newer release reads it: restack --version'],
    'error ZIP_UNSUPPORTED: Plans.bkp: compression method 93 is not read',
  ),
  DATABASE_DAMAGED: explain(
    [...DAMAGE, 'the database was already damaged when it was backed up'],
    [INSPECT, COPY],
    'error DATABASE_DAMAGED: page 1:417: the checksum is wrong',
  ),
  DATABASE_UNSUPPORTED: explain(
    ['a table uses compression, a columnstore or memory', 'the backup is encrypted or of another release'],
    [INSPECT, 'restore it with a SQL Server where you need what is not read'],
    'error DATABASE_UNSUPPORTED: table dbo.Events has page compression',
  ),
  DATABASE_INCOMPLETE: explain(
    ['a stripe, or the full backup under a differential, is missing', 'the log ends early'],
    ['give all files: restack database inspect FILE --differential FILE', COPY],
    'error DATABASE_INCOMPLETE: stripe 2 of 2 is missing',
  ),
  DATABASE_LOG_AHEAD: explain(
    ['changes were made while the backup ran'],
    [NOTHING, 'take what was changed in these minutes from the portal, or from a newer set'],
    'warning DATABASE_LOG_AHEAD: 12 later changes are not applied',
  ),
  DATABASE_LEFT_OUT: explain(
    ['rows belong to a reseller, to the provider itself, or are deleted already'],
    ['read the message: it says which rows, and who makes them anew'],
    'warning DATABASE_LEFT_OUT: 3 offers of resellers do not come back',
  ),
  DATABASE_UNTOLD: explain(
    ['the database has no column that public material knows for it'],
    ['read the message: it says what to do; the list of it: restack runs todo'],
    'warning DATABASE_UNTOLD: the state of 4 offers; each is created private',
  ),
  DATABASE_UNMAPPED: explain(
    ['the product keeps more than a restore through the public API can use'],
    [NOTHING, INSPECT],
    'info DATABASE_UNMAPPED: table dbo.UsageEvents',
  ),
  DATABASE_DIFFERS: explain(
    ['the two were written at different moments of the backup'],
    ['read which records differ, and check them after the restore: restack diff BACKUP --target URL'],
    'warning DATABASE_DIFFERS: 1 plan differs; the portable repository is used',
  ),
  NOT_READ: explain(
    ['the product does not publish what the repository holds'],
    [NOTHING, 'its bytes are proved; only the product itself can restore it'],
    'warning NOT_READ: CA;Authority: proved to integrity, and not read',
  ),
  PAYLOAD_MISSING: explain(
    ['the stamp wrote an archive without the file'],
    ['take another set: restack list --share PATH', 'report it if all sets have it'],
    'error PAYLOAD_MISSING: WAS;Plans: Plans.json is not in the archive',
  ),
  PAYLOAD_DAMAGED: explain(
    ['the stamp wrote it so: the bytes are those that were sealed'],
    [SEE_ALL],
    'error PAYLOAD_DAMAGED: Plans.json: not JSON at byte 120',
  ),
  RECORD_INVALID: explain(
    ['a newer release writes records otherwise', 'another tool has written the set'],
    [SEE_ALL, EXCEPT],
    'error RECORD_INVALID: Plans.json /3/properties/quotaIds: expected an array',
  ),
  RECORD_DUPLICATE: explain(
    ['the provider wrote an object twice'],
    [SEE_ALL, EXCEPT],
    'error RECORD_DUPLICATE: Plans.json /3/id: /0 has the same',
  ),
  REFERENCE_DANGLING: explain(
    ['an object was deleted while another still named it', 'repositories are of different moments'],
    [SEE_ALL, EXCEPT, 'or leave out what hangs on it with --unmet skip'],
    'error REFERENCE_DANGLING: Offers.json /0/properties/basePlanIds/1',
  ),
  REFERENCE_UNJUDGED: explain(
    ['the kind of record lies in a repository that the set lacks, or that is not read'],
    [NOTHING],
    'info REFERENCE_UNJUDGED: 12 role assignments refer to subscriptions',
  ),
} as const satisfies Readonly<Record<string, Explanation>>;
