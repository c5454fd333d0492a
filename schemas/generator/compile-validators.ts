import standaloneCode from 'ajv/dist/standalone/index.js';
import { isJsonObject, type SourceSchema } from './source-schemas.js';
import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import path from 'node:path';

const TYPE_NAME = /^[A-Z][A-Za-z0-9]*$/;
const UCS2_LENGTH = 'require("ajv/dist/runtime/ucs2length").default';
const EXPORTED_FUNCTION = /^export const (\w+) = (\w+);$/gm;

/** Schemas that become one module: its name, and each schema by the name under which the module exports it. */
export interface ValidatorModule {
  readonly name: string;
  readonly exports: Readonly<Record<string, SourceSchema>>;
}

/**
 * Compiles schemas to a module that needs nothing at run time: no ajv, no `require`. What they share is there once.
 *
 * @param all every schema that a reference may name.
 * @returns the module's text. It lies in a folder beside `character-count.js`, `compiled-schema.js`; `types.js` lies
 * in its own.
 */
export function compileValidators(module: ValidatorModule, all: readonly SourceSchema[]): string {
  const compiled = compileWithAjv(module, all);
  const functions = [...compiled.matchAll(EXPORTED_FUNCTION)];
  const body = removeUnusedSchemas(compiled)
    .replace('"use strict";', '')
    .replaceAll(EXPORTED_FUNCTION, '')
    .replaceAll(UCS2_LENGTH, 'countCharacters');
  if (body.includes('require(')) throw new Error(`the validators of ${module.name} need ajv at run time`);
  const schemas = Object.values(module.exports);
  return [
    `// Generated from ${schemas.map(({ key }) => `schemas/${key}`).join(', ')} by the build. Do not edit.`,
    '// @ts-nocheck',
    ...(body.includes('countCharacters') ? ["import { countCharacters } from '../character-count.js';"] : []),
    "import type { CompiledSchema } from '../compiled-schema.js';",
    `import type { ${schemas.map(typeNameOf).join(', ')} } from './types.js';`,
    body.trim(),
    `const expectations = ${JSON.stringify(expectationsOf(schemas, all), null, 2)};`,
    ...functions.map(([, name = '', validate]) => {
      const type = `CompiledSchema<${typeNameOf(takeExport(module, name))}>`;
      return `export const ${name}: ${type} = { validate: ${validate}, expectations };`;
    }),
    '',
  ].join('\n');
}

/** One compiler for each module, so that the numbers in its output do not depend on the modules beside it. */
function compileWithAjv(module: ValidatorModule, all: readonly SourceSchema[]): string {
  const ajv = createCompiler(all, { source: true, esm: true, lines: true });
  const keys = Object.entries(module.exports).map(([name, { key }]) => [name, key] as const);
  return standaloneCode.default(ajv, Object.fromEntries(keys));
}

/** Schemas are written out for the sake of their enums; all others are dead weight. */
function removeUnusedSchemas(code: string): string {
  return code.replaceAll(/^const (schema\d+) = .*;\n/gm, (line, name: string) =>
    new RegExp(`\\b${name}\\b`).test(code.replace(line, '')) ? line : '',
  );
}

function typeNameOf({ key, document }: SourceSchema): string {
  const title = String(document['title']);
  if (!TYPE_NAME.test(title)) throw new Error(`schemas/${key}: its title ${title} is no name for a type`);
  return title;
}

function takeExport({ name: module, exports }: ValidatorModule, name: string): SourceSchema {
  const schema = exports[name];
  if (schema === undefined) throw new Error(`the module ${module} has no schema for its export ${name}`);
  return schema;
}

function expectationsOf(
  schemas: readonly SourceSchema[],
  all: readonly SourceSchema[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(schemas.flatMap(({ key }) => Object.entries(collectExpectations(key, all))));
}

/** Makes a compiler that knows these schemas by their keys, and reports every broken keyword. */
export function createCompiler(schemas: readonly SourceSchema[], code: Options['code'] = {}): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, messages: false, code });
  for (const { key, document } of schemas) ajv.addSchema(document, key);
  return ajv;
}

/**
 * The plain words for each pattern of a schema: the `description` that stands beside it, so that a message can say
 * what was expected without showing a regular expression.
 */
export function collectExpectations(
  schemaKey: string,
  all: readonly SourceSchema[],
): Readonly<Record<string, string>> {
  const expectations = new Map<string, string>();
  const visited = new Set<unknown>();
  const visit = (node: unknown, key: string): void => {
    if (typeof node !== 'object' || node === null || visited.has(node)) return;
    visited.add(node);
    const { pattern, description, $ref } = isJsonObject(node) ? node : {};
    if (typeof pattern === 'string') {
      if (typeof description !== 'string')
        throw new Error(`schemas/${key}: the pattern ${pattern} has no description`);
      if ((expectations.get(pattern) ?? description) !== description) {
        throw new Error(`schemas/${key}: the pattern ${pattern} is described in two ways`);
      }
      expectations.set(pattern, description);
    }
    if (typeof $ref === 'string') {
      const target = resolveReference($ref, key, all);
      visit(target.node, target.key);
    }
    for (const child of Object.values(node)) visit(child, key);
  };
  visit(all.find((schema) => schema.key === schemaKey)?.document, schemaKey);
  return Object.fromEntries([...expectations].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function resolveReference(
  reference: string,
  fromKey: string,
  all: readonly SourceSchema[],
): { readonly node: unknown; readonly key: string } {
  const [file = '', pointer = ''] = reference.split('#');
  const key = file === '' ? fromKey : path.posix.join(path.posix.dirname(fromKey), file);
  let node: unknown = all.find((schema) => schema.key === key)?.document;
  for (const segment of pointer.split('/').slice(1)) {
    node = isJsonObject(node) ? node[segment] : undefined;
  }
  if (node === undefined) throw new Error(`schemas/${fromKey} refers to ${reference}, which is not there`);
  return { node, key };
}
