import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A schema as it stands in the repository. */
export interface SourceSchema {
  /** File name without `.json`: `compute-quota`. */
  readonly name: string;
  /** Path below `schemas/`, `/` as separator: `cli/list.json`. References between schemas resolve against it. */
  readonly key: string;
  readonly document: Readonly<Record<string, unknown>>;
}

/** Absolute path of the folder `schemas`. */
export const SCHEMAS_FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** Reads all schemas of `schemas/` or of one folder in it, sorted by name; empty when the folder is not there. */
export async function readSourceSchemas(folder: '' | 'cli' = ''): Promise<readonly SourceSchema[]> {
  const entries = await readdir(path.join(SCHEMAS_FOLDER, folder)).catch(() => []);
  const files = entries.filter((entry) => entry.endsWith('.json')).toSorted();
  return Promise.all(files.map((file) => readSourceSchema(folder === '' ? file : `${folder}/${file}`)));
}

async function readSourceSchema(key: string): Promise<SourceSchema> {
  const document: unknown = JSON.parse(await readFile(path.join(SCHEMAS_FOLDER, key), 'utf8'));
  if (!isJsonObject(document)) throw new Error(`schemas/${key} is not a JSON object`);
  return { name: path.posix.basename(key, '.json'), key, document };
}

/** True for a JSON object; false for an array, a scalar and null. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a schema of its own; false for a file that only holds definitions for others. */
export function isRootSchema(schema: SourceSchema): boolean {
  return typeof schema.document['title'] === 'string';
}
