import { isMap, isPair, isScalar, type Node } from 'yaml';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { GivenMapping, Mapping } from './mapping.js';
import type { BrokenKeyword } from '../../../schema/compiled-schema.js';
import { mapping } from '../../../schema/generated/restore-files.js';
import { isTelling, renderKeywordMessage } from '../../../schema/keyword-message.js';
import { quoteText, resolveJsonPointer } from '../../../schema/value-description.js';
import { assertFaultless, findKey, offsetOf, parsePlainYaml } from './mapping-yaml.js';

/**
 * Parses a mapping file: YAML 1.2, and so JSON, in which every value is text. What is not plain data is refused; so are
 * unknown keys and names that stand there twice in another case.
 *
 * @param name names the file in errors.
 * @throws CONFIG with all faults and their lines; no more of the file is repeated than a key that is wrong.
 * Source: schemas/mapping.json.
 */
export function parseMapping(text: string, name: string): GivenMapping {
  const { root, value, place } = parsePlainYaml(text, name);
  if (mapping.validate(value)) {
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
  const broken: readonly BrokenKeyword[] = mapping.validate.errors ?? [];
  const faults = broken.filter(isTelling).map((keyword) => {
    const offset = findOffset(root, keyword);
    return place(offset, describe(keyword, value));
  });
  assertFaultless(faults, name);
  throw new RestackError('INTERNAL', `${name} was refused without a reason`);
}

function describe(broken: BrokenKeyword, value: unknown): string {
  const { keyword, params, instancePath } = broken;
  if (keyword === 'additionalProperties') {
    const known = Object.keys(KNOWN_KEYS).join(', ');
    return `unknown key ${quoteText(String(params['additionalProperty']))}; expected ${known}`;
  }
  const found = resolveJsonPointer(value, instancePath);
  const where = instancePath.split('/').slice(1, 2).join('');
  const message = renderKeywordMessage(broken, {
    found,
    disclosure: broken.propertyName === undefined ? 'size-only' : 'excerpt',
    expectations: mapping.expectations,
  });
  return where === '' ? message : `${where}: ${message}`;
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

/** Finds the place of a broken keyword in the text: the key that is unknown or ill-formed, or else the value. */
function findOffset(root: Node | null, { instancePath, params, propertyName }: BrokenKeyword): number {
  const segments = instancePath
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node: unknown = root;
  for (const segment of segments) node = isMap(node) ? node.get(segment, true) : undefined;
  const key = propertyName ?? params['additionalProperty'];
  const keyNode = typeof key === 'string' ? findKey(node, key) : undefined;
  return offsetOf(keyNode) ?? offsetOf(node) ?? 0;
}

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
