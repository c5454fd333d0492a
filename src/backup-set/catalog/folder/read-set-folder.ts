import { createFinding, type Finding, type FindingPlace } from '../../../core/errors/finding.js';
import type { BackupInfo } from '../../../schema/generated/types.js';
import type { Store } from '../../store.js';
import { BACKUP_INFO_LIMIT_BYTES, parseBackupInfo } from '../../metadata/backup-info.js';
import { buildSnapshot } from './build-snapshot.js';
import type { RepositoryRegistration, Snapshot } from '../../catalog.js';
import { parseRegistrations, REGISTRATIONS_LIMIT_BYTES } from '../../metadata/registrations.js';
import { readDocument } from './read-document.js';
import type { BackupInfoFile, SetFolder, SnapshotFiles } from './set-folders.js';
import { parseSnapshotMetadata, SNAPSHOT_METADATA_LIMIT_BYTES } from '../../metadata/snapshot-metadata.js';
import { createProblem, type SnapshotProblem } from './snapshot-problem.js';
import type { Violation } from '../../../schema/validation.js';

/** A BackupInfo file that was read; one that cannot be read has no `info`, and `finding` says why. */
export interface ReadBackupInfo {
  readonly file: BackupInfoFile;
  readonly info: BackupInfo | null;
  readonly finding: Finding | null;
}

/** The registered repositories. */
export interface ReadRegistrations {
  readonly registrations: readonly RepositoryRegistration[];
  /** False where no registrations.json can be used. */
  readonly isRegistered: boolean;
  readonly finding: Finding | null;
}

/** All metadata of one set folder. */
export interface ReadFolder {
  readonly folder: SetFolder;
  readonly snapshots: readonly Snapshot[];
  readonly problems: readonly SnapshotProblem[];
  /** Fields of its files that only inform and cannot be read. */
  readonly notes: readonly Finding[];
  readonly backupInfos: readonly ReadBackupInfo[];
  readonly registrations: ReadRegistrations;
}

/** A folder that is being read. */
export interface FolderReading {
  /** Number of files that are read. */
  readonly total: number;
  /** One for each file, to be made once, in any order. Each throws SHARE_UNREACHABLE when the store itself fails. */
  readonly reads: Iterable<() => Promise<void>>;
  /** All that was read; to be called after the last read. */
  collect(): ReadFolder;
}

/**
 * Begins to read and parse all metadata of a folder; never a data file. A file that is damaged, or that alone cannot be
 * read, is part of the result; one that is gone since the folder was listed is not.
 */
export function beginReading(store: Store, folder: SetFolder): FolderReading {
  const { snapshots: files, backupInfos: infoFiles, registrationsFile } = folder;
  const built: ReadSnapshot[] = [];
  const infos: ReadInfo[] = [];
  let registrations = registerByDefault(folder);
  function* listReads() {
    if (registrationsFile !== null) {
      yield async () => {
        registrations = await readRegistrations(store, folder, registrationsFile);
      };
    }
    for (const [index, file] of infoFiles.entries()) {
      yield async () => {
        infos[index] = await readInfo(store, file);
      };
    }
    for (const [index, one] of files.entries()) {
      const path = one.metadata?.path;
      if (path === undefined) built[index] = reportMissing(one);
      else {
        yield async () => {
          built[index] = await readSnapshot({ store, folder, path }, one);
        };
      }
    }
  }
  return {
    total:
      files.filter(({ metadata }) => metadata !== null).length +
      infoFiles.length +
      (registrationsFile === null ? 0 : 1),
    reads: listReads(),
    collect: () => ({
      folder,
      registrations,
      backupInfos: infos.flatMap(({ read }) => read ?? []),
      snapshots: built.flatMap(({ snapshot }) => snapshot ?? []),
      problems: built.flatMap(({ problem }) => problem ?? []),
      notes: [...built, ...infos].flatMap(({ notes }) => notes),
    }),
  };
}

/** A snapshot that was read, or its problem; neither where its files are gone. */
interface ReadSnapshot {
  readonly snapshot?: Snapshot;
  readonly problem?: SnapshotProblem;
  readonly notes: readonly Finding[];
}

function reportMissing(files: SnapshotFiles): ReadSnapshot {
  return {
    problem: createProblem('METADATA_MISSING', `${files.stem}.xml is not there.`, { files }),
    notes: [],
  };
}

const SNAPSHOT_METADATA = { limitBytes: SNAPSHOT_METADATA_LIMIT_BYTES, parse: parseSnapshotMetadata };

async function readSnapshot(
  from: { readonly store: Store; readonly folder: SetFolder; readonly path: string },
  files: SnapshotFiles,
): Promise<ReadSnapshot> {
  const place = { backupId: files.name.backupId, repository: files.repositoryName };
  const { value, finding } = await readDocument(from.store, from.path, SNAPSHOT_METADATA);
  if (value !== undefined) {
    const { doubts, ...built } = buildSnapshot(value.metadata, files, from.folder);
    const notes = describeUnreadFields([...value.unread, ...doubts], { ...place, file: from.path });
    return { ...built, notes };
  }
  if (finding === undefined) {
    return files.data === null ? { notes: [] } : reportMissing({ ...files, metadata: null });
  }
  return { problem: { finding: { ...finding, ...place }, files, facts: null, status: null }, notes: [] };
}

const BACKUP_INFO = { limitBytes: BACKUP_INFO_LIMIT_BYTES, parse: parseBackupInfo };

/** A BackupInfo file that was read; nothing where it is gone. */
interface ReadInfo {
  readonly read?: ReadBackupInfo;
  readonly notes: readonly Finding[];
}

async function readInfo(store: Store, file: BackupInfoFile): Promise<ReadInfo> {
  const { value, finding } = await readDocument(store, file.path, BACKUP_INFO);
  if (value !== undefined) {
    const { metadata: info, unread } = value;
    const place = { backupId: info.BackupId.toLowerCase(), file: file.path };
    return { read: { file, info, finding: null }, notes: describeUnreadFields(unread, place) };
  }
  if (finding === undefined) return { notes: [] };
  return { read: { file, info: null, finding: { ...finding, backupId: file.backupId } }, notes: [] };
}

const REGISTRATIONS = { limitBytes: REGISTRATIONS_LIMIT_BYTES, parse: parseRegistrations };

async function readRegistrations(store: Store, folder: SetFolder, path: string): Promise<ReadRegistrations> {
  const { value, finding } = await readDocument(store, path, REGISTRATIONS);
  if (value !== undefined) return { registrations: value, isRegistered: true, finding: null };
  return finding === undefined ? registerByDefault(folder) : { ...BY_DEFAULT, finding };
}

const BY_DEFAULT = { registrations: [], isRegistered: false };

function registerByDefault(folder: SetFolder): ReadRegistrations {
  if (folder.layout === 'legacy') return { ...BY_DEFAULT, finding: null };
  const message = `${folder.path} has no registrations.json; the essential repositories follow from what lies there.`;
  return { ...BY_DEFAULT, finding: createFinding('REGISTRATIONS_MISSING', message, { file: folder.path }) };
}

/** Makes the findings about fields of one metadata file that only inform and cannot be read. */
export function describeUnreadFields(
  unread: readonly Violation[],
  place: FindingPlace & { readonly file: string },
): readonly Finding[] {
  return unread.map(({ pointer, message }) =>
    createFinding('METADATA_UNREAD', `${place.file}: ${pointer} ${message}; it is left out`, {
      ...place,
      pointer,
    }),
  );
}
