import type { ByteRange, RandomAccess } from '../data-file/random-access.js';
import type {
  BackupConfiguration,
  BackupKind,
  BackupMedia,
  DatabaseBackupSet,
} from './container/backup-sets.js';
import { databaseIncomplete, databaseUnsupported } from './database-fault.js';
import { compareLsn, type Lsn, renderLsn } from './lsn.js';

/** A backup set, put together from all of its stripes. */
export interface JoinedSet {
  readonly number: number;
  readonly kind: BackupKind;
  readonly configuration: BackupConfiguration;
  readonly parts: readonly SetPart[];
}

/** The part of a set that lies in one file. */
export interface SetPart {
  readonly bytes: RandomAccess;
  readonly data: readonly ByteRange[];
  readonly log: readonly ByteRange[];
}

/** A backup of the log alone. */
export interface BackupLog {
  readonly bytes: RandomAccess;
  readonly ranges: readonly ByteRange[];
  readonly databaseName: string;
  readonly lastLsn: Lsn;
}

/**
 * Puts the stripes of a backup in order.
 *
 * @throws INCOMPLETE when one is missing; UNSUPPORTED when they are of different backups, or one is there twice.
 */
export function joinStripes(media: readonly BackupMedia[]): readonly BackupMedia[] {
  const [first] = media;
  if (first === undefined) throw databaseIncomplete('no file of the backup is given');
  for (const { mediaId, stripes } of media) {
    if (mediaId !== first.mediaId || stripes !== first.stripes)
      throw databaseUnsupported('the files are stripes of different backups');
  }
  const ordered = media.toSorted((a, b) => a.stripe - b.stripe);
  for (let stripe = 1; stripe <= first.stripes; stripe += 1) {
    if (!ordered.some((part) => part.stripe === stripe))
      throw databaseIncomplete(
        `the backup has ${first.stripes} stripes, and stripe ${stripe} is missing: give all files together`,
      );
  }
  if (ordered.length !== first.stripes) throw databaseUnsupported('a stripe of the backup is given twice');
  return ordered;
}

/**
 * Takes a set out of a backup: the one with the given number, or the last of its kind.
 *
 * @throws UNSUPPORTED when there is none of the kind; INCOMPLETE when it has no end.
 */
export function selectSet(media: readonly BackupMedia[], kind: BackupKind, number?: number): JoinedSet {
  const sets = media[0]?.sets ?? [];
  const found = number === undefined ? sets.findLast((set) => set.kind === kind) : sets[number - 1];
  if (found === undefined) throw databaseUnsupported(describeMissing(sets, kind, number));
  if (found.kind !== kind)
    throw databaseUnsupported(`set ${found.number} is a ${found.kind} backup, and a ${kind} one is needed`);
  const parts: SetPart[] = [];
  for (const { bytes, sets: own, stripe } of media) {
    const part = own[found.number - 1];
    if (part?.complete !== true)
      throw databaseIncomplete(
        `set ${found.number} has no end in stripe ${stripe}: its backup was broken off, or the file is cut`,
      );
    parts.push({ bytes, data: part.data, log: part.log });
  }
  if (found.configuration === undefined) throw databaseIncomplete(`set ${found.number} has no end`);
  return { number: found.number, kind, configuration: found.configuration, parts };
}

function describeMissing(
  sets: readonly DatabaseBackupSet[],
  kind: BackupKind,
  number: number | undefined,
): string {
  if (number !== undefined) return `the file holds ${sets.length} sets, and none of number ${number}`;
  const kinds = [...new Set(sets.map((set) => set.kind))].join(' and ');
  if (kind === 'full' && kinds !== '')
    return `the file holds a ${kinds} backup alone: give the full backup that it builds on`;
  return `the file holds no ${kind} backup`;
}

/**
 * Takes the log out of a log backup.
 *
 * @param reached The place in the log that the backup before it ends at.
 * @throws UNSUPPORTED when the file holds none, or it begins behind `reached`; INCOMPLETE when it has no end.
 */
export function selectLog(media: BackupMedia, reached: Lsn): BackupLog {
  const set = media.sets.findLast(({ kind }) => kind === 'log');
  if (set === undefined) throw databaseUnsupported('the file holds no backup of the log');
  if (media.stripes !== 1) throw databaseUnsupported('the backup of the log is striped, which is not read');
  if (!set.complete || set.configuration === undefined)
    throw databaseIncomplete(`the backup of the log has no end: it was broken off, or the file is cut`);
  const { firstLsn, lastLsn, databaseName } = set.configuration;
  if (compareLsn(firstLsn, reached) > 0 || compareLsn(lastLsn, reached) < 0) {
    throw databaseIncomplete(
      `the log goes from ${renderLsn(firstLsn)} to ${renderLsn(lastLsn)}, and ${renderLsn(reached)} should lie in it: a log between is missing, or it is of another backup`,
    );
  }
  return { bytes: media.bytes, ranges: set.log, databaseName, lastLsn };
}
