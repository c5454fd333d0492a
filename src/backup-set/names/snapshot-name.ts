import { isGuid } from '../../core/guid.js';
import { parseRepositoryName, type RepositoryName } from '../../core/repository-name.js';
import { createUtcDate } from './iso-date-time.js';

/** The facts in the name of a snapshot's files. */
export interface SnapshotName {
  readonly takenAt: Date;
  /** Lower-case GUID. */
  readonly backupId: string;
  readonly type: 'Full' | 'Progressive';
  /** Taken together with the snapshots of all other repositories. */
  readonly contemporaneous: boolean;
}

const SNAPSHOT_NAME =
  /^(?<timestamp>\d{12})_(?<backupId>[0-9a-f-]{36})_(?<type>full|progressive)(?<flag>_c)?$/i;

/**
 * Parses `<yyyyMMddHHmm>_<backupId>_<Full|Progressive>[_C]`, a file name without its extension, in any case.
 *
 * @returns undefined for any other name. Source: format specification, section 1.
 */
export function parseSnapshotName(text: string): SnapshotName | undefined {
  if (text !== latest.text) latest = { text, name: readSnapshotName(text) };
  return latest.name;
}

/** The two files of a snapshot have one name, and follow each other in a listing. */
let latest: { readonly text: string; readonly name: SnapshotName | undefined } = {
  text: '',
  name: undefined,
};

function readSnapshotName(text: string): SnapshotName | undefined {
  const groups = SNAPSHOT_NAME.exec(text)?.groups;
  const takenAt = parseNameTimestamp(groups?.['timestamp'] ?? '');
  const backupId = groups?.['backupId']?.toLowerCase() ?? '';
  if (groups === undefined || takenAt === undefined || !isGuid(backupId)) return undefined;
  return {
    takenAt,
    backupId,
    type: groups['type']?.toLowerCase() === 'full' ? 'Full' : 'Progressive',
    contemporaneous: groups['flag'] !== undefined,
  };
}

/** The name of a snapshot's files, without extension. */
export function formatSnapshotName(name: SnapshotName): string {
  const stamp = formatNameTimestamp(name.takenAt);
  return `${stamp}_${name.backupId}_${name.type}${name.contemporaneous ? '_C' : ''}`;
}

/** Parses `yyyyMMddHHmm`, UTC. @returns undefined unless it is a real time. */
export function parseNameTimestamp(text: string): Date | undefined {
  if (!/^\d{12}$/.test(text)) return undefined;
  return createUtcDate({
    year: Number(text.slice(0, 4)),
    month: Number(text.slice(4, 6)),
    day: Number(text.slice(6, 8)),
    hour: Number(text.slice(8, 10)),
    minute: Number(text.slice(10, 12)),
    second: 0,
    millisecond: 0,
  });
}

/** The time that the path of a set's file states: in its own name, or in the legacy layout in that of a folder. */
export function parsePathTimestamp(path: string): Date | undefined {
  for (const part of path.split('/')) {
    const time = parseNameTimestamp(part.slice(0, 12));
    if (time !== undefined) return time;
  }
  return undefined;
}

/** Writes `yyyyMMddHHmm`, UTC; seconds are dropped. */
export function formatNameTimestamp(time: Date): string {
  return time.toISOString().slice(0, 16).replaceAll(/[-T:]/g, '');
}

/** The facts in the name of a BackupInfo file; null where its prefix is not in the usual form. */
export interface BackupInfoName {
  /** Lower-case GUID. */
  readonly backupId: string | null;
}

/**
 * Parses `*_BackupInfo.xml`, in any case; the prefix is free, and usually `<yyyyMMddHHmm>_<backupId>`.
 *
 * @returns undefined for any other name. Source: format specification, section 1.
 */
export function parseBackupInfoName(fileName: string): BackupInfoName | undefined {
  const prefix = /^(?<prefix>.*)_backupinfo\.xml$/is.exec(fileName)?.groups?.['prefix'];
  if (prefix === undefined) return undefined;
  const backupId = prefix.slice(-36).toLowerCase();
  return { backupId: isGuid(backupId) && (prefix.length === 36 || prefix.at(-37) === '_') ? backupId : null };
}

/** The file name of a progressive set's BackupInfo. */
export function formatBackupInfoName(takenAt: Date, backupId: string): string {
  return `${formatNameTimestamp(takenAt)}_${backupId}_BackupInfo.xml`;
}

/**
 * Parses the file names of the legacy layout: `Role;Component;Partition;Repository`, without extension.
 *
 * @returns undefined for any other name. Source: format specification, section 1.
 */
export function parseLegacyName(text: string): RepositoryName | undefined {
  return parseRepositoryName(text);
}
