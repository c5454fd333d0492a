import { resolve } from 'node:path';
import { replaceFile } from '../../adapters/disk/atomic-file.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { type GivenFileContext, readGivenText } from '../../adapters/keys/given-file.js';
import { assertFolderOf, explainWriteError, isTaken } from '../../adapters/disk/new/new-file.js';
import { parseSavedPlan, type SavedPlan } from '../../use-cases/restore/prepare/saved-plan.js';
import type { GivenMapping } from '../../use-cases/restore/ids/mapping.js';

/**
 * Writes a saved plan, readable for its owner only.
 *
 * @returns its absolute path. @throws NOT_FOUND when its folder is not there, CONFIG when nothing is left of the space, PERMISSION_MISSING when it cannot be
 * written otherwise; the file is as it was then.
 */
export async function writePlanFile(path: string, plan: SavedPlan): Promise<string> {
  const target = resolve(path);
  await replaceFile(target, `${JSON.stringify(plan, null, 2)}\n`, { explain: explainWriteError });
  return target;
}

/**
 * Asserts that a plan may be saved under a name: nothing lies there yet, or an earlier plan, which the new one replaces.
 *
 * @throws USAGE when anything else lies there, which is never overwritten; NOT_FOUND when its folder is not there.
 */
export async function assertPlanPlace(path: string | undefined, context: GivenFileContext): Promise<void> {
  if (path === undefined) return;
  const target = resolve(path);
  assertFolderOf(target);
  if (!(await isTaken(target))) return;
  try {
    await readPlanFile(target, context);
  } catch (cause) {
    throw new RestackError(
      'USAGE',
      `--out: ${target} is there already, and is no plan that could be replaced`,
      {
        cause,
        hints: ['name a file that is not there yet, or one that holds a plan'],
        details: { path: target },
      },
    );
  }
}

/**
 * Reads a saved plan.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read, CONFIG when it is no plan.
 */
export async function readPlanFile(path: string, context: GivenFileContext): Promise<SavedPlan> {
  return parseSavedPlan(await readGivenText(path, 'plan', context), path);
}

/**
 * Reads the mapping file that `--map` names; without one only the names are mapped that restack finds by itself.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read, CONFIG with lines when it is wrong.
 */
export async function readMappingFile(
  path: string | undefined,
  context: GivenFileContext,
): Promise<GivenMapping> {
  if (path === undefined) return { mapping: {}, placeOf: () => '--map' };
  const text = await readGivenText(path, 'mapping', context);
  const { parseMapping } = await import('../../use-cases/restore/ids/parse-mapping.js');
  return parseMapping(text, path);
}
