import { fileURLToPath } from 'node:url';

import { GeneratedFolder } from './generated-folder.js';
import { digestInputs } from './input-digest.js';

/** Holds types and validators. Ignored by git; everything that needs them calls `updateGeneratedFiles` first. */
const GENERATED = fileURLToPath(new URL('../../src/schema/generated', import.meta.url));

/**
 * Makes the types and validators in `src/schema/generated` anew where a schema, the generator or one of its packages
 * has changed since. When nothing has, that takes milliseconds and loads no compiler.
 *
 * @returns the names of files that were written or removed.
 */
export async function updateGeneratedFiles(): Promise<readonly string[]> {
  const folder = new GeneratedFolder(GENERATED);
  const inputs = await digestInputs();
  if (await folder.isMadeFrom(inputs)) return [];
  const { generateFiles } = await import('./generate-files.js');
  return folder.replaceFiles(inputs, await generateFiles());
}
