import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

import { collectExpectations } from './collect-expectations.js';
import { isRootSchema, type SourceSchema } from './source-schemas.js';

const TYPE_NAME = /^[A-Z][A-Za-z0-9]*$/;
const UCS2_LENGTH = 'require("ajv/dist/runtime/ucs2length").default';

/** What the modules are made with. */
export interface ValidatorOptions {
  /** Every schema that a reference may name. */
  readonly all: readonly SourceSchema[];
  /** Where `character-count.js` and `compiled-schema.js` lie, seen from the modules. */
  readonly supportFolder: string;
  /** The module of the types, seen from the modules. */
  readonly typesModule: string;
}

/**
 * Compiles each schema to a module of its own that needs nothing at run time: no ajv, no `require`.
 *
 * @returns the modules' text by schema name.
 */
export function compileValidators(
  schemas: readonly SourceSchema[],
  { all, supportFolder, typesModule }: ValidatorOptions,
): ReadonlyMap<string, string> {
  const modules = new Map<string, string>();
  for (const schema of schemas.filter(isRootSchema)) {
    const compiled = compileOne(schema, all);
    modules.set(schema.name, assembleModule(schema, compiled, { all, supportFolder, typesModule }));
  }
  return modules;
}

/** One compiler for each schema, so that the numbers in its output do not depend on the schemas beside it. */
function compileOne(schema: SourceSchema, all: readonly SourceSchema[]): string {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  for (const { key, document } of all) ajv.addSchema(document, key);
  const validate = ajv.getSchema(schema.key);
  if (validate === undefined) throw new Error(`schemas/${schema.key} does not compile`);
  return standaloneCode.default(ajv, validate);
}

/** Schemas are written out for the sake of their enums; all others are dead weight. */
function removeUnusedSchemas(code: string): string {
  return code.replaceAll(/^const (schema\d+) = .*;\n/gm, (line, name: string) =>
    new RegExp(`\\b${name}\\b`).test(code.replace(line, '')) ? line : '',
  );
}

function assembleModule(
  { key, document }: SourceSchema,
  compiled: string,
  { all, supportFolder, typesModule }: ValidatorOptions,
): string {
  const title = String(document['title']);
  if (!TYPE_NAME.test(title)) throw new Error(`schemas/${key}: its title ${title} is no name for a type`);
  const body = removeUnusedSchemas(compiled)
    .replace('"use strict";', '')
    .replace(/^export default .*;$/m, '')
    .replace(/^export const validate = (\w+);$/m, 'const compiled = $1;')
    .replaceAll(UCS2_LENGTH, 'countCharacters');
  if (body.includes('require(')) throw new Error(`the validator of schemas/${key} needs ajv at run time`);
  const counts = body.includes('countCharacters');
  return [
    `// Generated from schemas/${key} by \`npm run generate\`. Do not edit.`,
    '// @ts-nocheck',
    ...(counts ? [`import { countCharacters } from '${supportFolder}/character-count.js';`] : []),
    `import type { CompiledSchema } from '${supportFolder}/compiled-schema.js';`,
    `import type { ${title} } from '${typesModule}';`,
    body.trim(),
    `const expectations = ${JSON.stringify(collectExpectations(key, all), null, 2)};`,
    `export const schema: CompiledSchema<${title}> = { validate: compiled, expectations };`,
    '',
  ].join('\n');
}
