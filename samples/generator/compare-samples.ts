import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compareDigests, digestTree, parseDigestList } from './digest-list.js';
import { readFiles } from './file-tree.js';
import { readSampleKeys, sampleKeyFile } from './sample-keys.js';
import { renderSampleShare } from './sample-share.js';

/** Absolute path of samples/share. */
export const SHARE_FOLDER = fileURLToPath(new URL('../share', import.meta.url));

/** Compares samples/share with what would be made. @returns a line for each file that differs. */
export async function compareShare(): Promise<readonly string[]> {
  const expected = digestTree(await renderSampleShare(await readSampleKeys()));
  const differences = compareDigests(expected, digestTree(await readFiles(SHARE_FOLDER)));
  return differences.map((difference) => `share, ${difference}`);
}

/**
 * Compares samples/keys with the digests written down beside them: keys are inputs, which nothing can make again.
 *
 * @returns a line for each file that differs.
 */
export async function compareKeys(): Promise<readonly string[]> {
  const listed = parseDigestList(await readFile(sampleKeyFile('SHA256SUMS'), 'utf8'));
  const found = [...(await readFiles(sampleKeyFile('.')))].filter(([path]) => path.startsWith('TEST-ONLY-'));
  const differences = compareDigests(listed, digestTree(new Map(found)));
  return differences.map((difference) => `keys, ${difference}`);
}
