import { readFile } from 'node:fs/promises';
import { RestackError } from '../core/errors/restack-error.js';

/** The version of this restack, from its package. */
export async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const manifest: unknown = JSON.parse(text);
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  throw new RestackError('INTERNAL', 'the package of restack names no version');
}
