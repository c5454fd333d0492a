import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { endAfter, undoFor } from '../../core/errors/first-failure.js';
import type { VersionAddress } from '../../use-cases/capture/capture-source.js';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../disk/atomic-file.js';
import { readSystemCode } from '../../core/errors/system-code.js';
import { readOwnText } from '../disk/own-files.js';
import { createFileError } from '../disk/file-failure.js';
import type { ProcessStanding, ProcessTable } from '../../core/process-mark.js';
import { formatProcessTag, readTagStanding } from '../disk/process/machine-processes.js';
import { syncFolder } from '../disk/sync-folder.js';
import { makeFolders } from '../disk/new/make-folders.js';

/** A note of this capture or of another one. */
export interface FoundNote {
  readonly path: string;
  readonly pid: number;
  readonly standing: ProcessStanding;
  readonly writtenAt: Date;
  /** Enabled, and not disabled again as far as the note knows. */
  readonly versions: readonly VersionAddress[];
}

const ENDING = '.enabled';
const NAME = /^((\d+)-[0-9a-f]+-[0-9a-f]+)-[0-9a-f]+\.enabled$/;

/**
 * The note of one capture: the versions of secrets that it has enabled and not yet disabled again. One file, whose name
 * tells the process that wrote it; a line for each change.
 */
export class EnabledNote {
  readonly #pending = new Set<string>();

  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** Creates the note of this process. @throws PERMISSION_MISSING or CONFIG when the folder cannot be written. */
  static async create(folder: string, processes: ProcessTable): Promise<EnabledNote> {
    const tag = formatProcessTag(await processes.readSelf());
    const path = join(folder, `${tag}-${randomBytes(4).toString('hex')}${ENDING}`);
    try {
      await makeFolders(folder, PRIVATE_FOLDER);
      const handle = await open(path, 'ax', PRIVATE_FILE);
      const note = new EnabledNote(path, handle);
      try {
        await syncFolder(folder);
        return note;
      } catch (error) {
        throw await undoFor(error, () => note.close());
      }
    } catch (error) {
      throw createFileError(error, `writing ${path}`);
    }
  }

  /** Adds a version. Resolves when the note would survive a crash of the machine. Errors as {@link create}. */
  async add(version: VersionAddress): Promise<void> {
    const { id, vault, path } = version;
    try {
      await this.handle.appendFile(formatLine({ enabled: { id, vault, path } }));
      await this.handle.sync();
    } catch (error) {
      throw createFileError(error, `writing ${this.path}`);
    }
    this.#pending.add(id);
  }

  /** Removes a version. Losing this line does no harm: the version is disabled once more then. */
  async remove({ id }: Pick<VersionAddress, 'id'>): Promise<void> {
    this.#pending.delete(id);
    await this.handle.appendFile(formatLine({ disabled: id })).catch(() => {});
  }

  /** Removes the note, unless a version in it is still enabled. */
  async close(): Promise<void> {
    await this.handle.close();
    if (this.#pending.size === 0) await rm(this.path, { force: true });
  }
}

/**
 * The notes in a folder that are not `own`. A folder that is not there has none.
 *
 * @throws PERMISSION_MISSING or CONFIG when one cannot be read.
 */
export async function findEnabledNotes(
  folder: string,
  { processes, own }: { readonly processes: ProcessTable; readonly own: EnabledNote | undefined },
): Promise<readonly FoundNote[]> {
  const notes: FoundNote[] = [];
  for (const name of await listNames(folder)) {
    const [, tag = '', pid] = NAME.exec(name) ?? [];
    const path = join(folder, name);
    if (path === own?.path) continue;
    const standing = await readTagStanding(tag, processes);
    if (standing === undefined) continue;
    const content = await readNote(path);
    if (content !== undefined) notes.push({ path, pid: Number(pid), standing, ...content });
  }
  return notes;
}

/** Takes disabled versions out of somebody else's note, and removes the note when `isDone`. */
export async function settleEnabledNote(
  { path }: Pick<FoundNote, 'path'>,
  { disabled, isDone }: { readonly disabled: readonly string[]; readonly isDone: boolean },
): Promise<void> {
  try {
    if (isDone) return await rm(path, { force: true });
    const handle = await open(path, 'a', PRIVATE_FILE);
    await endAfter(
      () => handle.appendFile(disabled.map((id) => formatLine({ disabled: id })).join('')),
      () => handle.close(),
    );
  } catch (error) {
    throw createFileError(error, `writing ${path}`);
  }
}

type Line = { readonly enabled: VersionAddress } | { readonly disabled: string };

/** Formats a line. It begins with a line end, so that a line which a full disk cut short ends there. */
function formatLine(line: Line): string {
  return `\n${JSON.stringify(line)}\n`;
}

/** Reads a note; undefined when it was removed meanwhile. */
async function readNote(path: string): Promise<Pick<FoundNote, 'writtenAt' | 'versions'> | undefined> {
  try {
    const [text, { mtime }] = await Promise.all([readOwnText(path), stat(path)]);
    const pending = new Map<string, VersionAddress>();
    for (const line of text.split('\n').map(parseLine)) {
      if (line === undefined) continue;
      if ('enabled' in line) pending.set(line.enabled.id, line.enabled);
      else pending.delete(line.disabled);
    }
    return { writtenAt: mtime, versions: [...pending.values()] };
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return undefined;
    throw createFileError(error, `reading ${path}`);
  }
}

/** Parses a line; undefined for one that was cut short: its change never followed. */
function parseLine(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isLine(value: unknown): value is Line {
  if (typeof value !== 'object' || value === null) return false;
  const { enabled, disabled }: Readonly<Record<string, unknown>> = { ...value };
  if (typeof disabled === 'string') return true;
  if (typeof enabled !== 'object' || enabled === null) return false;
  const { id, vault, path }: Readonly<Record<string, unknown>> = { ...enabled };
  return [id, vault, path].every((text) => typeof text === 'string');
}

async function listNames(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ENDING));
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return [];
    throw createFileError(error, `reading ${folder}`);
  }
}
