import { readFile } from 'node:fs/promises';
import { readText } from '../cloud/json-value.js';
import { RestackError } from '../core/errors/restack-error.js';

/** The version of this restack, from its package. */
export async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const manifest: unknown = JSON.parse(text);
  const version = readText(manifest, 'version');
  if (version !== undefined) return version;
  throw new RestackError('INTERNAL', 'the package of restack names no version');
}
