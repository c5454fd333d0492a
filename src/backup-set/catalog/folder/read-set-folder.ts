import { createFinding, type Finding } from '../../../core/errors/finding.js';
import { findingOf } from '../../../core/errors/finding-error.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { BackupInfo } from '../../../schema/generated/types.js';
import type { Store } from '../../store.js';
import { BACKUP_INFO_LIMIT_BYTES, parseBackupInfo } from '../../metadata/backup-info.js';
import { buildSnapshot } from './build-snapshot.js';
import type { RepositoryRegistration, Snapshot } from '../../catalog.js';
import {
  DEFAULT_REGISTRATIONS,
  parseRegistrations,
  REGISTRATIONS_LIMIT_BYTES,
} from '../../metadata/registrations.js';
import type { BackupInfoFile, SetFolder, SnapshotFiles } from './set-folders.js';
import { parseSnapshotMetadata, SNAPSHOT_METADATA_LIMIT_BYTES } from '../../metadata/snapshot-metadata.js';
import { createProblem, type SnapshotProblem } from './snapshot-problem.js';

/** Runs a read when it is its turn. */
export type ReadQueue = <T>(read: () => Promise<T>) => Promise<T>;

/** A BackupInfo file that was read; one that cannot be read has no `info`, and `finding` says why. */
export interface ReadBackupInfo {
  readonly file: BackupInfoFile;
  readonly info: BackupInfo | null;
  readonly finding: Finding | null;
}

/** The registered repositories. */
export interface ReadRegistrations {
  readonly registrations: readonly RepositoryRegistration[];
  /** False where the default list stands in. */
  readonly isRegistered: boolean;
  readonly finding: Finding | null;
}

/** All metadata of one set folder. */
export interface ReadFolder {
  readonly folder: SetFolder;
  readonly snapshots: readonly Snapshot[];
  readonly problems: readonly SnapshotProblem[];
  readonly backupInfos: readonly ReadBackupInfo[];
  readonly registrations: ReadRegistrations;
}

/** Number of files that {@link readSetFolder} reads. */
export function countMetadataFiles(folder: SetFolder): number {
  const metadata = folder.snapshots.filter((files) => files.metadata !== null).length;
  return metadata + folder.backupInfos.length + (folder.registrationsFile === null ? 0 : 1);
}

/**
 * Reads and parses all metadata of a folder; never a data file. A file that is damaged, or that alone cannot be read,
 * becomes a part of the result.
 *
 * @throws SHARE_UNREACHABLE when the store itself fails.
 */
export async function readSetFolder(store: Store, folder: SetFolder, queue: ReadQueue): Promise<ReadFolder> {
  const [registrations, backupInfos, built] = await Promise.all([
    readRegistrationsOf(store, folder, queue),
    Promise.all(folder.backupInfos.map((file) => readInfo(store, file, queue))),
    Promise.all(folder.snapshots.map((files) => readSnapshot({ store, folder, queue }, files))),
  ]);
  return {
    folder,
    registrations,
    backupInfos,
    snapshots: built.flatMap(({ snapshot }) => snapshot ?? []),
    problems: built.flatMap(({ problem }) => problem ?? []),
  };
}

async function readSnapshot(
  from: { readonly store: Store; readonly folder: SetFolder; readonly queue: ReadQueue },
  files: SnapshotFiles,
): Promise<{ snapshot?: Snapshot; problem?: SnapshotProblem }> {
  const { store, folder, queue } = from;
  if (files.metadata === null) {
    return { problem: createProblem('METADATA_MISSING', `${files.stem}.xml is not there.`, { files }) };
  }
  const { path } = files.metadata;
  try {
    const bytes = await queue(() => store.readFile(path, SNAPSHOT_METADATA_LIMIT_BYTES));
    return buildSnapshot(parseSnapshotMetadata(bytes, path), files, folder);
  } catch (error) {
    const { name, repositoryName: repository } = files;
    const finding = { ...takeFinding(error, path), backupId: name.backupId, repository };
    return { problem: { finding, files, facts: null, status: null } };
  }
}

async function readInfo(store: Store, file: BackupInfoFile, queue: ReadQueue): Promise<ReadBackupInfo> {
  try {
    const bytes = await queue(() => store.readFile(file.path, BACKUP_INFO_LIMIT_BYTES));
    return { file, info: parseBackupInfo(bytes, file.path), finding: null };
  } catch (error) {
    return { file, info: null, finding: { ...takeFinding(error, file.path), backupId: file.backupId } };
  }
}

async function readRegistrationsOf(
  store: Store,
  folder: SetFolder,
  queue: ReadQueue,
): Promise<ReadRegistrations> {
  const byDefault = { registrations: DEFAULT_REGISTRATIONS, isRegistered: false };
  if (folder.layout === 'legacy') return { ...byDefault, finding: null };
  const path = folder.registrationsFile;
  if (path === null) {
    const message = `${folder.path} has no registrations.json; the default list of repositories is used.`;
    return { ...byDefault, finding: createFinding('REGISTRATIONS_MISSING', message, { file: folder.path }) };
  }
  try {
    const bytes = await queue(() => store.readFile(path, REGISTRATIONS_LIMIT_BYTES));
    return { registrations: parseRegistrations(bytes, path), isRegistered: true, finding: null };
  } catch (error) {
    return { ...byDefault, finding: takeFinding(error, path) };
  }
}

/** The finding in an error about one file. @throws the error itself when it concerns more than that. */
function takeFinding(error: unknown, path: string): Finding {
  const finding = findingOf(error);
  if (finding !== undefined) return finding;
  if (
    error instanceof RestackError &&
    error.code === 'SHARE_UNREACHABLE' &&
    error.details['scope'] === 'file'
  ) {
    return createFinding('FOLDER_UNREADABLE', error.message, { file: path });
  }
  throw error;
}
