import { describe, expect, it } from 'vitest';
import { OPERATIONS, writeLogBlock } from '../../../../../samples/generator/database/log-blocks.js';
import { createMemoryAccess } from '../../../../../src/backup-set/data-file/random-access.js';
import { type LogRecord, readLogRecords } from '../../../../../src/backup-set/database/log/log-records.js';
import { ascii, concatenate } from '../../../../../src/backup-set/write/database/little-endian.js';
import { catchRejection } from '../../../../fixtures/thrown.js';

const END = { file: 30, block: 0, record: 1 };

/** Reads pieces of a log that lie behind each other, each of them whole. */
async function read(pieces: readonly Uint8Array[], lastLsn = END): Promise<readonly LogRecord[]> {
  let offset = 0;
  const ranges = pieces.map(({ length }) => {
    offset += length;
    return { offset: offset - length, length };
  });
  const records: LogRecord[] = [];
  const bytes = createMemoryAccess(concatenate(pieces));
  for await (const record of readLogRecords({ bytes, ranges, lastLsn })) records.push(record);
  return records;
}

const insert = (...elements: readonly Uint8Array[]) => ({
  operation: OPERATIONS.insert,
  transaction: 5,
  change: { page: 28, previous: [30, 16, 1], rowset: -7n, elements } as const,
});
const begin = (transaction: number) => ({ operation: OPERATIONS.begin, transaction });
const block = (...place: readonly [file: number, block: number]) => writeLogBlock([begin(1)], place);
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const changed = (bytes: Uint8Array, change: (view: DataView) => void) => {
  const copy = Uint8Array.from(bytes);
  change(viewOf(copy));
  return copy;
};
const placesOf = (records: readonly LogRecord[]) =>
  records.map(({ lsn }) => `${lsn.file}:${lsn.block}:${lsn.record}`);

