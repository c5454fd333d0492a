import { isJsonObject, type JsonObject } from '../../cloud/json-value.js';
import { armError, type Reply } from './reply.js';

/** The rule for one member of a request body. `null` counts as absent. */
export interface FieldRule {
  /** Names from the body's root, joined by dots. */
  readonly path: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'object' | 'array' | 'strings' | 'tags';
  readonly required?: boolean;
  readonly oneOf?: readonly string[];
  readonly min?: number;
}

const CHECKS: Readonly<Record<FieldRule['type'], (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === 'boolean',
  object: isJsonObject,
  array: (value) => Array.isArray(value),
  strings: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  tags: (value) => isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string'),
};

/** The member at a dotted path; undefined when it is absent or null. */
export function valueAt(body: unknown, path: string): unknown {
  let value: unknown = body;
  for (const name of path.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value ?? undefined;
}

export function stringAt(body: unknown, path: string): string | undefined {
  const value = valueAt(body, path);
  return typeof value === 'string' ? value : undefined;
}

export function integerAt(body: unknown, path: string): number | undefined {
  const value = valueAt(body, path);
  return typeof value === 'number' ? value : undefined;
}

export function stringsAt(body: unknown, path: string): readonly string[] {
  const value = valueAt(body, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function objectsAt(body: unknown, path: string): readonly JsonObject[] {
  const value = valueAt(body, path);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export function tagsAt(body: unknown, path: string): Readonly<Record<string, string>> | undefined {
  const value = valueAt(body, path);
  if (!isJsonObject(value)) return undefined;
  const tags = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(tags);
}

/** The 400 for the first rule that the body breaks; undefined when it breaks none. */
export function checkFields(body: unknown, rules: readonly FieldRule[]): Reply | undefined {
  if (!isJsonObject(body)) return invalidContent('a JSON object is required');
  for (const rule of rules) {
    const problem = findProblem(valueAt(body, rule.path), rule);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function findProblem(value: unknown, rule: FieldRule): Reply | undefined {
  if (value === undefined) {
    return rule.required === true ? badRequest(`The property '${rule.path}' is required.`) : undefined;
  }
  if (!CHECKS[rule.type](value)) return invalidContent(`'${rule.path}' is not of the type ${rule.type}`);
  if (rule.min !== undefined && typeof value === 'number' && value < rule.min) {
    return badRequest(`The property '${rule.path}' must be at least ${rule.min}.`);
  }
  if (rule.oneOf !== undefined && typeof value === 'string' && !rule.oneOf.includes(value)) {
    return badRequest(`The property '${rule.path}' must be one of: ${rule.oneOf.join(', ')}.`);
  }
  return undefined;
}

/** The 400 for a body that breaks a rule of its provider. */
export function badRequest(message: string): Reply {
  return armError(400, { code: 'BadRequest', message });
}

/** The 400 for a body that cannot be understood. */
export function invalidContent(reason: string): Reply {
  const message = `The request content was invalid and could not be deserialized: '${reason}'.`;
  return armError(400, { code: 'InvalidRequestContent', message });
}
