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

/** Secrets that begin alike: one, or many by their length, so that a place of a text is compared once for each length. */
type Alike = string | Map<number, Set<string>>;

/**
 * Secrets, arranged so that one pass over a text finds all of them, however many there are, and long pieces of long
 * ones: their first units, and for pieces every 24th place, are looked up by a sum that rolls along the text. Capitals
 * and small letters are the same, for hosts of URLs lose theirs, except where a secret may be a word.
 */
export class SecretIndex {
  /** The secrets that may be words, by their folded form. */
  readonly #words = new Map<string, Set<string>>();
  readonly #bySum = new Map<number, Alike>();
  readonly #beginnings = new SumFilter();
  readonly #pieces = new Map<number, Piece>();
  readonly #pieceSums = new SumFilter();

  /** Adds a secret of at least {@link FLOOR_LENGTH} units. */
  add(text: string): void {
    const secret = foldCase(text);
    if (mayBeWord(text)) this.#words.set(secret, (this.#words.get(secret) ?? new Set()).add(text));
    const sum = sumUp(secret, FLOOR_LENGTH);
    const known = this.#bySum.get(sum);
    if (known === undefined) this.#bySum.set(sum, secret);
    else if (known === secret) return;
    else if (typeof known === 'string')
      this.#bySum.set(sum, addByLength(addByLength(new Map(), known), secret));
    else if (known.get(secret.length)?.has(secret) === true) return;
    else addByLength(known, secret);
    this.#beginnings.add(sum);
    for (let at = 0; at + PIECE_LENGTH <= secret.length; at += PIECE_LENGTH) {
      const pieceSum = sumUp(secret.slice(at, at + PIECE_LENGTH), PIECE_LENGTH);
      if (!this.#pieces.has(pieceSum)) this.#pieces.set(pieceSum, { secret, at });
      this.#pieceSums.add(pieceSum);
    }
  }

  /** The places of secrets and of long pieces of them, in no order. They may overlap. */
  find(given: string): readonly Span[] {
    const text = foldCase(given);
    const found: Span[] = [];
    rollAlong(text, { length: FLOOR_LENGTH, filter: this.#beginnings }, (at, sum) => {
      for (const length of listLengths(this.#bySum.get(sum), text, at)) {
        const written = this.#words.get(text.slice(at, at + length));
        if (written?.has(given.slice(at, at + length)) !== false) found.push({ from: at, to: at + length });
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
    const end = foldCase(text.slice(from));
    rollAlong(end, { length: FLOOR_LENGTH, filter: this.#beginnings }, (at, sum) => {
      if (from + at < cut && isBegun(this.#bySum.get(sum), end.slice(at))) cut = from + at;
    });
    return cut;
  }
}

/** Letters alone, so few that they may be a word: `Contoso` is one secret, and `contoso` stands in every path. */
const WORD = /^\p{L}{1,11}$/u;

/** True where capitals tell a secret from a word. */
export function mayBeWord(secret: string): boolean {
  return WORD.test(secret);
}

/** The text in small letters, each at the place of its capital. */
function foldCase(text: string): string {
  const folded = text.toLowerCase();
  const aligned = folded.length === text.length ? folded : text.replace(/[^a-z]/gu, foldSign);
  return aligned.replaceAll(FINAL_SIGMA, 'σ');
}

/** The small sigma at the end of a word: the same letter as elsewhere. */
const FINAL_SIGMA = 'ς';

/** A sign in small letters, unless they are more units than the sign. */
function foldSign(sign: string): string {
  const folded = sign.toLowerCase();
  return folded.length === sign.length ? folded : sign;
}

/** A secret that is longer is known by its pieces, in whatever is written next. */
const CUT_LIMIT_LENGTH = 1024;

function addByLength(alike: Map<number, Set<string>>, secret: string): Map<number, Set<string>> {
  const known = alike.get(secret.length);
  if (known === undefined) alike.set(secret.length, new Set([secret]));
  else known.add(secret);
  return alike;
}

/** The lengths of the secrets that stand at a place of a text. */
function listLengths(alike: Alike | undefined, text: string, at: number): readonly number[] {
  if (alike === undefined) return [];
  if (typeof alike === 'string') return text.startsWith(alike, at) ? [alike.length] : [];
  return [...alike.keys()].filter((length) => alike.get(length)?.has(text.slice(at, at + length)) === true);
}

/** True when a secret begins with the whole of a text, and goes on. */
function isBegun(alike: Alike | undefined, text: string): boolean {
  if (alike === undefined) return false;
  const goesOn = (secret: string) => secret.length > text.length && secret.startsWith(text);
  if (typeof alike === 'string') return goesOn(alike);
  return [...alike].some(([length, secrets]) => length > text.length && [...secrets].some(goesOn));
}

/** Bits for each sum that is there, so that most places of a text are passed over after one look. */
const BITS_OF_A_SUM = 32;

/** The sums that are there, and few others. It grows with them. */
class SumFilter {
  #bits = new Uint32Array(1 << 11);
  #sums: number[] = [];

  add(sum: number): void {
    this.#sums.push(sum);
    if (this.#sums.length * BITS_OF_A_SUM > this.#bits.length * 32) {
      this.#bits = new Uint32Array(this.#bits.length * 4);
      for (const known of this.#sums) this.#mark(known);
    } else this.#mark(sum);
  }

  has(sum: number): boolean {
    const place = this.#placeOf(sum);
    return ((this.#bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
  }

  #mark(sum: number): void {
    const place = this.#placeOf(sum);
    this.#bits[place >>> 5] = (this.#bits[place >>> 5] ?? 0) | (1 << (place & 31));
  }

  #placeOf(sum: number): number {
    return (sum ^ (sum >>> 15)) & (this.#bits.length * 32 - 1);
  }
}

function sumUp(text: string, length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum = (Math.imul(sum, FACTOR) + text.charCodeAt(index)) | 0;
  return sum;
}

/** Calls `visit` for each stretch of so many units whose sum passes the filter. */
function rollAlong(
  text: string,
  { length, filter }: { readonly length: number; readonly filter: SumFilter },
  visit: (at: number, sum: number) => void,
): void {
  if (text.length < length) return;
  let oldest = 1;
  for (let index = 1; index < length; index += 1) oldest = Math.imul(oldest, FACTOR);
  let sum = sumUp(text, length);
  for (let at = 0; ; at += 1) {
    if (filter.has(sum)) visit(at, sum);
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
