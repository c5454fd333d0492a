import { dirname, join } from 'node:path';
import type { Store, StoreFile } from '../../../backup-set/store.js';
import { endAfter, undoFor } from '../../../core/errors/first-failure.js';
import type { NamingDisk } from '../../disk/new/naming-disk.js';
import { clearWorkFolders, withWorkFolder } from '../../disk/new/work-folder.js';
import { assertSameFile, type FilePlace, findPlaces } from './file-places.js';
import { movePlaces } from './move-places.js';

/** Files of an archive, and where they go. */
export interface Placing {
  readonly archive: Store;
  readonly files: readonly StoreFile[];
  /** The `MASBackup` to place them in, and the disk that it lies on. */
  readonly root: string;
  readonly disk: NamingDisk;
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
 * PERMISSION_MISSING or CONFIG when the share does not take the files, SHARE_UNREACHABLE when it is one of a file server.
 */
export async function placeArchive(placing: Placing): Promise<PlacedFiles> {
  try {
    return await placeFiles(placing);
  } catch (error) {
    throw placing.disk.explain(error, placing.root);
  }
}

async function placeFiles(placing: Placing): Promise<PlacedFiles> {
  const { root, files, disk } = placing;
  const places = await findPlaces(root, files, disk);
  const isFresh = !(await disk.isTaken(root));
  const parent = isFresh ? dirname(root) : root;
  const created = await disk.makeFolders(parent);
  // One that was broken off before the store was there lies beside it.
  if (!isFresh) await clearWorkFolders(dirname(root), disk);
  try {
    return await withWorkFolder(parent, (work) => stageAndMove(placing, places, work), disk);
  } catch (error) {
    throw await undoFor(error, async () => {
      if (created !== undefined) await disk.remove(created);
    });
  }
}

async function stageAndMove(
  { archive, root, onBytes, disk }: Placing,
  places: readonly FilePlace[],
  work: string,
): Promise<PlacedFiles> {
  // A work folder opens for its owner only; what gets its place on a share must not be one.
  const staging = join(work, 'MASBackup');
  const missing: FilePlace[] = [];
  for (const place of places) {
    const staged = join(staging, place.path);
    await stageFile(archive, { path: place.path, staged, onBytes, disk });
    if (!place.isTaken) missing.push(place);
    else {
      await assertSameFile(staged, place, disk);
      await disk.remove(staged);
    }
  }
  await movePlaces({ root, staging, places: missing, disk });
  return { placed: missing.length, identical: places.length - missing.length };
}

async function stageFile(
  archive: Store,
  file: {
    readonly path: string;
    readonly staged: string;
    readonly onBytes: (bytes: number) => void;
    readonly disk: NamingDisk;
  },
): Promise<void> {
  await file.disk.makeFolders(dirname(file.staged));
  const target = await file.disk.create(file.staged);
  let position = 0;
  const copy = async () => {
    const stream: AsyncIterable<Uint8Array> = await archive.openStream(file.path);
    for await (const piece of stream) {
      file.onBytes(piece.length);
      await target.write(piece, position);
      position += piece.length;
    }
  };
  await endAfter(copy, () => target.close());
}
