/** A text as a search sees it, with the way back: `starts[i]` to `ends[i]` is where its unit `i` stood. */
export interface TextView {
  readonly text: string;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/** Passed over on both sides: wrapping, colours, the NULs of UTF-16, what nobody sees, and backslashes of any escaping. */
const PASSED_OVER = new RegExp(
  String.raw`[\s\0\\\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|\u001b\[[\d;]{0,32}m`,
  'g',
);
/** Where base64 is wrapped; its characters would run into the words around it if spaces were passed over. */
const LINE_END = /(?<![ \t])[ \t]*\r?\n[ \t]*/g;
/** In the text of a form, a space. */
const PLUS = /\++/g;

const ESCAPE =
  /%([0-9a-f]{2})|\\u\{([0-9a-f]{1,6})\}|(?:(?<!\\)\\+|%)u([0-9a-f]{4})|(?<!\\)\\+([bfnrt])|&(?:#x0*([0-9a-f]{1,6})|#0*(\d{1,7})|(amp|lt|gt|quot|apos));?/gi;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Escapes of escapes: a body in a string of JSON in a URL. */
const DEPTH = 4;

/**
 * The text as it stands, and as it reads without its escapes where it has any: with its lines joined, and without what is
 * passed over.
 */
export function viewText(text: string): {
  readonly joined: readonly TextView[];
  readonly squeezed: readonly TextView[];
} {
  const decoded = decode(text);
  const read = decoded === undefined ? [wholeView(text)] : [wholeView(text), decoded];
  const joined = read.map((view) => passOver(view, LINE_END));
  const squeezed = read.map((view) => passOver(view, PASSED_OVER));
  const spaced = squeezed.filter((view) => view.text.includes('+')).map((view) => passOver(view, PLUS));
  return { joined, squeezed: [...squeezed, ...spaced] };
}

/** The texts of {@link viewText}, without their places: quick, for the many texts that hold nothing. */
export function readText(text: string): {
  readonly joined: readonly string[];
  readonly squeezed: readonly string[];
} {
  const decoded = decode(text)?.text;
  const read = decoded === undefined ? [text] : [text, decoded];
  const joined = read.map((form) => (form.includes('\n') ? form.replace(LINE_END, '') : form));
  const squeezed = read.map((form) => form.replace(PASSED_OVER, ''));
  const spaced = squeezed.filter((form) => form.includes('+')).map((form) => form.replace(PLUS, ''));
  return { joined, squeezed: [...squeezed, ...spaced] };
}

function wholeView(text: string): TextView {
  const starts = Uint32Array.from({ length: text.length }, (_, index) => index);
  return { text, starts, ends: starts.map((index) => index + 1) };
}

function decode(text: string): TextView | undefined {
  if (!/[%\\&]/.test(text)) return undefined;
  let view: TextView | undefined;
  for (let level = 0; level < DEPTH; level += 1) {
    const next = decodeOnce(view ?? { text, starts: [], ends: [] }, view === undefined);
    if (next === undefined) break;
    view = next;
  }
  return view;
}

/** Decodes escapes of one level; undefined where there is none. */
function decodeOnce({ text, starts, ends }: TextView, isWhole: boolean): TextView | undefined {
  const startOf = (index: number) => (isWhole ? index : (starts[index] ?? 0));
  const endOf = (index: number) => (isWhole ? index + 1 : (ends[index] ?? 0));
  const made = { text: '', starts: [] as number[], ends: [] as number[] };
  const push = (piece: string, from: number, to: number): void => {
    for (let unit = 0; unit < piece.length; unit += 1) {
      made.starts.push(startOf(from));
      made.ends.push(endOf(to - 1));
    }
    made.text += piece;
  };
  let at = 0;
  for (const run of joinEscapes(text)) {
    for (; at < run.from; at += 1) push(text.charAt(at), at, at + 1);
    push(run.text, run.from, run.to);
    at = run.to;
  }
  if (at === 0) return undefined;
  for (; at < text.length; at += 1) push(text.charAt(at), at, at + 1);
  return made;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The escapes of a text. Percent escapes that follow one another are the bytes of UTF-8 characters. */
function* joinEscapes(text: string): Generator<Run> {
  let bytes: number[] = [];
  let from = 0;
  let to = 0;
  for (const match of text.matchAll(ESCAPE)) {
    const [whole, percent] = match;
    if (bytes.length > 0 && (percent === undefined || match.index !== to)) {
      yield { from, to, text: Buffer.from(bytes).toString('utf8') };
      bytes = [];
    }
    if (percent === undefined) {
      yield { from: match.index, to: match.index + whole.length, text: readEscape(match) };
      continue;
    }
    if (bytes.length === 0) from = match.index;
    bytes.push(Number.parseInt(percent, 16));
    to = match.index + whole.length;
  }
  if (bytes.length > 0) yield { from, to, text: Buffer.from(bytes).toString('utf8') };
}

function readEscape([whole, , braced, four, letter, hex, decimal, name]: RegExpExecArray): string {
  const digits = braced ?? four ?? hex;
  const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16);
  if (digits !== undefined || decimal !== undefined)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  // Base64 goes on over line ends; what else there is, as tabs, is passed over all the same.
  if (letter !== undefined) return /[nr]/i.test(letter) ? '\n' : ' ';
  return NAMED[name?.toLowerCase() ?? ''] ?? ' ';
}

function passOver(view: TextView, pattern: RegExp): TextView {
  const { text, starts, ends } = view;
  const kept = { text: '', starts: [] as number[], ends: [] as number[] };
  let at = 0;
  const keep = (to: number): void => {
    kept.text += text.slice(at, to);
    for (; at < to; at += 1) {
      kept.starts.push(starts[at] ?? 0);
      kept.ends.push(ends[at] ?? 0);
    }
  };
  for (const { 0: passed, index } of text.matchAll(pattern)) {
    keep(index);
    at += passed.length;
  }
  if (at === 0 && kept.text === '') return view;
  keep(text.length);
  return kept;
}

/** Enough for the shortest secret that is searched for. */
const BASE64_RUN = /[A-Za-z0-9+/_-]{8,}/g;
/** An id, a digest or bytes in hexadecimal digits, which is no base64 of a text. */
const HEX = /^[0-9a-f-]+$/i;
/** Bytes in hexadecimal digits, as programs print them: joined, or with something between them. */
const HEX_RUN = /[0-9a-f]{2}(?:(?:[\s:;,=-]|0x|\\x)*[0-9a-f]{2}){5,}/gi;

/** An id, of which texts are full: its digits hide no text. */
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A piece of base64 or of hexadecimal digits, and the texts that it may be the encoding of. */
export interface EncodedRun {
  readonly from: number;
  readonly to: number;
  readonly texts: readonly string[];
}

/**
 * Finds the pieces of a text that may be base64 of either alphabet, whichever of their characters begins a group, or bytes
 * in hexadecimal digits.
 *
 * @param isWide false where no text is looked for that UTF-16 writes without zeros
 */
export function* findEncoded(text: string, isWide: boolean): Generator<EncodedRun> {
  const read = (digits: string, encoding: 'hex' | 'base64', offsets: readonly number[]) =>
    offsets.flatMap((offset) => readBytes(Buffer.from(digits.slice(offset), encoding), isWide));
  for (const { 0: run, index } of text.matchAll(BASE64_RUN)) {
    if (HEX.test(run)) continue;
    yield { from: index, to: index + run.length, texts: read(run, 'base64', [0, 1, 2, 3]) };
  }
  for (const { 0: run, index } of text.matchAll(HEX_RUN)) {
    if (GUID.test(run)) continue;
    const digits = run.replace(/0x|[^0-9a-f]/gi, '');
    yield { from: index, to: index + run.length, texts: read(digits, 'hex', [0, 1]) };
  }
}

/** True for a text that may hold an encoded one; quick, for the many that are no text at all. */
export function mayHoldEncoded(text: string): boolean {
  return /[A-Za-z0-9+/_-]{8}/.test(text);
}

/** The texts that bytes may be: UTF-8, and UTF-16 of either end, from an even and an odd byte. */
function readBytes(bytes: Buffer, isWide: boolean): readonly string[] {
  if (!isWide && !bytes.includes(0)) return [bytes.toString('utf8')];
  const shifted = bytes.subarray(1);
  return [
    bytes.toString('utf8'),
    bytes.toString('utf16le'),
    shifted.toString('utf16le'),
    swapBytes(bytes).toString('utf16le'),
    swapBytes(shifted).toString('utf16le'),
  ];
}

function swapBytes(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}
