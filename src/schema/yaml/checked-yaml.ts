import { isMap, isSeq, type Node } from 'yaml';
import { RestackError } from '../../core/errors/restack-error.js';
import type { BrokenKeyword, CompiledSchema } from '../compiled-schema.js';
import { isTelling, renderKeywordMessage } from '../keyword-message.js';
import { quoteText, resolveJsonPointer } from '../value-description.js';
import { assertFaultless, findKey, offsetOf, parsePlainYaml, type PlainYaml } from './plain-yaml.js';

/** Plain YAML that satisfies a schema. */
export interface CheckedYaml<T> extends PlainYaml {
  readonly value: T;
}

/** The schema of a file, and the words for a key that it does not know: by default the keys that it does. */
export interface YamlRules<T> {
  readonly schema: CompiledSchema<T>;
  readonly describeUnknown: (key: string) => string;
}

/**
 * Parses plain YAML, and checks it against a schema.
 *
 * @param name names the file in errors.
 * @throws CONFIG with all faults and their places; no more of the file is repeated than a key that is wrong.
 */
export function parseCheckedYaml<T>(text: string, name: string, rules: YamlRules<T>): CheckedYaml<T> {
  const parsed = parsePlainYaml(text, name);
  const { root, value, place } = parsed;
  const { validate } = rules.schema;
  if (validate(value)) return { ...parsed, value };
  const faults = (validate.errors ?? [])
    .filter(isTelling)
    .map((keyword) => place(findOffset(root, keyword), describe(keyword, value, rules)));
  assertFaultless(faults, name);
  throw new RestackError('INTERNAL', `${name} was refused without a reason`);
}

function describe<T>(
  broken: BrokenKeyword,
  value: unknown,
  { schema, describeUnknown }: YamlRules<T>,
): string {
  const { keyword, params, instancePath } = broken;
  if (keyword === 'additionalProperties') {
    const key = String(params['additionalProperty']);
    return `unknown key ${quoteText(key)}; ${describeUnknown(key)}`;
  }
  const found = resolveJsonPointer(value, instancePath);
  const where = instancePath.split('/').slice(1, 2).join('');
  const message = renderKeywordMessage(broken, {
    found,
    disclosure: broken.propertyName === undefined ? 'size-only' : 'excerpt',
    expectations: schema.expectations,
  });
  return where === '' ? message : `${where}: ${message}`;
}

/** Finds the place of a broken keyword in the text: the key that is unknown or ill-formed, or else the value. */
function findOffset(root: Node | null, { instancePath, params, propertyName }: BrokenKeyword): number {
  const segments = instancePath
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node: unknown = root;
  for (const segment of segments) node = stepInto(node, segment);
  const key = propertyName ?? params['additionalProperty'];
  const keyNode = typeof key === 'string' ? findKey(node, key) : undefined;
  return offsetOf(keyNode) ?? offsetOf(node) ?? 0;
}

function stepInto(node: unknown, segment: string): unknown {
  if (isSeq(node)) return node.get(Number(segment), true);
  return isMap(node) ? node.get(segment, true) : undefined;
}
