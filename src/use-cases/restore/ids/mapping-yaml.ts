import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { RestackError } from '../../../core/errors/restack-error.js';
import { isUnicode } from '../../../schema/well-formed.js';

const TOLD = 5;

/** One fault of a mapping file. Line and column count from 1. */
export interface MappingFault {
  readonly line: number;
  readonly column: number;
  /** Repeats no more of the file than a key that is wrong: what was given may be another file, with secrets. */
  readonly message: string;
}

/** A document of plain data: maps, lists and text. */
export interface PlainYaml {
  readonly root: Node | null;
  readonly value: unknown;
  /** The place of a character. */
  readonly place: (offset: number, message: string) => MappingFault;
}

/**
 * Parses YAML 1.2, and so JSON, in which every value is text. Tags, anchors, aliases and several documents are refused,
 * and text that is no Unicode.
 *
 * @param name names the file in errors.
 * @throws CONFIG with all faults and their places.
 */
export function parsePlainYaml(text: string, name: string): PlainYaml {
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
  const problems = [...document.errors, ...document.warnings];
  assertFaultless(
    problems.map((problem) => place(problem.pos[0], describeProblem(problem))),
    name,
  );
  const faults = [...listForeign(document)].map(([offset, message]) => place(offset, message));
  assertFaultless(faults, name);
  const value: unknown = document.contents === null ? {} : document.toJS({ maxAliasCount: 0 });
  return { root: document.contents, value, place };
}

/** The parser's own words can quote the file. */
function describeProblem({ code }: YAMLError): string {
  if (code === 'DUPLICATE_KEY') return 'a key stands there twice';
  if (code === 'TAG_RESOLVE_FAILED') return 'it has a tag, which plain data has not';
  if (code === 'MULTIPLE_DOCS') return 'a second document begins';
  return `it is no YAML (${code})`;
}

type PlacedMessage = readonly [offset: number, message: string];

/** Lists the parts that no JSON could say. */
function* listForeign(document: Document): Generator<PlacedMessage> {
  const found: PlacedMessage[] = [];
  visit(document, {
    Node: (_, node) => {
      const offset = offsetOf(node) ?? 0;
      if (isAlias(node)) found.push([offset, 'it has an alias, which plain data has not']);
      else if (node.tag !== undefined) found.push([offset, 'it has a tag, which plain data has not']);
      else if (node.anchor !== undefined) found.push([offset, 'it has an anchor, which plain data has not']);
      else if (isScalar(node) && typeof node.value === 'string' && !isUnicode(node.value)) {
        found.push([offset, 'it has text that is no Unicode: half of a pair of UTF-16 by itself']);
      }
    },
  });
  yield* found;
}

/** @throws CONFIG with the first faults in the message and all of them in `details.faults`. */
export function assertFaultless(faults: readonly MappingFault[], name: string): void {
  if (faults.length === 0) return;
  const sorted = faults.toSorted((left, right) => left.line - right.line || left.column - right.column);
  const told = sorted
    .slice(0, TOLD)
    .map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`);
  const more = faults.length > TOLD ? `; and ${faults.length - TOLD} more` : '';
  throw new RestackError('CONFIG', `${told.join('; ')}${more}`, { details: { file: name, faults: sorted } });
}

/** Where a node begins in the text. */
export function offsetOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return Array.isArray(node.range) && typeof node.range[0] === 'number' ? node.range[0] : undefined;
}

/** The key of that name in a map; undefined in anything else. */
export function findKey(node: unknown, name: string): unknown {
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => isScalar(key) && key.value === name)?.key;
}
