import { join } from 'node:path';
import { isTemporaryName, parseCaptureMarkerName } from '../backup-set/capture-names.js';
import type { ProcessMark, ProcessTable } from '../journal/process-mark.js';
import type { ShareFiles } from './share-files.js';

/** A capture of another machine, where nobody can look from here, is taken for dead after a day. */
const ELSEWHERE_LIMIT_MS = 24 * 60 * 60 * 1000;
/** A marker without content: its writer was killed in the very moment, or is about to write it. */
const EMPTY_LIMIT_MS = 60 * 60 * 1000;

/** What was found of captures that did not come to their end. Backup ids. */
export interface ClearedCaptures {
  readonly cleared: readonly string[];
  /** Still under way, as far as can be told. */
  readonly left: readonly string[];
}

/**
 * Removes what dead captures left in a store: only files of backup ids that a marker names.
 *
 * @param root `…/MASBackup/progressivebackup`.
 * @throws SHARE_UNREACHABLE when the share cannot be written.
 * Source: format specification, section 11.
 */
export async function clearCaptures(
  root: string,
  files: ShareFiles,
  from: { readonly processes: ProcessTable; readonly now: Date },
): Promise<ClearedCaptures> {
  const cleared: string[] = [];
  const left: string[] = [];
  for (const { name, folder } of await files.list(root)) {
    if (!folder) continue;
    const path = join(root, name);
    for (const entry of await files.list(path)) {
      const backupId = entry.folder ? undefined : parseCaptureMarkerName(entry.name);
      if (backupId === undefined) continue;
      const isDead = await isDeadMarker(join(path, entry.name), files, from);
      (isDead ? cleared : left).push(backupId);
      if (isDead) await removeCapture(path, backupId, files);
    }
  }
  return { cleared, left };
}

/**
 * Removes all files of a capture: the metadata before the data, and the marker last, so that what is left when this is
 * broken off is still no set.
 */
export async function removeCapture(folder: string, backupId: string, files: ShareFiles): Promise<void> {
  const isOwn = (name: string) => name.toLowerCase().includes(`_${backupId}_`);
  const entries = await files.list(folder);
  for (const { name, folder: isFolder } of entries) {
    if (!isFolder && isOwn(name)) await files.remove(join(folder, name));
  }
  for (const repository of entries.filter((entry) => entry.folder)) {
    const path = join(folder, repository.name);
    const own = (await files.list(path)).filter((entry) => !entry.folder && isOwn(entry.name));
    const ordered = own.map(({ name }) => name).toSorted((left, right) => rank(left) - rank(right));
    for (const name of ordered) await files.remove(join(path, name));
    if (own.length > 0) await files.syncFolder(path);
  }
  await files.syncFolder(folder);
  for (const { name } of entries) {
    if (parseCaptureMarkerName(name) === backupId) await files.remove(join(folder, name));
  }
  await files.syncFolder(folder);
}

function rank(name: string): number {
  return Number(!name.toLowerCase().endsWith('.xml')) + Number(isTemporaryName(name));
}

async function isDeadMarker(
  path: string,
  files: ShareFiles,
  { processes, now }: { readonly processes: ProcessTable; readonly now: Date },
): Promise<boolean> {
  const { text, modifiedAt } = await files.read(path);
  const ageMs = now.getTime() - modifiedAt.getTime();
  const mark = parseMark(text);
  if (mark === undefined) return ageMs > EMPTY_LIMIT_MS;
  const standing = await processes.readStanding(mark);
  return standing === 'dead' || (standing === 'elsewhere' && ageMs > ELSEWHERE_LIMIT_MS);
}

function parseMark(text: string): ProcessMark | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isMark(value) ? value : undefined;
}

function isMark(value: unknown): value is ProcessMark {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, host, space, started }: Readonly<Record<string, unknown>> = { ...value };
  const isTextOrNull = (item: unknown) => item === null || typeof item === 'string';
  return typeof pid === 'number' && typeof host === 'string' && isTextOrNull(space) && isTextOrNull(started);
}
