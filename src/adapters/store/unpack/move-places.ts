import { dirname, join } from 'node:path';
import { undoFor } from '../../../core/errors/first-failure.js';
import type { NamingDisk } from '../../disk/new/naming-disk.js';
import type { FilePlace } from './file-places.js';

/**
 * Depth of a folder of sets: `progressivebackup/<version>` or `<timestamp>/<backupId>`. Sets share the folders below
 * it.
 */
const SET_FOLDER_DEPTH = 2;

/** Files in a staging folder, and the places that they are to have. */
export interface MoveOptions {
  readonly root: string;
  readonly staging: string;
  readonly places: readonly FilePlace[];
  readonly disk: NamingDisk;
}

interface Move {
  readonly from: string;
  readonly to: string;
  readonly rank: number;
}

/**
 * Gives staged files their places below `root`: a whole folder at once where the folder is not there yet; otherwise
 * file by file, so that the set shows only when the last one is in its place. When anything fails, the placed files are
 * taken away again.
 */
export async function movePlaces(options: MoveOptions): Promise<void> {
  const { disk } = options;
  const moves = (await planMoves(options)).toSorted((a, b) => a.rank - b.rank);
  const undo: string[] = [];
  try {
    for (const { from, to } of moves) {
      const created = await disk.makeFolders(dirname(to));
      if (created !== undefined) undo.push(created);
      await disk.giveName(from, to);
      undo.push(to);
    }
    await Promise.all([...new Set(moves.map(({ to }) => dirname(to)))].map((path) => disk.syncFolder(path)));
  } catch (error) {
    throw await undoFor(error, async () => {
      for (const path of undo.toReversed()) await disk.remove(path);
    });
  }
}

async function planMoves({ root, staging, places, disk }: MoveOptions): Promise<readonly Move[]> {
  const moves = new Map<string, Move>();
  for (const { path, parts, target } of places) {
    const depth = await findFreshFolder(root, parts, disk);
    if (depth === undefined) {
      moves.set(target, { from: join(staging, path), to: target, rank: rankOf(path) });
      continue;
    }
    const to = join(root, ...parts.slice(0, depth));
    const from = join(staging, ...path.split('/').slice(0, depth));
    moves.set(to, { from, to, rank: 0 });
  }
  return [...moves.values()];
}

/** Number of names down to the outermost folder that is not there, not deeper than a folder of sets. */
async function findFreshFolder(
  root: string,
  parts: readonly string[],
  disk: NamingDisk,
): Promise<number | undefined> {
  for (let depth = 0; depth <= SET_FOLDER_DEPTH; depth++) {
    if (!(await disk.isTaken(join(root, ...parts.slice(0, depth))))) return depth;
  }
  return undefined;
}

/**
 * The rank in which a file is placed: a data file alone is no snapshot, metadata makes it one, and BackupInfo completes
 * the set.
 */
function rankOf(path: string): number {
  if (/\.zip$/i.test(path)) return 1;
  if (/backupinfo\.xml$/i.test(path)) return 4;
  return /registrations\.json$/i.test(path) ? 2 : 3;
}
