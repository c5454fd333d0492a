import { describe, expect, it } from 'vitest';
import { openCompressed } from '../../../../../src/backup-set/database/container/compressed-container.js';
import { expandHuffman } from '../../../../../src/backup-set/database/container/expand-huffman.js';
import { SegmentList } from '../../../../../src/backup-set/database/container/segment-list.js';
import { ascii, concatenate } from '../../../../../src/backup-set/write/database/little-endian.js';
import { createRandom } from '../../../../fuzz/mutation.js';
import { watch } from '../../../../fixtures/sql-server/small-pages.js';
import { mark } from '../../../../fixtures/sql-server/tape-blocks.js';
import { compressTape, packHuffman } from '../../../../fixtures/sql-server/tape-writer.js';
import { catchRejection, catchRestackError } from '../../../../fixtures/thrown.js';

const HEAD_BYTES = 0x1e0;
const CHUNK = 65_536;
const head = compressTape(new Uint8Array(0));
/** The chunks of a content without blocks of a tape in it. */
const chunks = (content: Uint8Array) => compressTape(content).slice(HEAD_BYTES);
const change = (bytes: Uint8Array, at: number, value: number) =>
  Uint8Array.from(bytes).fill(value, at, at + 1);
const some = (length: number, seed = 1) => {
  const random = createRandom(seed);
  return Uint8Array.from({ length }, () => random(5));
};

async function open(...parts: readonly Uint8Array[]) {
  const source = watch(concatenate(parts));
  const plain = await openCompressed(source);
  source.reads.length = 0;
  return { source, plain };
}

