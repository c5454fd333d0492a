import { lstat, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Store, StoreFile } from '../../../backup-set/store.js';
import { endAfter, undoFor } from '../../../core/errors/first-failure.js';
import { explainWriteError } from '../../disk/new/new-file.js';
import { clearWorkFolders, withWorkFolder } from '../../disk/new/work-folder.js';
import { assertSameFile, type FilePlace, findPlaces } from './file-places.js';
import { movePlaces } from './move-places.js';
import { makeFolders } from '../../disk/new/make-folders.js';

/** Files of an archive, and where they go. */
export interface Placing {
  readonly archive: Store;
  readonly files: readonly StoreFile[];
  /** The `MASBackup` to place them in. */
  readonly root: string;
  /** Called with the length of each piece; may throw to stop. */
  readonly onBytes: (bytes: number) => void;
}

/** The number of files that got their place, and of those that lay there already. */
export interface PlacedFiles {
  readonly placed: number;
  readonly identical: number;
}

/**
 * Stages and proves every file of an archive on the file system of the share, and then gives all of them their places:
 * whole, or not at all.
 *
 * @throws USAGE when something else stands in the place of a file; INTEGRITY when the archive is damaged;
 * PERMISSION_MISSING or CONFIG when the share does not take the files.
 */
export async function placeArchive(placing: Placing): Promise<PlacedFiles> {
  try {
    return await placeFiles(placing);
  } catch (error) {
    throw explainWriteError(error, placing.root);
  }
}

async function placeFiles(placing: Placing): Promise<PlacedFiles> {
  const { root, files } = placing;
  const places = await findPlaces(root, files);
  const isFresh = (await lstat(root).catch(() => undefined)) === undefined;
  const parent = isFresh ? dirname(root) : root;
  const created = await makeFolders(parent);
  // One that was broken off before the store was there lies beside it.
  if (!isFresh) await clearWorkFolders(dirname(root));
  try {
    return await withWorkFolder(parent, (work) => stageAndMove(placing, places, work));
  } catch (error) {
    throw await undoFor(error, async () => {
      if (created !== undefined) await rm(created, { recursive: true, force: true });
    });
  }
}

async function stageAndMove(
  { archive, root, onBytes }: Placing,
  places: readonly FilePlace[],
  work: string,
): Promise<PlacedFiles> {
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
}

async function stageFile(
  archive: Store,
  file: { readonly path: string; readonly staged: string; readonly onBytes: (bytes: number) => void },
): Promise<void> {
  await makeFolders(dirname(file.staged));
  const handle = await open(file.staged, 'wx', 0o644);
  const copy = async () => {
    const stream: AsyncIterable<Uint8Array> = await archive.openStream(file.path);
    for await (const piece of stream) {
      file.onBytes(piece.length);
      await handle.writeFile(piece);
    }
    await handle.sync();
  };
  await endAfter(copy, () => handle.close());
}
