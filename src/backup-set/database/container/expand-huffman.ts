import { databaseDamaged } from '../database-fault.js';

/** One table of code lengths serves this many bytes of output. */
const BLOCK_BYTES = 65_536;
const TABLE_BYTES = 256;
const SYMBOLS = 512;
/** Symbols below stand for themselves. */
const FIRST_MATCH = 256;
const MAX_CODE_BITS = 15;
/** The decoder reads ahead by at most this much, and leaves at most as much unread. */
const UNREAD_AT_MOST = 4;
const OVERREAD_AT_MOST = 2;

/** Symbol and length of each code of 15 bits: `symbol << 4 | length`. Filled anew for each table. */
const codes = new Uint16Array(1 << MAX_CODE_BITS);

/** The place that an expansion has come to. */
interface Expansion {
  readonly input: Uint8Array;
  readonly output: Uint8Array;
  at: number;
  written: number;
  /** The next bits, the first one on top. */
  window: number;
  /** The number of bits in the window beyond sixteen. */
  spare: number;
}

/**
 * Expands LZ77+Huffman ("XPRESS Huffman").
 *
 * @param sizeBytes The exact size of the content.
 * @throws INTEGRITY when the input is no such stream, or does not end where the content does.
 * Source: MS-XCA 2.2.
 */
export function expandHuffman(input: Uint8Array, sizeBytes: number): Uint8Array {
  const output = new Uint8Array(sizeBytes);
  const state: Expansion = { input, output, at: 0, written: 0, window: 0, spare: 16 };
  while (state.written < sizeBytes) {
    readCodes(input, state.at);
    state.at += TABLE_BYTES;
    state.window = (takeWord(state) << 16) | takeWord(state);
    state.spare = 16;
    expandBlock(state);
  }
  const { at } = state;
  if (at > input.length + OVERREAD_AT_MOST || at < input.length - UNREAD_AT_MOST)
    throw databaseDamaged(`${input.length} compressed bytes hold ${sizeBytes} at ${at}`);
  return output;
}

/** Builds the codes out of their 512 lengths of 4 bits: shorter codes first, then by symbol. */
function readCodes(input: Uint8Array, at: number): void {
  if (at + TABLE_BYTES > input.length) throw databaseDamaged('compressed bytes end before their table');
  const starts = new Uint32Array(MAX_CODE_BITS + 2);
  for (let symbol = 0; symbol < SYMBOLS; symbol += 1) {
    const length = lengthOf(input, at, symbol);
    if (length > 0) starts[length + 1] = (starts[length + 1] ?? 0) + (1 << (MAX_CODE_BITS - length));
  }
  for (let length = 1; length < starts.length; length += 1)
    starts[length] = (starts[length] ?? 0) + (starts[length - 1] ?? 0);
  if (starts[MAX_CODE_BITS + 1] !== codes.length)
    throw databaseDamaged('the table of the compressed bytes is incomplete');
  for (let symbol = 0; symbol < SYMBOLS; symbol += 1) {
    const length = lengthOf(input, at, symbol);
    if (length === 0) continue;
    const from = starts[length] ?? 0;
    const to = from + (1 << (MAX_CODE_BITS - length));
    codes.fill((symbol << 4) | length, from, to);
    starts[length] = to;
  }
}

function lengthOf(input: Uint8Array, at: number, symbol: number): number {
  const pair = input[at + (symbol >>> 1)] ?? 0;
  return symbol % 2 === 0 ? pair & 15 : pair >>> 4;
}

/** Expands up to the end of the block or of the output. */
function expandBlock(state: Expansion): void {
  const { input, output } = state;
  const end = Math.min(state.written + BLOCK_BYTES, output.length);
  // Most symbols are single bytes: for them the state stays in variables.
  let { at, written, window, spare } = state;
  while (written < end) {
    const code = codes[window >>> 17] ?? 0;
    const length = code & 15;
    window <<= length;
    spare -= length;
    if (spare < 0) {
      window |= ((input[at] ?? 0) | ((input[at + 1] ?? 0) << 8)) << -spare;
      spare += 16;
      at += 2;
    }
    const symbol = code >>> 4;
    if (symbol < FIRST_MATCH) {
      output[written] = symbol;
      written += 1;
      continue;
    }
    state.at = at;
    state.written = written;
    state.window = window;
    state.spare = spare;
    expandMatch(state, symbol);
    ({ at, written, window, spare } = state);
  }
  state.at = at;
  state.written = written;
}

/** Repeats what was written before. */
function expandMatch(state: Expansion, symbol: number): void {
  if (state.at > state.input.length + UNREAD_AT_MOST) throw databaseDamaged('compressed bytes end too early');
  const length = readMatchLength(state, symbol & 15);
  const distanceBits = (symbol - FIRST_MATCH) >>> 4;
  const low = distanceBits === 0 ? 0 : state.window >>> (32 - distanceBits);
  dropBits(state, distanceBits);
  const from = state.written - (low + (1 << distanceBits));
  if (from < 0 || state.written + length > state.output.length)
    throw databaseDamaged('compressed bytes repeat what is not there');
  copyMatch(state.output, { from, to: state.written, length });
  state.written += length;
}

/** Copies byte by byte where source and target overlap: a match may repeat what it has just written. */
function copyMatch(
  output: Uint8Array,
  { from, to, length }: { readonly from: number; readonly to: number; readonly length: number },
): void {
  if (length > 16 && to - from >= length) {
    output.copyWithin(to, from, from + length);
    return;
  }
  for (let index = 0; index < length; index += 1) output[to + index] = output[from + index] ?? 0;
}

/** Lengths from 15 on follow in bytes of their own, between the words of the state. */
function readMatchLength(state: Expansion, short: number): number {
  if (short < 15) return short + 3;
  const first = takeByte(state);
  if (first < 255) return first + 18;
  const word = takeWord(state);
  const long = word === 0 ? takeWord(state) + takeWord(state) * 65_536 : word;
  if (long < 15) throw databaseDamaged('compressed bytes hold a length that is too short for its form');
  return long + 3;
}

function dropBits(state: Expansion, count: number): void {
  state.window <<= count;
  state.spare -= count;
  if (state.spare >= 0) return;
  state.window |= takeWord(state) << -state.spare;
  state.spare += 16;
}

function takeByte(state: Expansion): number {
  const byte = state.input[state.at] ?? 0;
  state.at += 1;
  return byte;
}

function takeWord(state: Expansion): number {
  const word = (state.input[state.at] ?? 0) | ((state.input[state.at + 1] ?? 0) << 8);
  state.at += 2;
  return word;
}
