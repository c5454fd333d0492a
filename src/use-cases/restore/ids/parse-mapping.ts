import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { Mapping } from './mapping.js';
import type { BrokenKeyword } from '../../../schema/compiled-schema.js';
import { mapping } from '../../../schema/generated/restore-files.js';
import { isTelling, renderKeywordMessage } from '../../../schema/keyword-message.js';
import { resolveJsonPointer } from '../../../schema/value-description.js';

const TOLD = 5;

/** One fault of a mapping file. Line and column count from 1. */
interface MappingFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * Parses a mapping file: YAML 1.2, and so JSON, in which every value is text. Aliases, tags and several documents are
 * refused; so are unknown keys and names that stand there twice in another case.
 *
 * @param name names the file in errors.
 * @throws CONFIG with all faults and their lines. Source: schemas/mapping.json.
 */
export function parseMapping(text: string, name: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    version: '1.2',
    strict: true,
    uniqueKeys: true,
    stringKeys: true,
    merge: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const place = (offset: number, message: string): MappingFault => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, message };
  };
  const unreadable = [...document.errors, ...document.warnings].map(({ pos, message }) =>
    place(pos[0], message),
  );
  assertFaultless(unreadable, name);
  const value: unknown = document.contents === null ? {} : readPlain(document, name);
  const root = document.contents;
  if (mapping.validate(value)) {
    assertFaultless(
      listRepeated(root).map(([offset, message]) => place(offset, message)),
      name,
    );
    return value;
  }
  const broken: readonly BrokenKeyword[] = mapping.validate.errors ?? [];
  const faults = broken.filter(isTelling).map((keyword) => {
    const offset = findOffset(root, keyword);
    return place(offset, describe(keyword, value));
  });
  assertFaultless(faults, name);
  throw new RestackError('INTERNAL', `${name} was refused without a reason`);
}

function readPlain(document: ReturnType<typeof parseDocument>, name: string): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return value;
  } catch (error) {
    throw new RestackError('CONFIG', `${name} uses aliases, which a mapping file may not`, { cause: error });
  }
}

function assertFaultless(faults: readonly MappingFault[], name: string): void {
  if (faults.length === 0) return;
  const sorted = faults.toSorted((left, right) => left.line - right.line || left.column - right.column);
  const told = sorted
    .slice(0, TOLD)
    .map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`);
  const more = faults.length > TOLD ? `; and ${faults.length - TOLD} more` : '';
  throw new RestackError('CONFIG', `${told.join('; ')}${more}`, { details: { file: name, faults: sorted } });
}

function describe(broken: BrokenKeyword, value: unknown): string {
  const { keyword, params, instancePath } = broken;
  if (keyword === 'additionalProperties') {
    const known = Object.keys(KNOWN_KEYS).join(', ');
    return `unknown key "${String(params['additionalProperty'])}"; expected ${known}`;
  }
  const found = resolveJsonPointer(value, instancePath);
  const where = instancePath.split('/').slice(1, 2).join('');
  const message = renderKeywordMessage(broken, {
    found,
    disclosure: 'excerpt',
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
  const pair = isMap(node)
    ? node.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  return offsetOf(pair?.key) ?? offsetOf(node) ?? 0;
}

function offsetOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return Array.isArray(node.range) && typeof node.range[0] === 'number' ? node.range[0] : undefined;
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
      return isRepeated ? [[offsetOf(key) ?? 0, `"${name}" stands there twice; case means nothing`]] : [];
    });
  });
}
