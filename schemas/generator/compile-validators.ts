import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

import { collectExpectations } from './collect-expectations.js';
import { isRootSchema, type SourceSchema } from './source-schemas.js';

const UCS2_LENGTH = 'require("ajv/dist/runtime/ucs2length").default';

/**
 * Compiles each schema to a module of its own that needs nothing at run time: no ajv, no `require`.
 *
 * @param supportFolder where `character-count.js` and `compiled-schema.js` lie, seen from the modules.
 * @returns the modules' text by schema name.
 */
export function compileValidators(
  schemas: readonly SourceSchema[],
  supportFolder: string,
): ReadonlyMap<string, string> {
  const modules = new Map<string, string>();
  for (const schema of schemas.filter(isRootSchema)) {
    const compiled = compileOne(schema, schemas);
    const expectations = collectExpectations(schema, schemas);
    modules.set(schema.name, assembleModule(compiled, expectations, { schema, supportFolder }));
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
  compiled: string,
  expectations: Readonly<Record<string, string>>,
  { schema, supportFolder }: { readonly schema: SourceSchema; readonly supportFolder: string },
): string {
  const body = removeUnusedSchemas(compiled)
    .replace('"use strict";', '')
    .replace(/^export default .*;$/m, '')
    .replace(/^export const validate = (\w+);$/m, 'const compiled = $1;')
    .replaceAll(UCS2_LENGTH, 'countCharacters');
  if (body.includes('require('))
    throw new Error(`the validator of schemas/${schema.key} needs ajv at run time`);
  return [
    `// Generated from schemas/${schema.key} by \`npm run generate\`. Do not edit.`,
    '// @ts-nocheck',
    ...(body.includes('countCharacters')
      ? [`import { countCharacters } from '${supportFolder}/character-count.js';`]
      : []),
    `import type { CompiledSchema } from '${supportFolder}/compiled-schema.js';`,
    body.trim(),
    `const expectations = ${JSON.stringify(expectations, null, 2)};`,
    'export const schema: CompiledSchema = { validate: compiled, expectations };',
    '',
  ].join('\n');
}
