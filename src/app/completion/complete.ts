import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../../core/is-object.js';
import { completeLine, type Manifest, renderCompletion } from './complete-line.js';
import { applyConfiguration } from '../configuration/read-configuration.js';
import { createLiveWords } from './live-words.js';
import { GUIDE_NAMES } from '../../report/guides/guide-names.js';

/**
 * Completes a line for the script of a shell, and writes the words to stdout. Never fails: a line that cannot be completed
 * is completed with nothing.
 *
 * @param root folder of the package, where the manifest lies
 * @param argv words before the cursor; the last one is `=` and the word at the cursor
 */
export async function complete(
  root: string,
  argv: readonly string[],
  { stdout, env }: Pick<NodeJS.Process, 'stdout' | 'env'>,
): Promise<void> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(root, 'oclif.manifest.json'), 'utf8'));
    if (!isManifest(manifest)) return;
    // A file that is refused is told of by the command itself.
    await applyConfiguration(env).catch(() => undefined);
    const line = { words: argv.slice(0, -1), current: (argv.at(-1) ?? '').replace(/^=/, '') };
    stdout.write(renderCompletion(await completeLine(line, manifest, createLiveWords(env, GUIDE_NAMES))));
  } catch {
    // Nobody reads an error in the middle of a line.
  }
}

/** The build has written it beside this file: its form need not be proved, only that it is there. */
function isManifest(value: unknown): value is Manifest {
  return isObject(value) && isObject(value['commands']);
}
