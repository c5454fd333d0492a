import type { Finding } from '../../core/errors/finding.js';
import type { BackupSet } from '../catalog.js';
import type { AssembledFolder, JudgedSet } from './assemble-sets.js';

/** The findings around the sets of one folder. */
export interface FolderSurroundings {
  /** Path of the folder in its store. */
  readonly folder: string;
  /** Of the whole store: what could not be listed, and names that collide. */
  readonly listed: readonly Finding[];
  /** Of the folder itself: registrations.json. */
  readonly own: readonly Finding[];
}

/**
 * Adds to each set of a folder the faults of the store that it rests on: of registrations.json, of places in or above its
 * folder that could not be read, of files that may be its own and do not say so. What is only context, and what belongs to
 * another set, is left out.
 */
export function addFoundations(
  { sets, findings }: AssembledFolder,
  { folder, listed, own }: FolderSurroundings,
): readonly BackupSet[] {
  const around = listed.filter(({ file }) => file !== null && concerns(file, folder));
  const faults = [...around, ...own, ...findings].filter(({ severity }) => severity !== 'info');
  const shared = faults.filter(({ backupId }) => backupId === null);
  const named = faults.filter(({ backupId }) => backupId !== null);
  return sets.map((set) => ({ ...set, foundations: selectFoundations(set, shared, named) }));
}

function selectFoundations(
  { backupId }: JudgedSet,
  shared: readonly Finding[],
  named: readonly Finding[],
): readonly Finding[] {
  const own = named.filter((finding) => finding.backupId === backupId);
  return own.length === 0 ? shared : [...shared, ...own];
}

/** A folder is hit by what befalls it, a folder that it lies in, or anything inside of it. */
function concerns(file: string, folder: string): boolean {
  const [place, own] = [file.toLowerCase(), folder.toLowerCase()];
  return place === '' || place === own || own.startsWith(`${place}/`) || place.startsWith(`${own}/`);
}
