/**
 * Makes the types and validators under `generated/` from the schemas. `--check` writes nothing and fails when what
 * is there differs from what would be written.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { generateFiles } from './generator/generate-files.js';
import { SCHEMAS_FOLDER } from './generator/source-schemas.js';

const repository = path.dirname(path.resolve(SCHEMAS_FOLDER));
const check = process.argv.includes('--check');
const files = await generateFiles();
const stale = await findStaleFiles(files);

if (check && stale.length > 0) {
  process.stderr.write(
    `Not up to date:\n${stale.map((file) => `  ${file}\n`).join('')}Run: npm run generate\n`,
  );
  process.exitCode = 1;
} else if (!check) {
  await Promise.all(stale.map((file) => replaceFile(file, files.get(file))));
  process.stdout.write(`${files.size} files from schemas/, ${stale.length} of them changed\n`);
}

/** The generated files that differ, are missing, or should no longer be there; paths below the repository. */
async function findStaleFiles(expected: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const folders = new Set([...expected.keys()].map((file) => path.posix.dirname(file)));
  const found = await Promise.all([...folders].map(listFolder));
  const candidates = new Set([...expected.keys(), ...found.flat()]);
  const stale: string[] = [];
  for (const file of candidates) {
    const text = await readFile(path.join(repository, file), 'utf8').catch(() => undefined);
    if (text !== expected.get(file)) stale.push(file);
  }
  return stale.toSorted();
}

async function listFolder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(repository, folder), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => `${folder}/${entry.name}`);
}

async function replaceFile(file: string, text: string | undefined): Promise<void> {
  const target = path.join(repository, file);
  if (text === undefined) return rm(target);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}
