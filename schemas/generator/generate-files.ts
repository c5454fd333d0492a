import { compileTypes } from './compile-types.js';
import { compileValidators } from './compile-validators.js';
import { readSourceSchemas } from './source-schemas.js';

/** Where generated files lie, below the repository. */
export const GENERATED_FOLDERS = {
  /** Types of records, metadata and command results, and the validators that run in the product. */
  product: 'src/schema/generated',
  /** Validators of command results: for tests only, so they are not part of the product. */
  commandResults: 'schemas/generated/cli',
} as const;

/** Generates everything, deterministically. @returns text by path below the repository, `/` as separator. */
export async function generateFiles(): Promise<ReadonlyMap<string, string>> {
  const formats = await readSourceSchemas();
  const commands = await readSourceSchemas('cli');
  const all = [...formats, ...commands];
  const files = new Map<string, string>();
  const inProduct = { all, supportFolder: '..', typesModule: './types.js' };
  const support = '../../../src/schema';
  const inTests = { all, supportFolder: support, typesModule: `${support}/generated/cli-types.js` };
  for (const [name, text] of compileValidators(formats, inProduct)) {
    files.set(`${GENERATED_FOLDERS.product}/${name}.ts`, text);
  }
  files.set(`${GENERATED_FOLDERS.product}/types.ts`, await compileTypes(formats));
  files.set(`${GENERATED_FOLDERS.product}/cli-types.ts`, await compileTypes(commands));
  for (const [name, text] of compileValidators(commands, inTests)) {
    files.set(`${GENERATED_FOLDERS.commandResults}/${name}.ts`, text);
  }
  return files;
}
