import { type GivenFileContext, readGivenText } from '../../adapters/keys/given-file.js';
import { parseSavedPlan, type SavedPlan } from '../../use-cases/restore/prepare/saved-plan.js';
import { writeNewText } from '../new-text.js';
import type { GivenMapping } from '../../use-cases/restore/ids/mapping.js';

/** Writes a saved plan to a new file, readable for its owner only. Result and errors as of {@link writeNewText}. */
export async function writePlanFile(path: string, plan: SavedPlan): Promise<string> {
  return writeNewText(path, `${JSON.stringify(plan, null, 2)}\n`);
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
