import { fileURLToPath } from 'node:url';
import { GeneratedFolder } from './generated-folder.js';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { SCHEMAS_FOLDER } from './source-schemas.js';

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

/** The packages whose output is part of generated files. */
const COMPILERS = ['ajv', 'json-schema-to-typescript', 'prettier'];

/**
 * Computes the SHA-256 of everything that generated files are made from: schemas, generator, and packages.
 *
 * @param schemas the folder `schemas`.
 * @returns 64 hexadecimal digits.
 */
export async function digestInputs(schemas = SCHEMAS_FOLDER): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const own = [
    ...(await listFiles(schemas, '', '.json')),
    ...(await listFiles(schemas, 'cli', '.json')),
    ...(await listFiles(schemas, 'generator', '.ts')),
  ];
  const inputs = [
    ...own.map((file) => [file, path.join(schemas, file)] as const),
    ...COMPILERS.map((name) => [name, resolve(`${name}/package.json`)] as const),
  ];
  const contents = await Promise.all(
    inputs.map(async ([name, file]) => ({ name, bytes: await readFile(file) })),
  );
  const hash = createHash('sha256');
  for (const { name, bytes } of contents) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}

/** Paths below `schemas`, `/` as separator. */
async function listFiles(schemas: string, folder: string, extension: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(schemas, folder));
  return entries
    .filter((entry) => entry.endsWith(extension))
    .toSorted()
    .map((entry) => path.posix.join(folder, entry));
}