describe('openCompressed', () => {
  it('reads any part of the content', async () => {
    const content = some(3 * CHUNK + 512);
    const { plain } = await open(head, chunks(content));
    expect(plain.sizeBytes).toBe(content.length);
    for (const [offset, length] of [
      [0, content.length],
      [CHUNK - 1, 2],
      [CHUNK, CHUNK],
      [content.length - 1, 1],
    ] as const)
      expect(
        Buffer.compare(await plain.read(offset, length), content.subarray(offset, offset + length)),
      ).toBe(0);
    await expect(plain.read(content.length - 1, 2)).rejects.toThrow(RangeError);
  });

  it('reads a chunk again once 64 others were used since', async () => {
    const one = chunks(new Uint8Array(CHUNK));
    const { plain, source } = await open(head, ...Array.from({ length: 66 }, () => one));
    const touch = async (chunk: number) => plain.read(chunk * CHUNK, 1);
    for (let chunk = 0; chunk < 64; chunk += 1) await touch(chunk);
    await touch(0);
    expect(source.reads).toHaveLength(64);
    await touch(64);
    await touch(0);
    expect(source.reads).toHaveLength(65);
    await touch(1);
    expect(source.reads).toHaveLength(66);
  });

  it('takes blocks between chunks as they are, and zeros at the end', async () => {
    const tape = concatenate([ascii('TAPE'), new Uint8Array(508), mark(1024), some(1024)]);
    const packed = chunks(tape.subarray(0, 512));
    const gap = new Uint8Array(512 - ((HEAD_BYTES + packed.length) % 512));
    const rest = chunks(tape.subarray(1536));
    for (const end of [0, 5, 28, 2000]) {
      const { plain } = await open(head, packed, gap, mark(1024), rest, new Uint8Array(end));
      expect(await plain.read(0, plain.sizeBytes)).toEqual(tape);
    }
  });

  it('finds one wrong check value among right ones, and lets prove nothing where all are', async () => {
    const [first, second] = [chunks(some(512, 1)), chunks(some(1024, 2))];
    for (const part of [
      [change(first, 24, 1), second],
      [first, change(second, 27, 0xee)],
    ]) {
      const at = HEAD_BYTES + (part[0] === first ? first.length : 0);
      expect(await catchRejection(open(head, ...part))).toMatchObject({
        code: 'INTEGRITY',
        message: `the check value of the chunk at byte ${at} is wrong`,
      });
    }
    const { plain } = await open(head, change(first, 24, 1), change(second, 24, 1));
    expect(await plain.read(0, 1536)).toEqual(concatenate([some(512, 1), some(1024, 2)]));
  });

  it('finds by its check value each changed byte of a chunk, whatever its length', async () => {
    for (const length of [512, 1024, 1536, 2048]) {
      const [first, second] = [chunks(some(512)), chunks(some(length, length))];
      for (const at of [28, 28 + 259, second.length - 1]) {
        const harmed = change(second, at, (second[at] ?? 0) ^ 0x40);
        expect((await catchRejection(open(head, first, harmed))).code).toBe('INTEGRITY');
      }
    }
  });

  const sound = chunks(some(512));
  const AT = HEAD_BYTES + sound.length;
  it.each<readonly [string, Uint8Array, string]>([
    [
      'a header that is cut',
      Uint8Array.of(0x21, 1, 0),
      'INTEGRITY the compressed backup is cut short in a chunk',
    ],
    [
      'a chunk that is cut',
      sound.subarray(0, -1),
      `INTEGRITY the backup is cut short in the chunk at byte ${AT}`,
    ],
    [
      'a chunk of no content',
      change(sound, 1, 0),
      `INTEGRITY the chunk at byte ${AT} holds ${sound.length - 28} bytes`,
    ],
    [
      'a chunk without a table',
      change(change(sound, 2, 255), 3, 0),
      `INTEGRITY the chunk at byte ${AT} holds 255 bytes`,
    ],
    [
      'a chunk of more than 64 KiB',
      change(sound, 1, 129),
      `INTEGRITY the chunk at byte ${AT} holds 66048 bytes, at most 65536`,
    ],
    ['a chunk of another kind', change(sound, 0, 0x22), `UNSUPPORTED the chunk at byte ${AT} is of kind 34`],
  ])('refuses %s', async (_, second, told) => {
    const { code, message } = await catchRejection(open(head, sound, second));
    expect(`${code} ${message}`.slice(0, told.length)).toBe(told);
  });

  it.each([
    [511, /^the file mark at byte 1024 is 511 bytes long/],
    [513, /^the file mark at byte 1024 is 513 bytes long/],
    [1024, /^the file mark at byte 1024 is 1024 bytes long/],
  ])('refuses a mark that claims %i bytes', async (size, message) => {
    const packed = chunks(concatenate([ascii('ESET'), new Uint8Array(508)]));
    const bytes = mark(512);
    new DataView(bytes.buffer).setUint16(8, size, true);
    const gap = new Uint8Array(1024 - HEAD_BYTES - packed.length);
    await expect(open(head, packed, gap, bytes)).rejects.toThrow(message);
  });

  it('looks for a mark behind the index of a set, and ends without one', async () => {
    const index = new Uint8Array(28 + 40).fill(7);
    index.set([0x2c, 0, 40, 0]);
    const before = concatenate([head, sound, index]);
    const gap = new Uint8Array(512 - (before.length % 512)).fill(3);
    const { plain } = await open(before, gap, mark());
    expect(plain.sizeBytes).toBe(1024);
    expect((await open(before, gap)).plain.sizeBytes).toBe(512);
  });

  it.each<readonly [string, Uint8Array, RegExp]>([
    ['a file that ends in its head', head.subarray(0, -1), /^INTEGRITY the compressed backup is cut short$/],
    ['an older layout', change(head, 8, 1), /^UNSUPPORTED .*SQL Server 2012 or older/],
    [
      'one that is encrypted as a whole',
      concatenate([head, Uint8Array.of(0x21, 1, 0x2c, 1), some(20 + 300)]),
      /^UNSUPPORTED no chunk of the backup expands: it is encrypted/,
    ],
  ])('refuses %s', async (_, bytes, told) => {
    const source = concatenate([
      bytes,
      bytes.length > HEAD_BYTES ? Uint8Array.of(0x21, 0) : new Uint8Array(0),
    ]);
    const { code, message } = await catchRejection(open(source));
    expect(`${code} ${message}`).toMatch(told);
  });

  it('names the chunk that does not expand when its check values prove nothing', async () => {
    const harmed = change(change(chunks(some(CHUNK)), 24, 1), 28, 0);
    const { plain } = await open(head, harmed, change(chunks(some(CHUNK)), 24, 1));
    expect(await catchRejection(plain.read(0, 1))).toMatchObject({
      code: 'INTEGRITY',
      message: `the chunk at byte ${HEAD_BYTES + 28} does not expand: it is damaged, encrypted, or compressed in another way`,
    });
  });
});

/** A table with the given lengths of codes, and words of bits behind it. */
function pack(
  lengths: readonly (readonly [symbol: number, bits: number])[],
  bits: string,
  more: readonly number[] = [],
) {
  const table = new Uint8Array(256);
  for (const [symbol, length] of lengths)
    table[symbol >> 1] = (table[symbol >> 1] ?? 0) | (symbol % 2 === 0 ? length : length << 4);
  const padded = bits.padEnd(32, '0');
  const words = [0, 16].flatMap((at) => {
    const word = Number.parseInt(padded.slice(at, at + 16), 2);
    return [word & 255, word >> 8];
  });
  return Uint8Array.from([...table, ...words, ...more]);
}

