import { createDecipheriv } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLegacyKey, splitCompactKey } from '../../../src/crypto/compact-key.js';
import { parseDataFileHeader } from '../../../src/crypto/data-file-header.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SHARE = join(ROOT, 'samples/share');
const LEGACY_SET = /\/201812\d+\//;

/** Files below `folder` (of the repository) whose path matches, in the order of their paths. */
export async function readFilesOf(folder: string, pattern: RegExp): Promise<readonly Uint8Array[]> {
  const paths = await readdir(join(ROOT, folder), { recursive: true });
  const matching = paths.map((path) => path.replaceAll('\\', '/')).filter((path) => pattern.test(path));
  return Promise.all(matching.toSorted().map((path) => readFile(join(ROOT, folder, path))));
}

/** The archives that the data files of the sample share's legacy set hold, decrypted. */
export async function readSampleArchives(): Promise<readonly Uint8Array[]> {
  const keyText = await readFile(join(ROOT, 'samples/keys/TEST-ONLY-legacy-key.txt'), 'utf8');
  const { aesKey } = splitCompactKey(parseLegacyKey(keyText));
  const paths = await readdir(SHARE, { recursive: true });
  const sealed = paths.map((path) => `/${path.replaceAll('\\', '/')}`).filter(isLegacyDataFile);
  return Promise.all(
    sealed.toSorted().map(async (path) => {
      const bytes = await readFile(join(SHARE, path));
      const { iv, ciphertextOffset } = parseDataFileHeader(bytes);
      const decipher = createDecipheriv('aes-256-cbc', aesKey, iv);
      return Buffer.concat([decipher.update(bytes.subarray(ciphertextOffset)), decipher.final()]);
    }),
  );
}

function isLegacyDataFile(path: string): boolean {
  return LEGACY_SET.test(path) && path.endsWith('.zip');
}
