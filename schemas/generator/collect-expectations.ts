import path from 'node:path';

import { isJsonObject, type SourceSchema } from './source-schemas.js';

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
