import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const FOLDER = fileURLToPath(new URL('crashes', import.meta.url));

/** Inputs that once broke a law of the target. */
export async function readCrashes(target: string): Promise<readonly Uint8Array[]> {
  const names = await readdir(join(FOLDER, target)).catch(() => []);
  return Promise.all(names.map(async (name) => readFile(join(FOLDER, target, name))));
}