describe('readLogRecords', () => {
  it('reads each record with its place, its transaction and its change', async () => {
    const bytes = writeLogBlock(
      [begin(0x1_02_03_04), insert(ascii('row'), ascii('k'), ascii('l'))],
      [30, 20],
    );
    const long = changed(bytes, (view) => view.setUint16(72 + 20, 2, true));
    expect(await read([long])).toEqual([
      {
        lsn: { file: 30, block: 20, record: 1 },
        operation: OPERATIONS.begin,
        transaction: 2 * 2 ** 32 + 0x1_02_03_04,
        change: undefined,
      },
      {
        lsn: { file: 30, block: 20, record: 2 },
        operation: OPERATIONS.insert,
        transaction: 5,
        change: {
          page: { file: 1, page: 28 },
          previousLsn: { file: 30, block: 16, record: 1 },
          rowset: -7n,
          severalRows: false,
          row: new Uint8Array(ascii('row')),
        },
      },
    ]);
  });

  it('puts back the first byte of each sector', async () => {
    const row = Uint8Array.from({ length: 1400 }, (_, index) => 1 + (index % 250));
    const bytes = writeLogBlock([insert(row)], [30, 20]);
    expect([bytes.length, bytes[512], bytes[1024]]).toEqual([2048, 0x48, 0x48]);
    expect((await read([bytes]))[0]?.change?.row).toEqual(row);
  });

  it.each<readonly [string, readonly Uint8Array[], Partial<LogRecord['change']>]>([
    ['one element', [ascii('abcde')], { severalRows: false, row: new Uint8Array(ascii('abcde')) }],
    [
      'three',
      [ascii('ab'), ascii('c'), ascii('d')],
      { severalRows: false, row: new Uint8Array(ascii('ab')) },
    ],
    ['four', [ascii('a'), ascii('b'), ascii('c'), ascii('d')], { severalRows: true, row: undefined }],
    ['an empty first one', [ascii(''), ascii('b')], { severalRows: false, row: undefined }],
    ['none', [], { severalRows: false, row: undefined }],
  ])('takes the row of an insert of %s', async (_, elements, change) => {
    expect((await read([writeLogBlock([insert(...elements)], [30, 20])]))[0]?.change).toMatchObject(
      change ?? {},
    );
  });

  it('takes a row from inserts alone', async () => {
    const update = { ...insert(ascii('row')), operation: OPERATIONS.modify };
    expect((await read([writeLogBlock([update], [30, 20])]))[0]?.change).toMatchObject({
      severalRows: false,
      row: undefined,
    });
  });

  /** A record that ends after so many bytes: the slots of its block lie behind it. */
  const short = (bytes: number, operation: number = OPERATIONS.insert) => {
    const record = insert(ascii('abcdefgh'));
    return changed(writeLogBlock([{ ...record, operation }], [30, 20]), (view) => {
      view.setUint16(4, 72 + bytes + 2, true);
      view.setUint16(72 + bytes, 72, true);
    });
  };
  it.each([
    [24, undefined],
    [45, undefined],
    [46, { rowset: 0n, row: undefined }],
    [55, { rowset: 0n, row: undefined }],
    [56, { rowset: -7n, row: undefined }],
    [63, { rowset: -7n, row: undefined }],
    [66, { rowset: -7n, row: undefined }],
    [75, { rowset: -7n, row: undefined }],
    [76, { rowset: -7n, row: new Uint8Array(ascii('abcdefgh')) }],
  ])('reads of a record of %i bytes what it holds', async (bytes, change) => {
    const [record] = await read([short(bytes)]);
    if (change === undefined) expect(record?.change).toBeUndefined();
    else expect(record?.change).toMatchObject(change);
  });

  it('knows the operations that change a page', async () => {
    const operations = [0, 1, 0x12, 0x13, 0x14, 0x80];
    const records = await Promise.all(operations.map(async (operation) => read([short(76, operation)])));
    expect(records.map(([record]) => record?.change !== undefined)).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('goes on from block to block, and to the next file of the log', async () => {
    const last = { file: 31, block: 17, record: 1 };
    const blocks = [block(30, 20), block(30, 21), block(31, 16), block(31, 17)];
    expect(placesOf(await read([concatenate(blocks)], last))).toEqual([
      '30:20:1',
      '30:21:1',
      '31:16:1',
      '31:17:1',
    ]);
    expect(
      placesOf(
        await read(
          [concatenate(blocks.slice(0, 2)), new Uint8Array(700), concatenate(blocks.slice(2))],
          last,
        ),
      ),
    ).toHaveLength(4);
  });

  it.each<readonly [string, Uint8Array]>([
    ['with a gap', block(30, 22)],
    ['with the same block again', block(30, 20)],
    ['behind the first block of the next file', block(31, 17)],
    ['in the file after the next', block(32, 8)],
    ['in the file before', block(29, 8)],
  ])('refuses a log that goes on %s', async (_, next) => {
    const error = await catchRejection(read([block(30, 20), next]));
    expect(error.code).toBe('UNSUPPORTED');
    expect(error.message).toMatch(/^the log goes on at \d+:\d+:1 where 30:21:1 should follow/);
  });

  it.each<readonly [string, (view: DataView) => void, string]>([
    ['of a part of a sector', (view) => view.setUint16(6, 513, true), 'a block of the log is 513 bytes long'],
    ['longer than the log', (view) => view.setUint16(6, 1024, true), 'a block of the log is 1024 bytes long'],
    [
      'whose slots end behind it',
      (view) => view.setUint16(4, 513, true),
      'the block of the log at 30:20:1 has 2 records',
    ],
    [
      'without room for its slots',
      (view) => view.setUint16(4, 43, true),
      'the block of the log at 30:20:1 has 2 records',
    ],
  ])('refuses a block %s', async (_, change, message) => {
    const bytes = writeLogBlock([begin(1), begin(2)], [30, 20]);
    expect(await catchRejection(read([changed(bytes, change)]))).toMatchObject({
      code: 'INTEGRITY',
      message,
    });
  });

  const two = writeLogBlock([begin(1), begin(2)], [30, 20]);
  const SLOTS_END = viewOf(two).getUint16(4, true);
  it.each<readonly [string, (view: DataView) => void, RegExp]>([
    ['in the header', (view) => view.setUint16(SLOTS_END - 2, 39, true), /^record 1 .* lies at byte 39$/],
    [
      'behind the next one',
      (view) => view.setUint16(SLOTS_END - 2, 200, true),
      /^record 1 .* lies at byte 200$/,
    ],
    [
      'too near to the next one',
      (view) => view.setUint16(SLOTS_END - 2, 136 - 23, true),
      /^record 1 .* lies at byte 113$/,
    ],
    [
      'too near to the slots',
      (view) => view.setUint16(SLOTS_END - 4, 200 - 23, true),
      /^record 2 .* lies at byte 177$/,
    ],
    [
      'up to bytes behind the slots',
      (view) => view.setUint16(SLOTS_END - 4, 205, true),
      /^record 1 .* lies at byte 72$/,
    ],
  ])('refuses a record that lies %s', async (_, change, message) => {
    const error = await catchRejection(read([changed(two, change)]));
    expect(error.code).toBe('INTEGRITY');
    expect(error.message).toMatch(message);
  });

  it('takes a record right behind the header, and one of 24 bytes', async () => {
    const least = changed(two, (view) => {
      view.setUint16(SLOTS_END - 2, 40, true);
      view.setUint16(SLOTS_END - 4, 200 - 24, true);
    });
    expect(await read([least])).toHaveLength(2);
    const none = changed(two, (view) => {
      view.setUint16(2, 0, true);
      view.setUint16(4, 40, true);
    });
    expect(await read([none])).toEqual([]);
  });

  it('must reach the end that its set names', async () => {
    const log = [concatenate([block(30, 20), block(30, 21)])];
    for (const last of [
      { file: 30, block: 22, record: 1 },
      { file: 30, block: 21, record: 9 },
      { file: 29, block: 90, record: 1 },
    ])
      if (last.file === 29)
        expect(await catchRejection(read(log, last))).toMatchObject({
          code: 'INTEGRITY',
          message: 'the log ends at 30:22:1, and its set says 29:90:1',
        });
      else expect(await read(log, last)).toHaveLength(2);
    await expect(read(log, { file: 30, block: 23, record: 1 })).rejects.toThrow(
      /ends at 30:22:1, .* says 30:23:1$/,
    );
    expect(await read([new Uint8Array(2000)], { file: 30, block: 23, record: 1 })).toEqual([]);
  });
});
