import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { RestackError } from '../../core/errors/restack-error.js';
import { isUnicode } from '../well-formed.js';

const TOLD = 5;

/** One fault of a file. Line and column count from 1. */
export interface YamlFault {
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
  readonly place: (offset: number, message: string) => YamlFault;
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
  assertShallow(text, name);
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
  const place = (offset: number, message: string): YamlFault => {
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

/** No file that a person writes goes so deep. */
const MAX_DEPTH = 32;
const MAX_INDENT = new RegExp(`^ {${MAX_DEPTH * 4 + 1}}`, 'm');

/**
 * Asserts that nothing lies so deep that the parser, which calls itself for each level, runs out of stack: in a regular
 * expression that is fatal to the process. @throws CONFIG with the place.
 */
function assertShallow(text: string, name: string): void {
  let offset = 0;
  let flow = 0;
  let indicators = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') flow += 1;
    else if (token === ']' || token === '}') flow -= 1;
    else if (flow === 0 && INDICATORS.has(token)) indicators += 1;
    else if (token.includes('\n')) indicators = 0;
    if (flow + indicators > MAX_DEPTH || MAX_INDENT.test(token))
      assertFaultless([placeDepth(text, offset)], name);
    offset += CONTROL.has(token) ? 0 : token.length;
  }
}

function placeDepth(text: string, offset: number): YamlFault {
  const above = text.slice(0, offset).split('\n');
  const column = (above.at(-1)?.length ?? 0) + 1;
  return { line: above.length, column, message: `it goes deeper than ${MAX_DEPTH} levels` };
}

/** Beside each other in a line they nest; in brackets only the brackets do. */
const INDICATORS: ReadonlySet<string> = new Set(['-', '?', ':']);
/** Marks of the lexer that stand for no text. Source: yaml, "CST tokens". */
const CONTROL: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);

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
export function assertFaultless(faults: readonly YamlFault[], name: string): void {
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
