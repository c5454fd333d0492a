import { join } from 'node:path';
import { parseCaptureMarkerName } from '../names/capture-names.js';
import { isLeftBehind, type ProcessMark, type ProcessTable } from '../../core/process-mark.js';
import { removeSetFiles, type ShareFiles, type SmallFile } from './share-files.js';

/**
 * The age up to which a marker without content counts as fresh: its writer was killed in the very moment, or is about
 * to write it.
 */
const EMPTY_LIMIT_MS = 60 * 60 * 1000;

/** The backup ids of captures that did not come to their end. */
export interface ClearedCaptures {
  readonly cleared: readonly string[];
  /** Still under way, as far as can be told. */
  readonly left: readonly string[];
}

/**
 * Removes the files of dead captures from a store: only those of backup ids that a marker names.
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
      const marker = await files.read(join(path, entry.name));
      // Its capture came to an end since the folder was listed.
      if (marker === undefined) continue;
      const isDead = await isDeadMarker(marker, from);
      (isDead ? cleared : left).push(backupId);
      if (isDead) await removeSetFiles(path, backupId, files);
    }
  }
  return { cleared, left };
}

async function isDeadMarker(
  { text, modifiedAt }: SmallFile,
  { processes, now }: { readonly processes: ProcessTable; readonly now: Date },
): Promise<boolean> {
  const ageMs = now.getTime() - modifiedAt.getTime();
  const mark = parseMark(text);
  if (mark === undefined) return ageMs > EMPTY_LIMIT_MS;
  return isLeftBehind(await processes.readStanding(mark), ageMs);
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
