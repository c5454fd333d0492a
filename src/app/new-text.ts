import { resolve } from 'node:path';
import { assertFolderPossible, isTaken, writeNewFile } from '../adapters/disk/new/new-file.js';
import { RestackError } from '../core/errors/restack-error.js';

/**
 * Asserts that texts can be written to files that are not there yet, before the work is done that they tell of.
 *
 * @param paths by the flag that named them
 * @param replaceable flags whose files may be there already
 * @throws USAGE when a name is taken, or two flags name one file; NOT_FOUND when nothing can lie there.
 */
export async function assertNewTexts(
  paths: Readonly<Record<string, string | undefined>>,
  replaceable: readonly string[] = [],
): Promise<void> {
  const flagOf = new Map<string, string>();
  for (const [flag, given] of Object.entries(paths)) {
    if (given === undefined) continue;
    const path = resolve(given);
    const other = flagOf.get(path);
    if (other !== undefined) throw new RestackError('USAGE', `${other} and ${flag} name one file: ${path}`);
    flagOf.set(path, flag);
    assertFolderPossible(path);
    if (replaceable.includes(flag) || !(await isTaken(path))) continue;
    throw new RestackError('USAGE', `${flag}: ${path} is there already, and is never overwritten`, {
      hints: ['name a file that is not there yet'],
      details: { path },
    });
  }
}

/**
 * Writes a text to a new file that only its owner may read.
 *
 * @returns its absolute path. @throws USAGE when the name is taken, PERMISSION_MISSING or CONFIG when it cannot be
 * written; nothing remains then.
 */
export async function writeNewText(path: string, text: string): Promise<string> {
  const target = resolve(path);
  await writeNewFile(target, async (handle) => handle.writeFile(text));
  return target;
}
