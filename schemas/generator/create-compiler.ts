import { Ajv2020, type Options } from 'ajv/dist/2020.js';

import type { SourceSchema } from './source-schemas.js';

/** Makes a compiler that knows these schemas by their keys, and reports every broken keyword. */
export function createCompiler(schemas: readonly SourceSchema[], code: Options['code'] = {}): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, messages: false, code });
  for (const { key, document } of schemas) ajv.addSchema(document, key);
  return ajv;
}
