/** Length from which a secret is searched for wherever it stands. */
export const FLOOR_LENGTH = 6;
/** A piece of a long secret is found by any so many units of it that begin at a multiple of their number. */
const PIECE_LENGTH = 24;
/** A shorter piece is what many keys and addresses begin with. */
const PIECE_FLOOR_LENGTH = 32;
const FACTOR = 0x01000193;

/** A place in a text, from the first unit to the one behind the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Piece {
  readonly secret: string;
  readonly at: number;
}

/** Bits of the sums that are there: most places of a text are passed over after one look. */
const FILTER_SIZE = 1 << 16;

/**
 * Secrets, arranged so that one pass over a text finds all of them, however many there are, and long pieces of long
 * ones: their first units, and for pieces every 24th place, are looked up by a sum that rolls along the text.
 */
export class SecretIndex {
  readonly #bySum = new Map<number, Set<string>>();
  readonly #beginnings = new Uint8Array(FILTER_SIZE);
  readonly #pieces = new Map<number, Piece>();
  readonly #pieceSums = new Uint8Array(FILTER_SIZE);

  /** Adds a secret of at least {@link FLOOR_LENGTH} units. */
  add(secret: string): void {
    const sum = sumUp(secret, FLOOR_LENGTH);
    const known = this.#bySum.get(sum);
    if (known?.has(secret) === true) return;
    if (known === undefined) this.#bySum.set(sum, new Set([secret]));
    else known.add(secret);
    this.#beginnings[filterPlace(sum)] = 1;
    for (let at = 0; at + PIECE_LENGTH <= secret.length; at += PIECE_LENGTH) {
      const pieceSum = sumUp(secret.slice(at, at + PIECE_LENGTH), PIECE_LENGTH);
      if (!this.#pieces.has(pieceSum)) this.#pieces.set(pieceSum, { secret, at });
      this.#pieceSums[filterPlace(pieceSum)] = 1;
    }
  }

  /** The places of secrets and of long pieces of them, in no order. They may overlap. */
  find(text: string): readonly Span[] {
    const found: Span[] = [];
    rollAlong(text, { length: FLOOR_LENGTH, filter: this.#beginnings }, (at, sum) => {
      for (const secret of this.#bySum.get(sum) ?? []) {
        if (text.startsWith(secret, at)) found.push({ from: at, to: at + secret.length });
      }
    });
    rollAlong(text, { length: PIECE_LENGTH, filter: this.#pieceSums }, (at, sum) => {
      const piece = this.#pieces.get(sum);
      // What is inside a span that was found already need not be looked at again.
      if (piece === undefined || at < (found.at(-1)?.to ?? 0)) return;
      const span = extend(text, at, piece);
      if (span.to - span.from >= PIECE_FLOOR_LENGTH) found.push(span);
    });
    return found;
  }

  /** Where a secret begins that the end of the text cuts off; the length of the text where none does. */
  findCut(text: string): number {
    let cut = text.length;
    const from = Math.max(0, text.length - CUT_LIMIT_LENGTH);
    const end = text.slice(from);
    rollAlong(end, { length: FLOOR_LENGTH, filter: this.#beginnings }, (at, sum) => {
      const rest = end.slice(at);
      for (const secret of this.#bySum.get(sum) ?? []) {
        if (secret.length > rest.length && secret.startsWith(rest)) cut = Math.min(cut, from + at);
      }
    });
    return cut;
  }
}

/** A secret that is longer is known by its pieces, in whatever is written next. */
const CUT_LIMIT_LENGTH = 1024;

function filterPlace(sum: number): number {
  return (sum ^ (sum >>> 16)) & (FILTER_SIZE - 1);
}

function sumUp(text: string, length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum = (Math.imul(sum, FACTOR) + text.charCodeAt(index)) | 0;
  return sum;
}

/** Calls `visit` for each stretch of so many units whose sum passes the filter. */
function rollAlong(
  text: string,
  { length, filter }: { readonly length: number; readonly filter: Uint8Array },
  visit: (at: number, sum: number) => void,
): void {
  if (text.length < length) return;
  let oldest = 1;
  for (let index = 1; index < length; index += 1) oldest = Math.imul(oldest, FACTOR);
  let sum = sumUp(text, length);
  for (let at = 0; ; at += 1) {
    if (filter[filterPlace(sum)] === 1) visit(at, sum);
    if (at + length >= text.length) return;
    sum = (sum - Math.imul(oldest, text.charCodeAt(at))) | 0;
    sum = (Math.imul(sum, FACTOR) + text.charCodeAt(at + length)) | 0;
  }
}

function extend(text: string, at: number, { secret, at: inSecret }: Piece): Span {
  let back = 0;
  while (back < Math.min(at, inSecret) && text[at - back - 1] === secret[inSecret - back - 1]) back += 1;
  let length = 0;
  while (at + length < text.length && text[at + length] === secret[inSecret + length]) length += 1;
  return { from: at - back, to: at + length };
}
