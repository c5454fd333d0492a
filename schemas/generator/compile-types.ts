import { compile, type JSONSchema } from 'json-schema-to-typescript';

import { isRootSchema, SCHEMAS_FOLDER, type SourceSchema } from './source-schemas.js';

const BANNER = '// Generated from schemas/ by `npm run generate`. Do not edit.\n';
const ROOT = 'AllSchemas';

/** Compiles schemas to one TypeScript module, each schema's `title` naming its type. */
export async function compileTypes(schemas: readonly SourceSchema[]): Promise<string> {
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
