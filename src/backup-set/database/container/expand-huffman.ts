import { databaseDamaged } from '../database-fault.js';

/** One table of code lengths serves this many bytes of output. */
const BLOCK_BYTES = 65_536;
const TABLE_BYTES = 256;
const SYMBOLS = 512;
const MAX_CODE_BITS = 15;
/** The decoder reads ahead by at most this much, and leaves at most as much unread. */
const UNREAD_AT_MOST = 4;
const OVERREAD_AT_MOST = 2;

/** Symbol and length of each code of 15 bits: `symbol << 4 | length`. Filled anew for each table. */
const codes = new Uint16Array(1 << MAX_CODE_BITS);

interface Bits {
  readonly input: Uint8Array;
  at: number;
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
  let at = 0;
  let written = 0;
  while (written < sizeBytes) {
    readCodes(input, at);
    const bits: Bits = { input, at: at + TABLE_BYTES, window: 0, spare: 16 };
    bits.window = (takeWord(bits) << 16) | takeWord(bits);
    written = expandBlock(bits, output, written);
    at = bits.at;
  }
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

/** Expands up to the end of the block or of the output. @returns the number of bytes that are written by then. */
function expandBlock(bits: Bits, output: Uint8Array, start: number): number {
  const end = Math.min(start + BLOCK_BYTES, output.length);
  let written = start;
  while (written < end) {
    if (bits.at > bits.input.length + UNREAD_AT_MOST) throw databaseDamaged('compressed bytes end too early');
    const code = codes[bits.window >>> 17] ?? 0;
    dropBits(bits, code & 15);
    const symbol = code >>> 4;
    if (symbol < 256) {
      output[written] = symbol;
      written += 1;
      continue;
    }
    const length = readMatchLength(bits, symbol & 15);
    const distanceBits = (symbol - 256) >>> 4;
    const low = distanceBits === 0 ? 0 : bits.window >>> (32 - distanceBits);
    dropBits(bits, distanceBits);
    const from = written - (low + (1 << distanceBits));
    if (from < 0 || written + length > output.length)
      throw databaseDamaged('compressed bytes repeat what is not there');
    copyMatch(output, { from, to: written, length });
    written += length;
  }
  return written;
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

/** Lengths from 15 on follow in bytes of their own, between the words of the bits. */
function readMatchLength(bits: Bits, short: number): number {
  if (short < 15) return short + 3;
  const first = takeByte(bits);
  if (first < 255) return first + 18;
  const word = takeWord(bits);
  const long = word === 0 ? takeWord(bits) + takeWord(bits) * 65_536 : word;
  if (long < 15) throw databaseDamaged('compressed bytes hold a length that is too short for its form');
  return long + 3;
}

function dropBits(bits: Bits, count: number): void {
  bits.window <<= count;
  bits.spare -= count;
  if (bits.spare >= 0) return;
  bits.window |= takeWord(bits) << -bits.spare;
  bits.spare += 16;
}

function takeByte(bits: Bits): number {
  const byte = bits.input[bits.at] ?? 0;
  bits.at += 1;
  return byte;
}

function takeWord(bits: Bits): number {
  const word = (bits.input[bits.at] ?? 0) | ((bits.input[bits.at + 1] ?? 0) << 8);
  bits.at += 2;
  return word;
}
