import { explain, type Explanation } from './explanation.js';

const COPY = 'copy the set anew from where it was whole, or take another one: restack list --share PATH';
const TAKE_ANOTHER = 'take a set that is ready: restack list --share PATH';
const BACK_UP = 'on a living cloud, take another backup: restack service start --target URL';
const SHOW = 'see the chains of the set: restack show BACKUP --share PATH';
const NOTHING = 'nothing need be done';

/** The explanations of findings about files and folders of a share, and about archives. */
export const SHARE_FINDING_WORDS = {
  FOREIGN_FILE: explain(
    ['somebody keeps another file on the share', 'a tool left a temporary file'],
    [NOTHING, 'delete the file if nobody wants it; restack never opens it'],
    'info FOREIGN_FILE: Thumbs.db: a file that the format does not know',
  ),
  CAPTURE_UNFINISHED: explain(
    ['`restack capture` runs at this moment, or was killed'],
    ['wait for its end, or delete the folder when no capture runs: the next one does not need it'],
    'info CAPTURE_UNFINISHED: .restack-capture-5f0c: a capture is under way or was broken off',
  ),
  FOLDER_UNREADABLE: explain(
    ['the account may not read it', 'the file server broke the connection, or the disk is failing'],
    ['give the account the right to read, and run the command again', COPY],
    'error FOLDER_UNREADABLE: MASBackup/progressivebackup: EACCES',
  ),
  METADATA_DAMAGED: explain(
    ['the file was cut short while it was copied', 'its disk is failing, or somebody edited it'],
    [COPY],
    'error METADATA_DAMAGED: Plans.xml: not well-formed at line 3',
  ),
  METADATA_UNSUPPORTED: explain(
    ['the product wrote a version that this restack does not know', 'somebody put a DTD or an entity in'],
    ['see whether a newer release reads it: restack --version', COPY],
    'error METADATA_UNSUPPORTED: Plans.xml: a document type declaration is not read',
  ),
  METADATA_INVALID: explain(
    ['the file was edited, or written by another tool'],
    [COPY],
    'error METADATA_INVALID: Plans.xml: BackupId: expected a GUID',
  ),
  METADATA_UNREAD: explain(
    ['a field such as the OEM version has a form that is not known'],
    [NOTHING, 'report the field if its value matters to you'],
    'warning METADATA_UNREAD: Plans.xml: OemVersion cannot be read, and is left out',
  ),
  METADATA_MISSING: explain(
    ['the copy of the share left .xml files out', 'the backup is still being written'],
    [COPY, SHOW],
    'error METADATA_MISSING: Plans.bkp has no metadata beside it',
  ),
  DATA_FILE_MISSING: explain(
    ['the data file was deleted or not copied', 'the backup is still being written'],
    [COPY, SHOW],
    'error DATA_FILE_MISSING: Plans.xml has no data file beside it',
  ),
  SNAPSHOT_MISMATCH: explain(
    ['files were renamed or moved between folders', 'an older copy was put into a newer set'],
    [COPY],
    'error SNAPSHOT_MISMATCH: the folder says 265bb71b, the metadata 1f3a9c2e',
  ),
  SNAPSHOT_DUPLICATE: explain(
    ['a set was copied back beside itself'],
    ['remove the copy that is older', SHOW],
    'warning SNAPSHOT_DUPLICATE: two Full snapshots of WAS;Plans have one id',
  ),
  SNAPSHOT_NOT_SUCCEEDED: explain(
    ['the backup of this repository failed on the stamp'],
    [TAKE_ANOTHER, BACK_UP],
    'error SNAPSHOT_NOT_SUCCEEDED: WAS;Plans: status Failed',
  ),
  CHAIN_FULL_MISSING: explain(
    ['retention or a person deleted the Full before its Progressives', 'it was not copied'],
    [COPY, BACK_UP],
    'error CHAIN_FULL_MISSING: WAS;Plans: the Full 1f3a9c2e is not there',
  ),
  CHAIN_PREDECESSOR_MISSING: explain(
    ['a Progressive in the middle of the chain was deleted or not copied'],
    [COPY, BACK_UP],
    'error CHAIN_PREDECESSOR_MISSING: WAS;Plans: the predecessor 1f3a9c2e is not there',
  ),
  CHAIN_DISAGREES: explain(
    ['snapshots of two clouds lie in one folder', 'the certificate was changed in the middle of a chain'],
    [SHOW, COPY],
    'error CHAIN_DISAGREES: WAS;Plans: deployments b3cbbb02 and 7d6f0b1c in one chain',
  ),
  CHAIN_FORKED: explain(
    ['two backups ran at one time', 'an older copy of the share was merged into it'],
    [NOTHING, SHOW],
    'warning CHAIN_FORKED: WAS;Plans: two Progressives continue 1f3a9c2e',
  ),
  SNAPSHOT_ORDER: explain(
    ['the clock of the stamp was put back', 'somebody renamed snapshots to pass an older one as newer'],
    ['ask who changed the share', COPY],
    'error SNAPSHOT_ORDER: WAS;Plans: 20230117 is older than its predecessor',
  ),
  SNAPSHOT_REPLAYED: explain(
    ['somebody put an older snapshot under a newer name'],
    ['treat the share as tampered with, and take a copy that was kept elsewhere', TAKE_ANOTHER],
    'error SNAPSHOT_REPLAYED: WAS;Plans: the same wrapped key as 1f3a9c2e',
  ),
  SNAPSHOT_COPIED: explain(
    ['this snapshot stands under a later name, too: that one is the suspect'],
    ['look at the later set: restack verify --share PATH'],
    'warning SNAPSHOT_COPIED: WAS;Plans: its tag stands in 265bb71b, too',
  ),
  SIZE_CONTRADICTED: explain(
    ['a file was replaced or changed after the backup', 'the product counted before it had written all'],
    ['prove the bytes: restack verify BACKUP --share PATH --cert FILE.pfx'],
    'warning SIZE_CONTRADICTED: BackupInfo says 4096 bytes, the file has 4112',
  ),
  REPOSITORY_MISSING: explain(
    ['its backup failed', 'its files were deleted or not copied'],
    [COPY, TAKE_ANOTHER, BACK_UP],
    'error REPOSITORY_MISSING: WAS;Plans has no usable snapshot in the set',
  ),
  REPOSITORY_ABSENT: explain(
    ['its backup failed, or the role was not there yet'],
    ['decide whether you need it; the set passes and is called not complete', SHOW],
    'warning REPOSITORY_ABSENT: SRP;Alerts has no usable snapshot in the set',
  ),
  REPOSITORY_DROPPED: explain(
    ['a role was removed from the stamp', 'its backup is failing in silence'],
    ['look at the alerts of the cloud', SHOW],
    'warning REPOSITORY_DROPPED: earlier sets hold SRP;Alerts',
  ),
  REPOSITORY_PARTIAL: explain(
    ['a capture could not read everything, for lack of rights on vaults'],
    ['grant the rights and capture again: restack capture --target URL --share PATH --cert-public FILE.cer'],
    'warning REPOSITORY_PARTIAL: KeyVault;Secrets was backed up in part',
  ),
  REPOSITORY_UNREGISTERED: explain(
    ['registrations.json is older than the set', 'a newer release has more repositories'],
    [NOTHING],
    'info REPOSITORY_UNREGISTERED: WAS;Extra does not stand in registrations.json',
  ),
  SET_EMPTY: explain(
    ['the backup failed before it wrote anything', 'its files were deleted, and its BackupInfo was not'],
    [TAKE_ANOTHER],
    'error SET_EMPTY: BackupInfo names 265bb71b, of which no snapshot is there',
  ),
  INFO_MISSING: explain(
    ['it was not copied', 'a release wrote none'],
    [NOTHING, 'the set is judged by what lies there'],
    'warning INFO_MISSING: the set has no BackupInfo file',
  ),
  INFO_STALE: explain(
    ['BackupInfo was written before the backup ended', 'files were added or removed later'],
    [SHOW],
    'warning INFO_STALE: BackupInfo says InProgress, all snapshots have succeeded',
  ),
  SET_DUPLICATE: explain(
    ['a copy of MASBackup lies inside the share', '--share names a folder above two shares'],
    ['name the one that you mean with --share PATH'],
    'warning SET_DUPLICATE: 265bb71b stands in MASBackup and old/MASBackup',
  ),
  REGISTRATIONS_MISSING: explain(
    ['it was not copied', 'the share is of a release that wrote none'],
    [NOTHING, 'copy it from the first share if it is there'],
    'warning REGISTRATIONS_MISSING: the store has no registrations.json',
  ),
  REGISTRATIONS_INVALID: explain(
    ['it was cut short or edited'],
    [COPY],
    'error REGISTRATIONS_INVALID: registrations.json: expected an array',
  ),
  BACKUP_TOO_OLD: explain(
    ['backups of the cloud are failing or switched off', 'the share is full'],
    ['look at the service: restack service show --target URL', BACK_UP],
    'error BACKUP_TOO_OLD: the newest good set is 3d old; asked for 26h',
  ),
  DIGEST_MISMATCH: explain(
    ['the set was changed since its digest was noted', 'the digest is of another set'],
    ['compare: restack digest BACKUP --share PATH', 'treat the set as tampered with if nobody changed it'],
    'error DIGEST_MISMATCH: the set has digest 9c41…, expected 07be…',
  ),
  ARCHIVE_UNSIGNED: explain(
    ['the archive was packed without --sign-key'],
    ['pack it again with --sign-key FILE, where the set is known to be good'],
    'error ARCHIVE_UNSIGNED: set.tar: a key was given, and the archive is not signed',
  ),
  ARCHIVE_SIGNATURE_WRONG: explain(
    ['the public key is of another pair', 'somebody changed the list of files'],
    ['give the public key of who signed it with --verify-key FILE; else do not use the archive'],
    'error ARCHIVE_SIGNATURE_WRONG: set.tar: the signature is of another key',
  ),
  ARCHIVE_MISMATCH: explain(
    ['the archive was damaged or changed'],
    ['take another copy of the archive'],
    'error ARCHIVE_MISMATCH: Plans.bkp is not the file that the manifest names',
  ),
  NOTHING_CHECKED: explain(
    ['no snapshot of the set can be read at this level'],
    [SHOW, 'give the key: restack verify BACKUP --share PATH --cert FILE.pfx'],
    'error NOTHING_CHECKED: nothing of the set could be checked at level integrity',
  ),
} as const satisfies Readonly<Record<string, Explanation>>;
