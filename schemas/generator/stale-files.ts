import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The generated files that differ from `expected`, are missing, or should no longer be there.
 *
 * @param expected text by path below `root`, `/` as separator; its folders hold generated files only.
 */
export async function findStaleFiles(
  expected: ReadonlyMap<string, string>,
  root: string,
): Promise<readonly string[]> {
  const folders = new Set([...expected.keys()].map((file) => path.posix.dirname(file)));
  const found = await Promise.all([...folders].map((folder) => listFolder(folder, root)));
  const stale: string[] = [];
  for (const file of new Set([...expected.keys(), ...found.flat()])) {
    const text = await readFile(path.join(root, file), 'utf8').catch(() => undefined);
    if (text !== expected.get(file)) stale.push(file);
  }
  return stale.toSorted();
}

/** Writes the file as it should be; without a text it is removed. */
export async function replaceFile(file: string, text: string | undefined): Promise<void> {
  if (text === undefined) return rm(file);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function listFolder(folder: string, root: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => `${folder}/${entry.name}`);
}
