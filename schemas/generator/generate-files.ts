import { compileValidators, type ValidatorModule } from './compile-validators.js';
import {
  isJsonObject,
  isRootSchema,
  readSourceSchemas,
  SCHEMAS_FOLDER,
  type SourceSchema,
} from './source-schemas.js';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

/** Modules of several schemas, which are read together. Every other schema has a module of its own. */
const SHARED_MODULES: Readonly<Record<string, readonly string[]>> = {
  'fleet-files': ['set-result', 'stamps-file', 'work-list'],
  'restore-files': ['mapping', 'plan-file', 'restore-settings'],
  // Whoever reads records reads most kinds of them.
  records: [
    'acquired-plan',
    'compute-quota',
    'directory-tenant',
    'network-quota',
    'offer',
    'offer-delegation',
    'plan',
    'resource-group',
    'role-assignment',
    'role-definition',
    'secret',
    'storage-quota',
    'subscription',
    'vault',
  ],
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
    files.set(`${module.name}.ts`, compileValidators(module, [...formats, ...commands]));
  }
  files.set('types.ts', await compileTypes(formats));
  files.set('cli-types.ts', await compileTypes(commands));
  files.set('own-words.ts', renderOwnWords([...formats, ...commands]));
  files.set('schema-versions.ts', renderSchemaVersions([...formats, ...commands]));
  return files;
}

/** A document's name with its version: a word of its schema, or the pattern of all results. */
const VERSIONED = /restack\/(?<name>[a-z-]+|\[a-z-\]\+)\/v(?<version>\d+)/g;

/** The versions of documents, by the names that their schemas give them; `results` for those of all commands. */
function renderSchemaVersions(schemas: readonly SourceSchema[]): string {
  const versions = new Map<string, number>();
  for (const { key, document } of schemas) {
    for (const { groups } of JSON.stringify(document).matchAll(VERSIONED)) {
      const name = groups?.['name']?.startsWith('[') === true ? 'results' : (groups?.['name'] ?? '');
      const version = Number(groups?.['version']);
      if ((versions.get(name) ?? version) !== version) throw new Error(`${key}: ${name} has two versions`);
      versions.set(name, version);
    }
  }
  const names = [...versions.keys()].toSorted();
  const lines = names.map((name) => `  ${JSON.stringify(name)}: ${versions.get(name)},\n`);
  return `${BANNER}export const SCHEMA_VERSIONS = {\n${lines.join('')}} as const;\n`;
}

/** Words that restack itself writes: names of commands, and what the schemas name, without what they describe. */
function renderOwnWords(schemas: readonly SourceSchema[]): string {
  const words = new Set(schemas.flatMap(({ name }) => name.split('-')));
  for (const { document } of schemas) collectWords(document, words);
  const lines = [...words].toSorted().map((word) => `  ${JSON.stringify(word)},\n`);
  return `${BANNER}export const OWN_WORDS: readonly string[] = [\n${lines.join('')}];\n`;
}

function collectWords(value: unknown, words: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectWords(item, words);
  } else if (isJsonObject(value)) {
    const { properties, enum: choices, const: only } = value;
    for (const name of isJsonObject(properties) ? Object.keys(properties) : []) words.add(name);
    const texts: readonly unknown[] = Array.isArray(choices) ? choices : [only];
    for (const word of texts) if (typeof word === 'string') words.add(word);
    for (const member of Object.values(value)) collectWords(member, words);
  }
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

const BANNER = '// Generated from schemas/ by `npm run generate`. Do not edit.\n';
const ROOT = 'AllSchemas';

/** Compiles schemas to one TypeScript module, each schema's `title` naming its type. */
async function compileTypes(schemas: readonly SourceSchema[]): Promise<string> {
  const roots = schemas.filter(isRootSchema);
  if (roots.length === 0) return `${BANNER}export {};\n`;
  const bundle = {
    title: ROOT,
    type: 'object',
    required: roots.map(({ name }) => name),
    properties: Object.fromEntries(roots.map(({ name, key }) => [name, { $ref: key }])),
    additionalProperties: false,
  } as JSONSchema;
  const text = await compile(bundle, ROOT, {
    cwd: SCHEMAS_FOLDER,
    bannerComment: '',
    style: { singleQuote: true, printWidth: 110 },
    unknownAny: true,
    ignoreMinAndMaxItems: true,
    additionalProperties: true,
  });
  return BANNER + removeRoot(text);
}

/** The bundle's own interface is only there so that types that schemas share come out once. */
function removeRoot(text: string): string {
  const without = text.replace(new RegExp(`export interface ${ROOT} \\{[^}]*\\}\\n?`), '');
  if (without.includes(ROOT))
    throw new Error('the bundle of all schemas could not be taken out of the types');
  return `${without.trim()}\n`;
}
