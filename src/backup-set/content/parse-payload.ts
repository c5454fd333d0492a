import { JSONParser, TokenType } from '@streamparser/json';
import { createFindingError } from '../../core/errors/finding-error.js';
import { RestackError } from '../../core/errors/restack-error.js';

/**
 * The deepest nesting that is read: deeper than any resource, and shallow enough for functions that walk it
 * recursively.
 */
const MAX_DEPTH = 64;

/**
 * Parses a payload, one JSON array, element by element: no more than one element and one piece is held. UTF-8, with
 * or without byte order mark.
 *
 * No message and no cause repeats what was read: it may be a secret.
 *
 * @throws SCHEMA (finding PAYLOAD_DAMAGED) when it is not JSON, not an array, nested deeper than 64 levels, or has an
 * object with two properties of one name, of which two readers might pick different ones.
 * Source: format specification, section 5; RFC 8259.
 */
export async function* parsePayload(pieces: AsyncIterable<Uint8Array>): AsyncGenerator {
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  keepByteOrderMarks(parser);
  const guard = createTokenGuard();
  const elements: unknown[] = [];
  parser.onToken = guard.check;
  parser.onValue = ({ value }) => {
    elements.push(value);
  };
  for await (const piece of pieces) {
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

/**
 * Gives the parser a decoder that drops nothing. Its own one takes U+FEFF for a byte order mark wherever it begins to
 * decode, and that is at the start of a string, too: a secret that was read from a text file may well begin so.
 */
function keepByteOrderMarks(parser: JSONParser): void {
  const tokenizer: unknown = Reflect.get(parser, 'tokenizer');
  const strings: unknown = isObject(tokenizer) ? Reflect.get(tokenizer, 'bufferedString') : undefined;
  if (!isObject(strings) || !(Reflect.get(strings, 'decoder') instanceof TextDecoder)) {
    throw new RestackError('INTERNAL', 'the JSON parser is not the one that restack was made with');
  }
  Reflect.set(strings, 'decoder', new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }));
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
