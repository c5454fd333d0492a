/** The sources that a mutation draws from. */
export interface MutationSource {
  readonly random: Random;
  /** Byte strings that the format is made of. */
  readonly tokens: readonly Uint8Array[];
  /** Inputs to take pieces of; at least one. */
  readonly corpus: readonly Uint8Array[];
  readonly maxBytes: number;
}

/** Numbers at which fields of 1, 2, 4 and 8 bytes go wrong, in both orders. */
const NUMBERS = parseTokens([
  '\x00 ¦ \x01 ¦ \x7f ¦ \x80 ¦ \xff ¦ \x00\x00 ¦ \xff\xff ¦ \xff\x7f ¦ \x7f\xff ¦ \x01\x00',
  '\x00\x00\x00\x00 ¦ \xff\xff\xff\xff ¦ \xff\xff\xff\x7f ¦ \x7f\xff\xff\xff ¦ \x00\x00\x00\x80',
  '\x00\x00\x00\x00\x00\x00\x00\x00 ¦ \xff\xff\xff\xff\xff\xff\xff\xff ¦ \xff\xff\xff\xff\xff\xff\x1f\x00',
]);

const MAX_STACKED = 5;
const LARGE_PIECE = 600;

/** The byte strings of a dictionary. */
export function parseTokens(dictionary: readonly string[]): readonly Uint8Array[] {
  return dictionary.flatMap((line) => line.split(' ¦ ')).map((token) => Buffer.from(token, 'latin1'));
}

/** Changes an input in one to five places. */
export function mutate(input: Uint8Array, source: MutationSource): Uint8Array {
  let bytes: Buffer = Buffer.from(input);
  for (let left = 1 + source.random(MAX_STACKED); left > 0; left -= 1) {
    const change = CHANGES[source.random(CHANGES.length)] ?? flipBit;
    bytes = change(bytes, source).subarray(0, source.maxBytes);
  }
  return bytes;
}

type Change = (bytes: Buffer, source: MutationSource) => Buffer;

const flipBit: Change = (bytes, { random }) => {
  const at = random(bytes.length);
  return replace(bytes, at, Buffer.from([(bytes[at] ?? 0) ^ (1 << random(8))]));
};

const setByte: Change = (bytes, { random }) =>
  replace(bytes, random(bytes.length), Buffer.from([random(256)]));

/** Counters, lengths and offsets are off by one more often than by anything else. */
const addSmall: Change = (bytes, { random }) => {
  const at = random(bytes.length);
  return replace(bytes, at, Buffer.from([((bytes[at] ?? 0) + random(9) - 4) & 0xff]));
};

const writeNumber: Change = (bytes, source) =>
  replace(bytes, source.random(bytes.length + 1), choose(NUMBERS, source.random));

const insertToken: Change = (bytes, source) =>
  insert(bytes, source.random(bytes.length + 1), choose(source.tokens, source.random));

const writeToken: Change = (bytes, source) =>
  replace(bytes, source.random(bytes.length + 1), choose(source.tokens, source.random));

const remove: Change = (bytes, { random }) => {
  const at = random(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + drawLength(random))]);
};

const repeat: Change = (bytes, { random }) => {
  const at = random(bytes.length + 1);
  return insert(bytes, at, bytes.subarray(at, at + drawLength(random)));
};

const cut: Change = (bytes, { random }) => bytes.subarray(0, random(bytes.length + 1));

/** A piece of another input, put in or written over. */
const splice: Change = (bytes, { random, corpus }) => {
  const other = choose(corpus, random);
  const from = random(other.length + 1);
  const piece = other.subarray(from, from + drawLength(random));
  const place = random(2) === 0 ? insert : replace;
  return place(bytes, random(bytes.length + 1), piece);
};

/** Pieces of other inputs carry structure: they are taken twice as often. */
const CHANGES: readonly Change[] = [
  flipBit,
  setByte,
  addSmall,
  writeNumber,
  insertToken,
  writeToken,
  remove,
  repeat,
  cut,
  splice,
  splice,
];

function drawLength(random: Random): number {
  return 1 + random(random(2) === 0 ? 8 : LARGE_PIECE);
}

function choose(items: readonly Uint8Array[], random: Random): Uint8Array {
  return items[random(items.length)] ?? new Uint8Array();
}

function insert(bytes: Buffer, at: number, piece: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

function replace(bytes: Buffer, at: number, piece: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + piece.length)]);
}

/** Draws whole numbers from 0 up to, and without, `limit`. */
export type Random = (limit: number) => number;

/** The same numbers for the same seed, on every machine. Source: mulberry32, by Tommy Ettinger. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
  };
}
