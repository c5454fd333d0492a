import { basename, dirname, join } from 'node:path';
import { formatCaptureMarkerName, formatTemporaryName } from '../names/capture-names.js';
import type { ProcessMark } from '../../core/process-mark.js';
import { removeSetFiles, type ShareFiles } from './share-files.js';

/** A file of a set, not yet written. Paths are below the folder of the stamp version, `/` as separator. */
export interface SetFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A set to be written. */
export interface SetToWrite {
  /** `…/MASBackup/progressivebackup/<stamp version>`. */
  readonly folder: string;
  readonly backupId: string;
  readonly createdAt: Date;
  /** Made one after the other, as each is written: they are large. */
  readonly dataFiles: AsyncIterable<SetFile>;
  /** The metadata files, asked for when the data files are written. BackupInfo is the last one. */
  readonly metadataFiles: () => Promise<readonly SetFile[]>;
  /** The registrations for a folder that has none. */
  readonly registrations: SetFile;
  /** The writer, so that others can tell whether it still lives. */
  readonly process: ProcessMark;
}

/**
 * Writes a set, which appears whole or not at all. A marker stands in the folder first and goes away last: as long as
 * it is there, no file of this backup id counts as part of a set. Every file is written under a temporary name, flushed
 * and renamed: data files, then metadata, BackupInfo last.
 *
 * When it fails, the written files are removed again; when it is killed, the next capture does that.
 * @throws SHARE_UNREACHABLE when the share cannot be written; the errors of `dataFiles`.
 * Source: format specification, section 11.
 */
export async function writeCapturedSet(set: SetToWrite, files: ShareFiles): Promise<void> {
  const { folder, backupId } = set;
  const marker = join(folder, formatCaptureMarkerName(set.createdAt, backupId));
  await files.makeFolder(folder);
  try {
    await files.writeNew(marker, Buffer.from(`${JSON.stringify(set.process)}\n`, 'utf8'));
    await files.syncFolder(folder);
    await writeFiles(set, files);
  } catch (error) {
    await removeSetFiles(folder, backupId, files).catch(() => {});
    throw error;
  }
  await files.remove(marker);
  await files.syncFolder(folder);
}

async function writeFiles(set: SetToWrite, files: ShareFiles): Promise<void> {
  const { folder } = set;
  const names = new Set((await files.list(folder)).map(({ name }) => name.toLowerCase()));
  const put = (file: SetFile) => putFile(file, set, files);
  if (!names.has(set.registrations.path.toLowerCase())) await put(set.registrations);
  for await (const file of set.dataFiles) await put(file);
  for (const file of await set.metadataFiles()) await put(file);
}

async function putFile(
  { path, bytes }: SetFile,
  { folder, backupId }: SetToWrite,
  files: ShareFiles,
): Promise<void> {
  const target = join(folder, ...path.split('/'));
  const parent = dirname(target);
  const name = basename(target);
  // The id in its name is what a file is cleared by.
  const ownName = name.includes(`_${backupId}_`) ? name : `_${backupId}_${name}`;
  const temporary = join(parent, formatTemporaryName(ownName));
  if (parent !== folder) await files.makeFolder(parent);
  await files.writeNew(temporary, bytes);
  await files.rename(temporary, target);
  await files.syncFolder(parent);
}
