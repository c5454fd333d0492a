import type { BrokenKeyword, CompiledSchema } from './compiled-schema.js';
import { type Disclosure, resolveJsonPointer } from './value-description.js';
import { isTelling, renderKeywordMessage } from './keyword-message.js';

/** One way in which a value breaks its schema. */
export interface Violation {
  /** JSON pointer (RFC 6901) into the value; empty for the value itself. */
  readonly pointer: string;
  /** The value that was found and the one that was expected; never a value out of a secret's record. */
  readonly message: string;
}

/** The result of a validation: the value, or every violation. */
export type Validation<T> =
  | { readonly valid: true; readonly value: T }
  | { readonly valid: false; readonly violations: readonly Violation[] };

/** Validates a value against a compiled schema and collects every violation. */
export function validateAgainst<T>(
  schema: CompiledSchema<T>,
  value: unknown,
  disclosure: Disclosure = 'excerpt',
): Validation<T> {
  const { validate, expectations } = schema;
  if (validate(value)) return { valid: true, value };
  const broken: readonly BrokenKeyword[] = validate.errors ?? [];
  const violations = broken.filter(isTelling).map((keyword) => ({
    pointer: keyword.instancePath,
    message: renderKeywordMessage(keyword, {
      found: resolveJsonPointer(value, keyword.instancePath),
      disclosure,
      expectations,
    }),
  }));
  return { valid: false, violations };
}

/** The first violation of a document in words: where, then what. A text that was no JSON has become undefined. */
export function describeFault(document: unknown, [first]: readonly Violation[]): string {
  if (document === undefined) return 'it is no JSON, or cut short';
  if (first === undefined) return 'breaks its schema';
  return first.pointer === '' ? first.message : `${first.pointer} ${first.message}`;
}
