import { link, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endAfter } from '../../core/errors/first-failure.js';
import { nameTemporary, removeTemporaries, writeSyncedFile } from './atomic-file.js';
import { readSystemCode, unlessMissing } from '../../core/errors/system-code.js';
import { MIB } from '../../core/sizes.js';
import { readOwnText } from './own-files.js';
import { syncFolder } from './sync-folder.js';

/** One holding of a lock. The highest generation counts; a lock is free when that one was released. */
export interface Generation {
  readonly number: number;
  readonly isReleased: boolean;
}

const HELD = '.held';
const RELEASED = '.released';
const NAME = /^(\d{8})(\.held|\.released)$/;

/** Codes of systems that have no hard links, or not here. */
const UNLINKABLE: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EXDEV',
]);

function nameOf(number: number, ending: string): string {
  return `${String(number).padStart(8, '0')}${ending}`;
}

/** All generations that are still there, highest first. */
export async function listGenerations(folder: string): Promise<readonly Generation[]> {
  const names = await readdir(folder);
  return names
    .flatMap((name) => {
      const [, number, ending] = NAME.exec(name) ?? [];
      return number === undefined ? [] : [{ number: Number(number), isReleased: ending === RELEASED }];
    })
    .toSorted((left, right) => right.number - left.number);
}

/** The text that the holder wrote; undefined when it was released meanwhile. */
export function readHolder(folder: string, number: number): Promise<string | undefined> {
  return unlessMissing(readOwnText(join(folder, nameOf(number, HELD)), MIB), undefined);
}

/**
 * Takes a generation that nobody had. False when somebody else took it, or a later one, first.
 *
 * A name is made with its content in one step, so that nobody reads half a holder; and nothing that another process may
 * rely on is ever deleted: of two that find a dead holder at the same time only one gets the next number.
 */
export async function takeGeneration(folder: string, number: number, holder: string): Promise<boolean> {
  if (!(await createExclusively(folder, nameOf(number, HELD), holder))) return false;
  const others = (await listGenerations(folder)).filter(
    (other) => other.number > number || (other.number === number && other.isReleased),
  );
  if (others.length > 0) {
    await rm(join(folder, nameOf(number, HELD)), { force: true });
    return false;
  }
  await syncFolder(folder);
  return true;
}

async function createExclusively(folder: string, name: string, content: string): Promise<boolean> {
  const temporary = join(folder, nameTemporary());
  await writeSyncedFile(temporary, content);
  return endAfter(
    () => giveContent(temporary, { path: join(folder, name), content }),
    () => rm(temporary, { force: true }),
  );
}

async function giveContent(
  temporary: string,
  { path, content }: { readonly path: string; readonly content: string },
): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    const code = readSystemCode(error);
    // ENOENT: whoever took the lock meanwhile has cleared the file away.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    if (!UNLINKABLE.has(code)) throw error;
    return createDirectly(path, content);
  }
}

async function createDirectly(path: string, content: string): Promise<boolean> {
  try {
    await writeSyncedFile(path, content);
    return true;
  } catch (error) {
    if (readSystemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Releases a generation; does nothing when somebody else already did that. */
export async function releaseGeneration(folder: string, number: number): Promise<void> {
  const renaming = rename(join(folder, nameOf(number, HELD)), join(folder, nameOf(number, RELEASED)));
  await unlessMissing(renaming, undefined);
}

/** Removes the generations below the one that the caller holds, and the files of those that were never taken. */
export async function removeOlderGenerations(folder: string, number: number): Promise<void> {
  await removeTemporaries(folder);
  for (const older of await listGenerations(folder)) {
    if (older.number >= number) continue;
    await rm(join(folder, nameOf(older.number, older.isReleased ? RELEASED : HELD)), { force: true });
  }
}
