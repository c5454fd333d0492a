import { isMap, isPair, isScalar, type Node } from 'yaml';
import { mapping } from '../../../schema/generated/restore-files.js';
import { quoteText } from '../../../schema/value-description.js';
import { parseCheckedYaml } from '../../../schema/yaml/checked-yaml.js';
import { assertFaultless, findKey, offsetOf } from '../../../schema/yaml/plain-yaml.js';
import type { GivenMapping, Mapping } from './mapping.js';

/**
 * Parses a mapping file: YAML 1.2, and so JSON, in which every value is text. What is not plain data is refused; so are
 * unknown keys and names that stand there twice in another case.
 *
 * @param name names the file in errors.
 * @throws CONFIG with all faults and their lines; no more of the file is repeated than a key that is wrong.
 * Source: schemas/mapping.json.
 */
export function parseMapping(text: string, name: string): GivenMapping {
  const describeUnknown = () => `expected ${Object.keys(KNOWN_KEYS).join(', ')}`;
  const { root, value, place } = parseCheckedYaml(text, name, { schema: mapping, describeUnknown });
  assertFaultless(
    listRepeated(root).map(([offset, message]) => place(offset, message)),
    name,
  );
  return {
    mapping: value,
    placeOf: (section, old) => {
      const pairs = isMap(root) ? root.get(section, true) : undefined;
      return `${name}:${place(offsetOf(findKey(pairs, old)) ?? 0, '').line}`;
    },
  };
}

const KNOWN_KEYS: Readonly<Record<keyof Mapping, true>> = {
  region: true,
  providerSubscription: true,
  externalDomain: true,
  directoryTenants: true,
  principals: true,
  owners: true,
  vaultNames: true,
  resourceGroups: true,
};

/** Lists names that differ in case only. Case means nothing in old names, so two such names would be one. */
function listRepeated(root: Node | null): readonly (readonly [offset: number, message: string])[] {
  if (!isMap(root)) return [];
  return root.items.flatMap(({ value: section }) => {
    const seen = new Set<string>();
    const pairs = isMap(section) ? section.items.filter((item) => isPair(item)) : [];
    return pairs.flatMap(({ key }): (readonly [number, string])[] => {
      const name = isScalar(key) && typeof key.value === 'string' ? key.value : '';
      const isRepeated = seen.has(name.toLowerCase());
      seen.add(name.toLowerCase());
      const message = `${quoteText(name)} stands there twice; case means nothing`;
      return isRepeated ? [[offsetOf(key) ?? 0, message]] : [];
    });
  });
}
