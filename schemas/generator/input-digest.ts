import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { SCHEMAS_FOLDER } from './source-schemas.js';

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
