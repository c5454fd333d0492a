import { ascii, concatenate } from '../../../src/backup-set/write/database/little-endian.js';

/** Writes the plain tape as SQL Server does WITH COMPRESSION: chunks of codes of nine bits, literals and matches. */
export function compressTape(plain: Uint8Array): Uint8Array {
  const head = new Uint8Array(0x1e0);
  head.set(ascii('MSSQLBAK'), 0);
  new DataView(head.buffer).setUint32(8, 2, true);
  new DataView(head.buffer).setUint32(12, 3, true);
  const parts: Uint8Array[] = [head];
  let length = head.length;
  const add = (bytes: Uint8Array): void => {
    parts.push(bytes);
    length += bytes.length;
  };
  for (let at = 0; at < plain.length;) {
    const end = endOfChunk(plain, at);
    add(writeChunk(plain.subarray(at, end)));
    const isMarked = MARKED.has(typeAt(plain, at)) && typeAt(plain, end) === 'SFMB';
    if (isMarked) add(new Uint8Array((512 - (length % 512)) % 512));
    if (isMarked) add(plain.subarray(end, end + 512));
    at = isMarked ? end + 512 : end;
  }
  return concatenate(parts);
}

/** Blocks that have a chunk of their own; the mark behind them is not compressed. */
const MARKED: ReadonlySet<string> = new Set(['TAPE', 'ESET']);

function endOfChunk(plain: Uint8Array, from: number): number {
  for (let at = from + 512; at < from + 65_536; at += 512) {
    if (at >= plain.length || typeAt(plain, at) === 'ESET') return at;
    if (MARKED.has(typeAt(plain, from)) && typeAt(plain, at) === 'SFMB') return at;
  }
  return Math.min(plain.length, from + 65_536);
}

function typeAt(plain: Uint8Array, at: number): string {
  return String.fromCharCode(...plain.subarray(at, at + 4));
}

function writeChunk(content: Uint8Array): Uint8Array {
  const packed = packHuffman(content);
  const header = new Uint8Array(28);
  const view = new DataView(header.buffer);
  header[0] = 0x21;
  header[1] = content.length / 512;
  view.setUint16(2, packed.length, true);
  view.setUint32(24, sumOf(packed), true);
  return concatenate([header, packed]);
}

/** The check value of a chunk: words that are laid over each other, each turned one bit further than the next. */
function sumOf(packed: Uint8Array): number {
  const padded = concatenate([packed, new Uint8Array((4 - (packed.length % 4)) % 4)]);
  const words = new DataView(padded.buffer);
  let sum = 0n;
  for (let at = 0; at < padded.length; at += 4) {
    const turned = (sum << 1n) | (sum >> 31n);
    sum = (turned & 0xff_ff_ff_ffn) ^ BigInt(words.getUint32(at, true));
  }
  return Number(sum);
}

/** Words of bits lie where the reader takes them: two at the start, one more each time it has used sixteen bits. */
class BitWriter {
  readonly bytes: number[] = [...Array.from({ length: 256 }, () => 0x99), 0, 0, 0, 0];
  readonly #places = [256, 258];
  #bits = '';

  /** Puts the lowest bits of a number; at most sixteen of them. */
  put(value: number, count: number): void {
    if (count > 0) this.#bits += value.toString(2).padStart(count, '0').slice(-count);
    if (this.#bits.length <= 16 * (this.#places.length - 1)) return;
    this.#places.push(this.bytes.length);
    this.bytes.push(0, 0);
  }

  finish(): Uint8Array {
    for (const [index, place] of this.#places.entries()) {
      const word = Number.parseInt(this.#bits.slice(index * 16, index * 16 + 16).padEnd(16, '0'), 2);
      this.bytes[place] = word & 255;
      this.bytes[place + 1] = word >> 8;
    }
    return Uint8Array.from(this.bytes);
  }
}

const CODE_BITS = 9;
const MIN_MATCH = 3;
const MAX_MATCH = 60_000;
const HASH_SIZE = 65_536;

/**
 * Packs with all 512 codes nine bits long, which makes each code its own symbol; what was there before becomes matches.
 * Source: MS-XCA 2.1.
 */
export function packHuffman(content: Uint8Array): Uint8Array {
  const writer = new BitWriter();
  const latest = new Int32Array(HASH_SIZE).fill(-1);
  for (let at = 0; at < content.length;) {
    const hash =
      ((content[at] ?? 0) * 40_503 + (content[at + 1] ?? 0) * 251 + (content[at + 2] ?? 0)) % HASH_SIZE;
    const from = latest[hash] ?? -1;
    latest[hash] = at;
    const length = from < 0 ? 0 : measureMatch(content, from, at);
    if (length < MIN_MATCH) writer.put(content[at] ?? 0, CODE_BITS);
    else putMatch(writer, length, at - from);
    at += Math.max(1, length < MIN_MATCH ? 0 : length);
  }
  return writer.finish();
}

function putMatch(writer: BitWriter, length: number, distance: number): void {
  const short = Math.min(15, length - MIN_MATCH);
  const distanceBits = 31 - Math.clz32(distance);
  writer.put(256 + (distanceBits << 4) + short, CODE_BITS);
  if (short === 15 && length < 273) writer.bytes.push(length - 18);
  else if (short === 15) writer.bytes.push(255, (length - 3) & 255, (length - 3) >> 8);
  writer.put(distance, distanceBits);
}

/** The number of bytes from `at` on that are equal to those from `from` on. */
function measureMatch(content: Uint8Array, from: number, at: number): number {
  let length = 0;
  while (
    length < MAX_MATCH &&
    at + length < content.length &&
    content[from + length] === content[at + length]
  )
    length += 1;
  return length;
}
