import { lstat, mkdir, open, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RestackError } from '../../core/errors/restack-error.js';
import type { ProgressStep } from '../../core/progress.js';
import type { Store, StoreFile } from '../../backup-set/store.js';
import type { ArchiveUnpackResult } from '../../schema/results.js';
import type { AppContext, UnpackArchive } from '../app.js';
import { explainWriteError } from '../../adapters/disk/new/new-file.js';
import { requireShare } from '../share/select-share.js';
import { assertSameFile, type FilePlace, findPlaces } from './file-places.js';
import { movePlaces } from './move-places.js';
import { clearWorkFolders, withWorkFolder } from '../../adapters/disk/new/work-folder.js';
import { readPoolThreads } from '../environment.js';

/**
 * Places the files of an archive into a share, whole or not at all. Every file is compared with the manifest first. A
 * file that lies there already stays as it is, and must be the same, byte by byte.
 *
 * @throws NOT_FOUND when there is no such archive; INTEGRITY when it is damaged or was altered; USAGE when a file of
 * another content stands in its way, or the share holds several stores.
 */
export const unpackArchive: UnpackArchive = async (options, context) => {
  const share = requireShare(options);
  const archive = await openGivenArchive(options.file, context);
  try {
    const { files } = await archive.list();
    const root = await findRoot(resolve(share));
    const contentBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const step = context.progress.begin('Unpacking', { unit: 'bytes', total: contentBytes });
    try {
      const counts = await placeFiles({ archive, files, root, step }, context);
      step.end('done');
      const backupId = archive.packedBackupId ?? '';
      return { backupId, archive: options.file, store: root, ...counts, contentBytes };
    } catch (error) {
      step.end('failed');
      throw explainWriteError(error, root);
    }
  } finally {
    await archive.close?.();
  }
};

async function openGivenArchive(path: string, context: AppContext): Promise<Store> {
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) throw new RestackError('NOT_FOUND', `archive ${path} is not there`);
  const [{ looksLikeArchive, openArchive }, { machineFileSystem: fileSystem }] = await Promise.all([
    import('../../adapters/store/archive/open-archive.js'),
    import('../../adapters/store/folder/file-system.js'),
  ]);
  if (facts.isDirectory() || !(await looksLikeArchive({ location: path, fileSystem }))) {
    throw new RestackError('UNSUPPORTED', `${path} is no archive of restack`, {
      hints: ['make one: restack archive pack BACKUP --out FILE.tar'],
    });
  }
  return openArchive(path, { fileSystem, progress: context.progress, signal: context.signal });
}

/** The `MASBackup` that the share holds, or the one to make in it. */
async function findRoot(share: string): Promise<string> {
  const facts = await lstat(share).catch(() => undefined);
  const isStoreName = basename(share).toLowerCase() === 'masbackup';
  const fresh = isStoreName ? share : join(share, 'MASBackup');
  if (facts === undefined) return fresh;
  const { openShare } = await import('../../adapters/store/locate-share.js');
  let stores: readonly Store[];
  try {
    stores = await openShare(share, { poolThreads: readPoolThreads() });
  } catch (error) {
    if (error instanceof RestackError && error.code === 'NOT_FOUND') return fresh;
    throw error;
  }
  await Promise.all(stores.map(async (store) => store.close?.()));
  const [only, ...others] = stores;
  if (only === undefined || only.packedBackupId !== undefined) {
    throw new RestackError('USAGE', `${share} is a file: an archive is unpacked into a folder`);
  }
  if (others.length === 0) return resolve(only.location);
  throw new RestackError('USAGE', `${share} holds ${stores.length} stores; name the one to unpack into`, {
    hints: stores.map(({ location }) => `restack archive unpack FILE --share ${location}`),
  });
}

interface Placing {
  readonly archive: Store;
  readonly files: readonly StoreFile[];
  readonly root: string;
  readonly step: ProgressStep;
}

type Counts = Pick<ArchiveUnpackResult, 'placed' | 'identical'>;

/** Stages and proves every file on the file system of the share, and then gives all of them their places. */
async function placeFiles({ archive, files, root, step }: Placing, context: AppContext): Promise<Counts> {
  const places = await findPlaces(root, files);
  const isFresh = (await lstat(root).catch(() => undefined)) === undefined;
  const parent = isFresh ? dirname(root) : root;
  const created = await mkdir(parent, { recursive: true });
  // One that was broken off before the store was there lies beside it.
  if (!isFresh) await clearWorkFolders(dirname(root));
  let done = 0;
  const onBytes = (bytes: number) => {
    context.signal.throwIfAborted();
    step.advance((done += bytes));
  };
  try {
    return await withWorkFolder(parent, async (work) => {
      // A work folder opens for its owner only; what gets its place on a share must not be one.
      const staging = join(work, 'MASBackup');
      const missing: FilePlace[] = [];
      for (const place of places) {
        const staged = join(staging, place.path);
        await stageFile(archive, { path: place.path, staged, onBytes });
        if (!place.isTaken) missing.push(place);
        else {
          await assertSameFile(staged, place);
          await rm(staged);
        }
      }
      await movePlaces({ root, staging, places: missing });
      return { placed: missing.length, identical: places.length - missing.length };
    });
  } catch (error) {
    if (created !== undefined) await rm(created, { recursive: true, force: true });
    throw error;
  }
}

async function stageFile(
  archive: Store,
  file: { readonly path: string; readonly staged: string; readonly onBytes: (bytes: number) => void },
): Promise<void> {
  await mkdir(dirname(file.staged), { recursive: true });
  const handle = await open(file.staged, 'wx', 0o644);
  try {
    const stream = await archive.openStream(file.path);
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      file.onBytes(chunk.length);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}
