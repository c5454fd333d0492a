import { compileTypes } from './compile-types.js';
import { compileValidators, type ValidatorModule } from './compile-validators.js';
import { isRootSchema, readSourceSchemas, type SourceSchema } from './source-schemas.js';

/** Modules of several schemas, which are read together. Every other schema has a module of its own. */
const SHARED_MODULES: Readonly<Record<string, readonly string[]>> = {
  'restore-files': ['mapping', 'plan-file', 'restore-settings'],
};

/**
 * Makes the types of records, metadata and command results, and the validators of records and metadata, always with
 * the same bytes for the same schemas.
 *
 * @returns text by file name.
 */
export async function generateFiles(): Promise<ReadonlyMap<string, string>> {
  const formats = await readSourceSchemas();
  const commands = await readSourceSchemas('cli');
  const files = new Map<string, string>();
  for (const module of arrangeModules(formats)) {
    files.set(`${module.name}.ts`, compileValidators(module, formats));
  }
  files.set('types.ts', await compileTypes(formats));
  files.set('cli-types.ts', await compileTypes(commands));
  return files;
}

function arrangeModules(schemas: readonly SourceSchema[]): readonly ValidatorModule[] {
  const roots = new Map(schemas.filter(isRootSchema).map((schema) => [schema.name, schema]));
  const shared = Object.entries(SHARED_MODULES).map(([name, members]) => {
    const exports = members.map((member) => [toIdentifier(member), takeSchema(roots, member)] as const);
    return { name, exports: Object.fromEntries(exports) };
  });
  return [...shared, ...[...roots].map(([name, schema]) => ({ name, exports: { schema } }))];
}

function takeSchema(schemas: Map<string, SourceSchema>, name: string): SourceSchema {
  const schema = schemas.get(name);
  if (schema === undefined) throw new Error(`schemas/${name}.json is not there`);
  schemas.delete(name);
  return schema;
}

/** `restore-settings` becomes `restoreSettings`. */
function toIdentifier(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