const [A, B] = [97, 98];
/** Symbols of matches: of three bytes, and of a length that follows, both one byte back. */
const [SHORT, LONG] = [256, 271];
const REPEAT = [
  [A, 1],
  [SHORT, 1],
] as const;
const LONGER = [
  [A, 1],
  [LONG, 1],
] as const;
/** A match of one bit, and two letters of two. */
const THREE = [
  [A, 2],
  [SHORT, 1],
  [B, 2],
] as const;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('expandHuffman', () => {
  it('brings back what was packed', () => {
    for (let seed = 1; seed < 30; seed += 1) {
      const content = some(seed * 97, seed);
      expect(expandHuffman(packHuffman(content), content.length)).toEqual(content);
    }
  });

  it('gives shorter codes first, then those of lower symbols', () => {
    expect(text(expandHuffman(pack(THREE, '1110011'), 6))).toBe('baaaab');
  });

  it.each([
    [[20 - 18], 20],
    [[254], 272],
    [[255, 15, 0], 18],
    [[255, 44, 1], 303],
    [[255, 0, 0, 44, 1, 0, 0], 303],
    [[255, 0, 0, 0, 0, 1, 0], 65_539],
  ])('reads the length of a match behind its symbol: %j', (more, length) => {
    const expanded = expandHuffman(pack(LONGER, '01', more), length + 1);
    expect(text(expanded)).toBe('a'.repeat(length + 1));
  });

  it.each<readonly [string, readonly [input: Uint8Array, size: number], string]>([
    ['no room for a table', [new Uint8Array(255), 1], 'compressed bytes end before their table'],
    ['too few codes', [pack([[A, 1]], '0'), 1], 'the table of the compressed bytes is incomplete'],
    [
      'too many codes',
      [pack([...REPEAT, [B, 1]], '0'), 1],
      'the table of the compressed bytes is incomplete',
    ],
    ['a match before the beginning', [pack(REPEAT, '1'), 4], 'compressed bytes repeat what is not there'],
    ['a match beyond the end', [pack(REPEAT, '01'), 3], 'compressed bytes repeat what is not there'],
    [
      'a long length that is short',
      [pack(LONGER, '01', [255, 14, 0]), 18],
      'compressed bytes hold a length that is too short for its form',
    ],
    ['bits that end', [pack(THREE, '10'), 30_000], 'compressed bytes end too early'],
    ['bytes behind its end', [pack(REPEAT, '01', [0, 0, 0, 0, 0]), 4], '265 compressed bytes hold 4 at 260'],
    [
      'fewer bytes than it takes',
      [pack(REPEAT, '01').subarray(0, 257), 4],
      '257 compressed bytes hold 4 at 260',
    ],
  ])('refuses %s', (_, [input, size], message) => {
    expect(catchRestackError(() => expandHuffman(input, size))).toMatchObject({ code: 'INTEGRITY', message });
  });

  it('takes what the decoder reads ahead, or leaves unread', () => {
    expect(text(expandHuffman(pack(REPEAT, '01', [0, 0, 0, 0]), 4))).toBe('aaaa');
    expect(text(expandHuffman(pack(REPEAT, '01').subarray(0, 258), 4))).toBe('aaaa');
  });
});

describe('SegmentList', () => {
  it('finds each of many segments by the bytes that it stands for', () => {
    const list = new SegmentList();
    const of = (index: number) => ({
      offset: 1000 * index,
      packedBytes: 300 + index,
      contentBytes: 512 * (1 + (index % 3)),
      stored: index % 7 === 0,
    });
    for (let index = 0; index < 600; index += 1) list.add(of(index));
    let start = 0;
    for (let index = 0; index < 600; index += 1) {
      const { contentBytes } = of(index);
      expect([list.startOf(index), list.at(index)]).toEqual([start, of(index)]);
      expect([list.find(start), list.find(start + contentBytes - 1)]).toEqual([index, index]);
      start += contentBytes;
    }
    expect([list.length, list.sizeBytes]).toEqual([600, start]);
    for (const place of [-1, start]) expect(() => list.find(place)).toThrow(`byte ${place} of ${start}`);
  });
});
