import { lstat, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../disk/sync-folder.js';
import { undoFor } from '../../../core/errors/first-failure.js';
import type { FilePlace } from './file-places.js';
import { giveName } from '../../disk/new/new-file.js';
import { makeFolders } from '../../disk/new/make-folders.js';

/**
 * Depth of a folder of sets: `progressivebackup/<version>` or `<timestamp>/<backupId>`. Sets share the folders below
 * it.
 */
const SET_FOLDER_DEPTH = 2;

interface Move {
  readonly from: string;
  readonly to: string;
  readonly isFolder: boolean;
  readonly rank: number;
}

/**
 * Gives staged files their places below `root`: a whole folder at once where the folder is not there yet; otherwise
 * file by file, so that the set shows only when the last one is in its place. When anything fails, the placed files are
 * taken away again.
 */
export async function movePlaces(options: {
  readonly root: string;
  readonly staging: string;
  readonly places: readonly FilePlace[];
}): Promise<void> {
  const moves = (await planMoves(options)).toSorted((a, b) => a.rank - b.rank);
  const undo: string[] = [];
  try {
    for (const { from, to, isFolder } of moves) {
      const created = await makeFolders(dirname(to));
      if (created !== undefined) undo.push(created);
      if (isFolder) await rename(from, to);
      else await giveName(from, to);
      undo.push(to);
    }
    await Promise.all([...new Set(moves.map(({ to }) => dirname(to)))].map((folder) => syncFolder(folder)));
  } catch (error) {
    throw await undoFor(error, async () => {
      for (const path of undo.toReversed()) await rm(path, { recursive: true, force: true });
    });
  }
}

async function planMoves(options: {
  readonly root: string;
  readonly staging: string;
  readonly places: readonly FilePlace[];
}): Promise<readonly Move[]> {
  const { root, staging, places } = options;
  const moves = new Map<string, Move>();
  for (const { path, parts, target } of places) {
    const depth = await findFreshFolder(root, parts);
    if (depth === undefined) {
      moves.set(target, { from: join(staging, path), to: target, isFolder: false, rank: rankOf(path) });
      continue;
    }
    const to = join(root, ...parts.slice(0, depth));
    const from = join(staging, ...path.split('/').slice(0, depth));
    moves.set(to, { from, to, isFolder: true, rank: 0 });
  }
  return [...moves.values()];
}

/** Number of names down to the outermost folder that is not there, not deeper than a folder of sets. */
async function findFreshFolder(root: string, parts: readonly string[]): Promise<number | undefined> {
  for (let depth = 0; depth <= SET_FOLDER_DEPTH; depth++) {
    const facts = await lstat(join(root, ...parts.slice(0, depth))).catch(() => undefined);
    if (facts === undefined) return depth;
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
