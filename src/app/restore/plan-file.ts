import { resolve } from 'node:path';
import { replaceFile } from '../../adapters/disk/atomic-file.js';
import { readGivenFile } from '../../adapters/disk/read-given-file.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { GIB, MIB } from '../../core/sizes.js';
import { parseSavedPlan, type SavedPlan } from '../../use-cases/restore/prepare/saved-plan.js';
import type { Mapping } from '../../use-cases/restore/ids/mapping.js';

const LIMIT_BYTES = GIB / 2;

/**
 * Writes a saved plan, readable for its owner only.
 *
 * @returns its absolute path. @throws PERMISSION_MISSING when it cannot be written; the file is as it was then.
 */
export async function writePlanFile(path: string, plan: SavedPlan): Promise<string> {
  const target = resolve(path);
  try {
    await replaceFile(target, `${JSON.stringify(plan, null, 2)}\n`);
  } catch (cause) {
    throw new RestackError('PERMISSION_MISSING', `the plan cannot be written to ${target}`, { cause });
  }
  return target;
}

/**
 * Reads a saved plan.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read, CONFIG when it is no plan.
 */
export async function readPlanFile(path: string): Promise<SavedPlan> {
  const bytes = await readGivenFile(path, { what: 'plan file', limitBytes: LIMIT_BYTES });
  return parseSavedPlan(Buffer.from(bytes).toString('utf8'), path);
}

/**
 * Reads the mapping file that `--map` names; without one only the names are mapped that restack finds by itself.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read, CONFIG with lines when it is wrong.
 */
export async function readMappingFile(path: string | undefined): Promise<Mapping> {
  if (path === undefined) return {};
  const bytes = await readGivenFile(path, { what: 'mapping file', limitBytes: MIB });
  const [{ decodeFileText }, { parseMapping }] = await Promise.all([
    import('../../crypto/file-text.js'),
    import('../../use-cases/restore/ids/parse-mapping.js'),
  ]);
  return parseMapping(decodeFileText(bytes), path);
}
