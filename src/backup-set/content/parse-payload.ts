import { JSONParser, TokenType } from '@streamparser/json';
import { createFindingError } from '../../core/errors/finding-error.js';
import { RestackError } from '../../core/errors/restack-error.js';

/**
 * The deepest nesting that is read: deeper than any resource, and shallow enough for functions that walk it
 * recursively.
 */
const MAX_DEPTH = 64;

const BYTE_ORDER_MARK_BEGIN = 0xef;

/** The parser's `TokenizerStates.START`, which its package does not export. */
const TOKEN_START_STATE = 0;

/**
 * Parses a payload, one JSON array, element by element: no more than one element and one piece is held. UTF-8, with
 * or without byte order mark.
 *
 * No message and no cause repeats what was read: it may be a secret.
 *
 * @throws SCHEMA (finding PAYLOAD_DAMAGED) when it is not JSON, not an array, nested deeper than 64 levels, or has an
 * object with two properties of one name, of which two readers might pick different ones, or a number that would not be
 * written again as it was read.
 * Source: format specification, section 5; RFC 8259.
 */
export async function* parsePayload(pieces: AsyncIterable<Uint8Array>): AsyncGenerator {
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  const tokenizer = tokenizerOf(parser);
  keepByteOrderMarks(tokenizer);
  Reflect.set(tokenizer, 'parseNumber', parseNumber);
  const guard = createTokenGuard();
  const elements: unknown[] = [];
  parser.onToken = guard.check;
  parser.onValue = ({ value }) => {
    elements.push(value);
  };
  let isBegun = false;
  for await (const piece of pieces) {
    if (!isBegun && piece[0] !== undefined) {
      isBegun = true;
      if (piece[0] !== BYTE_ORDER_MARK_BEGIN) refuseByteOrderMarks(tokenizer);
    }
    translateErrors(guard, () => {
      parser.write(piece);
    });
    yield* elements.splice(0);
  }
  translateErrors(guard, () => {
    if (!parser.isEnded) parser.end();
  });
  if (guard.position() === undefined) throw damaged('it is empty');
}

/** The part of the parser that makes values of bytes: what must be exact is changed there. */
function tokenizerOf(parser: JSONParser): object {
  const tokenizer: unknown = Reflect.get(parser, 'tokenizer');
  if (isObject(tokenizer) && typeof Reflect.get(tokenizer, 'parseNumber') === 'function') return tokenizer;
  throw createOtherParserError();
}

function createOtherParserError(): RestackError {
  return new RestackError('INTERNAL', 'the JSON parser is not the one that restack was made with');
}

/**
 * Gives the parser a decoder that drops nothing. Its own one takes U+FEFF for a byte order mark wherever it begins to
 * decode, and that is at the start of a string, too: a secret that was read from a text file may well begin so.
 */
function keepByteOrderMarks(tokenizer: object): void {
  const strings: unknown = Reflect.get(tokenizer, 'bufferedString');
  if (!isObject(strings) || !(Reflect.get(strings, 'decoder') instanceof TextDecoder)) {
    throw createOtherParserError();
  }
  Reflect.set(strings, 'decoder', new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }));
}

/**
 * Takes the parser past the place where a byte order mark may stand. By itself it waits there until the first name,
 * text or number ends, and passes over a mark behind any bracket, comma or blank before it.
 */
function refuseByteOrderMarks(tokenizer: object): void {
  if (typeof Reflect.get(tokenizer, 'state') !== 'number') throw createOtherParserError();
  Reflect.set(tokenizer, 'state', TOKEN_START_STATE);
}

/**
 * The value of a number, where that is the number that will be written: a limit of 2^63 - 1 would come back as another
 * one, and one beyond every double as null.
 */
function parseNumber(text: string): number {
  const value = Number(text);
  const isKept = /^-?\d+$/.test(text) ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!isKept) throw damaged('it has a number beyond those that JSON readers keep (2^53 - 1 for whole ones)');
  return value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function translateErrors(guard: TokenGuard, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof RestackError) throw error;
    throw damaged(`it is not JSON, ${describePosition(guard.position())}`);
  }
}

function describePosition(position: number | undefined): string {
  return position === undefined ? 'from its first byte on' : `behind the token at byte ${position}`;
}

function damaged(reason: string): RestackError {
  return createFindingError('PAYLOAD_DAMAGED', `the payload cannot be read: ${reason}`);
}

/** Checks each token before it is used. */
interface TokenGuard {
  readonly check: (token: {
    readonly token: TokenType;
    readonly value: unknown;
    readonly offset: number;
  }) => void;
  /** Byte offset of the last token; undefined before the first. */
  readonly position: () => number | undefined;
}

function createTokenGuard(): TokenGuard {
  // One element per open bracket: the names seen so far in an object, null in an array.
  const open: (Set<string> | null)[] = [];
  let nameComes = false;
  let last: number | undefined;
  return {
    position: () => last,
    check({ token, value, offset }) {
      if (last === undefined && token !== TokenType.LEFT_BRACKET) throw damaged('it is not an array');
      last = offset;
      if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
        if (open.length === MAX_DEPTH) throw damaged(`it is nested deeper than ${MAX_DEPTH} levels`);
        open.push(token === TokenType.LEFT_BRACE ? new Set() : null);
        nameComes = token === TokenType.LEFT_BRACE;
      } else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) {
        open.pop();
      } else if (token === TokenType.COMMA) {
        nameComes = open.at(-1) instanceof Set;
      } else if (token === TokenType.STRING && nameComes) {
        nameComes = false;
        claimName(open.at(-1), String(value), offset);
      }
    },
  };
}

function claimName(names: Set<string> | null | undefined, name: string, offset: number): void {
  if (names?.has(name) === true) throw damaged(`an object has two properties of one name, at byte ${offset}`);
  names?.add(name);
}
