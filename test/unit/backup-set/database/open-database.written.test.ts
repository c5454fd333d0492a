import { describe, expect, it } from 'vitest';
import { createMemoryAccess } from '../../../../src/backup-set/data-file/random-access.js';
import { openDatabase } from '../../../../src/backup-set/database/open-database.js';
import {
  FIRST_USER_PAGE,
  recordId,
  u16,
  u32,
  u64,
  utf16,
  writeDatabase,
  writeLargeRecord,
  writeRecord,
  type WrittenTable,
} from '../../../fixtures/sql-server/database-writer.js';
import { useLentMemory } from '../../../fixtures/real-backups.js';
import {
  compressTape,
  concatenate,
  type WrittenSet,
  writeTape,
} from '../../../fixtures/sql-server/tape-writer.js';

const PLACE = [30, 20, 1] as const;
/** Date.UTC takes the year 1 for 1901. */
const OF_1900_MS = Date.UTC(1901, 0, 1) - new Date('0001-01-01T00:00:00Z').getTime();
const NAME = { name: 'Name', base: 231, length: 100, variable: true };
const ID = { name: 'Id', base: 56, length: 4 };
const row = (id: number, name: string | null, status = 0x30) =>
  writeRecord([{ bytes: u32(id) }, { bytes: name === null ? null : utf16(name), variable: true }], {
    status,
  });
const SIMPLE: WrittenTable = {
  name: 'T',
  columns: [ID, NAME],
  pages: [[row(1, 'one'), row(2, null)], [row(3, 'Größe')]],
};
const SIMPLE_ROWS = [
  [1, 'one'],
  [2, null],
  [3, 'Größe'],
];

const full = (tables: readonly WrittenTable[], more: Partial<WrittenSet> = {}): WrittenSet => ({
  kind: 'full',
  extents: writeDatabase(tables),
  checkpoint: PLACE,
  last: PLACE,
  ...more,
});
const access = (bytes: Uint8Array) => useLentMemory(createMemoryAccess(bytes));
const open = (bytes: Uint8Array) => openDatabase({ full: [access(bytes)] });

async function readRows(bytes: Uint8Array): Promise<unknown[][]> {
  const database = await open(bytes);
  const found = [];
  for (const table of database.tables)
    for await (const rows of database.readRows(table)) found.push(...rows.map((values) => [...values]));
  return found;
}

const readTable = (table: WrittenTable) => readRows(writeTape([full([table])]));

describe('openDatabase', () => {
  it('reads the same rows from a plain and a compressed backup', async () => {
    const plain = writeTape([full([SIMPLE])]);
    expect(await readRows(plain)).toEqual(SIMPLE_ROWS);
    expect(await readRows(compressTape(plain))).toEqual(SIMPLE_ROWS);
  });

  it('takes the last full one of several sets', async () => {
    const other = { ...SIMPLE, pages: [[row(9, 'nine')]] };
    expect(await readRows(writeTape([full([other]), full([SIMPLE])]))).toEqual(SIMPLE_ROWS);
  });

  it.each([
    ['tinyint', { base: 48, length: 1 }, Uint8Array.of(200), 200],
    ['smallint', { base: 52, length: 2 }, u16(0xff_fe), -2],
    ['bigint', { base: 127, length: 8 }, u64(9_007_199_254_740_993n), '9007199254740993'],
    ['money', { base: 60, length: 8 }, u64(180_001n), '18.0001'],
    [
      'decimal',
      { base: 106, length: 5, precision: 9, scale: 3 },
      concatenate([Uint8Array.of(0), u32(5)]),
      '-0.005',
    ],
    ['date', { base: 40, length: 3 }, Uint8Array.of(0, 0, 0), '0001-01-01'],
    ['datetime', { base: 61, length: 8 }, concatenate([u32(299), u32(0)]), '1900-01-01T00:00:00.997'],
    [
      'datetime before the first year, which no server writes',
      { base: 61, length: 8 },
      concatenate([u32(0), u32(2 ** 32 - 800_000)]),
      '-291-09-04T00:00:00.000',
    ],
    [
      'time of more hours than a day has, which no server writes',
      { base: 41, length: 3, scale: 0 },
      Uint8Array.of(255, 255, 255),
      '4660:20:15',
    ],
    [
      'datetimeoffset',
      { base: 43, length: 8, scale: 0 },
      concatenate([u16(82_800 % 65_536), Uint8Array.of(1), Uint8Array.of(0, 0, 0), u16(120)]),
      '0001-01-02T01:00:00+02:00',
    ],
    [
      'uniqueidentifier',
      { base: 36, length: 16 },
      Uint8Array.from({ length: 16 }, (_, at) => at),
      '03020100-0504-0706-0809-0a0b0c0d0e0f',
    ],
    ['binary', { base: 173, length: 2 }, Uint8Array.of(0, 255), '0x00ff'],
    [
      'char beyond ASCII, code page not known',
      { base: 175, length: 1, collation: 0x15 },
      Uint8Array.of(0xe9),
      { undecoded: 'char(1)', bytes: '0xe9' },
    ],
    ['char of Latin', { base: 175, length: 1, collation: 0x34_00_d0_08 }, Uint8Array.of(0xe9), 'é'],
    [
      'a type that nobody knows',
      { base: 244, length: 1 },
      Uint8Array.of(1),
      { undecoded: 'type 244', bytes: '0x01' },
    ],
  ])('decodes %s', async (...[, column, bytes, value]) => {
    const pages = [[writeRecord([{ bytes }])]];
    expect(await readTable({ name: 'T', columns: [{ name: 'V', ...column }], pages })).toEqual([[value]]);
  });

  it('writes each day as the calendar has it, whichever days were written before', async () => {
    const dayOf = (days: number) =>
      new Date(Date.UTC(1, 0, 1 + days) - OF_1900_MS).toISOString().slice(0, 10);
    const days = Array.from(
      { length: 400 },
      (_, at) => ((at % 5) * 64 + Math.floor(at / 7) * 9_001) % 3_652_059,
    );
    const pages = Array.from({ length: 4 }, (_, page) =>
      days.slice(100 * page, 100 * page + 100).map((day) => {
        const bytes = Uint8Array.of(day & 255, (day >> 8) & 255, day >> 16);
        return writeRecord([{ bytes }]);
      }),
    );
    const found = await readTable({ name: 'T', columns: [{ name: 'V', base: 40, length: 3 }], pages });
    expect(found).toEqual(days.map((day) => [dayOf(day)]));
  });

  it('gives each row its own text where a page has many, some have none, and some are older than the column', async () => {
    const guid = (id: number) => Uint8Array.from({ length: 16 }, (_, at) => (id * 7 + at) & 255);
    const missing = concatenate([Uint8Array.of(36, 1), guid(500)]);
    const columns = [
      ID,
      { name: 'V', base: 36, length: 16 },
      { name: 'Later', base: 36, length: 16, missing },
    ];
    const write = (id: number) =>
      writeRecord([
        { bytes: u32(id) },
        { bytes: id % 3 === 0 ? null : guid(id), ...(id % 3 === 0 ? { length: 16 } : {}) },
        ...(id % 2 === 0 ? [] : [{ bytes: guid(id + 1) }]),
      ]);
    const render = (id: number) => {
      const hex = Buffer.from(guid(id)).toString('hex');
      const turn = (text: string) => text.match(/../g)?.toReversed().join('') ?? '';
      const [a, b, c] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16)].map(turn);
      return `${a}-${b}-${c}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    };
    const ids = Array.from({ length: 140 }, (_, id) => id);
    expect(await readTable({ name: 'T', columns, pages: [ids.map(write)] })).toEqual(
      ids.map((id) => [id, id % 3 === 0 ? null : render(id), render(id % 2 === 0 ? 500 : id + 1)]),
    );
  });

  it('skips ghosts and what moved rows left behind, and reads moved rows where they are', async () => {
    const pages = [[row(1, 'here'), row(2, 'ghost', 0x3c), row(3, 'stub', 0x34)], [row(3, 'moved', 0x32)]];
    expect(await readTable({ ...SIMPLE, pages })).toEqual([
      [1, 'here'],
      [3, 'moved'],
    ]);
  });

  it('reads a row without the version tag at its end', async () => {
    const pages = [[concatenate([row(1, 'tagged', 0x70), new Uint8Array(14).fill(0xff)]), row(2, 'plain')]];
    expect(await readTable({ ...SIMPLE, pages })).toEqual([
      [1, 'tagged'],
      [2, 'plain'],
    ]);
  });

  it('gives null for a column that was added behind a row', async () => {
    const pages = [[writeRecord([{ bytes: u32(7) }])]];
    expect(await readTable({ ...SIMPLE, pages })).toEqual([[7, null]]);
  });

  describe('a large value', () => {
    const column = { name: 'V', base: 165, length: -1, variable: true };
    const [first, second] = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)];
    const large = [[writeLargeRecord(3, first), writeLargeRecord(3, second)]];
    const link = (end: number, slot: number) => concatenate([u32(end), recordId(FIRST_USER_PAGE, slot)]);
    const table = (bytes: Uint8Array): WrittenTable => ({
      name: 'T',
      columns: [column],
      large,
      pages: [[writeRecord([{ bytes, variable: true, offRow: true }])]],
    });
    const root = (...links: Uint8Array[]) => concatenate([Uint8Array.of(4, 0), new Uint8Array(10), ...links]);

    it('is put together from its parts', async () => {
      expect(await readTable(table(root(link(3, 0), link(5, 1))))).toEqual([['0x0102030405']]);
      const pointer = concatenate([new Uint8Array(8), recordId(FIRST_USER_PAGE, 1)]);
      expect(await readTable(table(pointer))).toEqual([['0x0405']]);
    });

    it('is damaged when a part has another length than its link says', async () => {
      await expect(readTable(table(root(link(4, 0), link(5, 1))))).rejects.toMatchObject({
        code: 'INTEGRITY',
      });
    });

    it('is refused with a root that is not known', async () => {
      const bytes = concatenate([Uint8Array.of(9, 0), new Uint8Array(10), link(3, 0)]);
      await expect(readTable(table(bytes))).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    });
  });

  it.each([
    ['fewer rows than the database counts', { rowCount: 4 }, 'INTEGRITY'],
    ['more rows than the database counts', { rowCount: 2 }, 'INTEGRITY'],
    ['row compression', { compression: 1 }, 'UNSUPPORTED'],
    ['page compression', { compression: 2 }, 'UNSUPPORTED'],
    ['a columnstore', { compression: 3 }, 'UNSUPPORTED'],
  ])('refuses a table with %s, and reads the others', async (_, more, code) => {
    const database = await open(writeTape([full([{ ...SIMPLE, name: 'A', ...more }, SIMPLE])]));
    const [refused, sound] = database.tables;
    if (refused === undefined || sound === undefined) throw new Error('two tables were written');
    const drain = async (table: typeof refused) => {
      let count = 0;
      for await (const rows of database.readRows(table)) count += rows.length;
      return count;
    };
    await expect(drain(refused)).rejects.toMatchObject({ code });
    expect(await drain(sound)).toBe(3);
  });

  const stripe = (number: number) => writeTape([full([SIMPLE])], [number, 2]);
  const differential = (base: readonly [number, number, number]): WrittenSet => ({
    ...full([{ ...SIMPLE, pages: [[row(5, 'newer')]] }]),
    kind: 'differential',
    base,
  });

  it.each([
    ['a stripe is missing', [stripe(2)], 'INCOMPLETE'],
    ['a stripe is there twice', [stripe(1), stripe(2), stripe(2)], 'UNSUPPORTED'],
    ['a differential backup is alone', [writeTape([differential(PLACE)])], 'UNSUPPORTED'],
    ['a set has no end', [writeTape([full([SIMPLE], { broken: true })])], 'INCOMPLETE'],
    ['the version is too old', [writeTape([full([SIMPLE], { version: 611 })])], 'UNSUPPORTED'],
    ['the version is not known', [writeTape([full([SIMPLE], { version: 1200 })])], 'UNSUPPORTED'],
    ['a file is empty', [new Uint8Array(0)], 'UNSUPPORTED'],
  ])('refuses a backup when %s', async (_, files, code) => {
    await expect(openDatabase({ full: files.map(access) })).rejects.toMatchObject({ code });
  });

  it('lays a differential backup over its full one, and refuses another base', async () => {
    const layered = (base: readonly [number, number, number]) =>
      openDatabase({
        full: [access(writeTape([full([SIMPLE])]))],
        differential: [access(writeTape([differential(base)]))],
      });
    const database = await layered(PLACE);
    const [table] = database.tables;
    if (table === undefined) throw new Error('a table was written');
    for await (const rows of database.readRows(table)) expect(rows).toEqual([[5, 'newer']]);
    await expect(layered([30, 19, 1])).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  describe('the log inside', () => {
    const PAGE = FIRST_USER_PAGE;
    const record = (operation: number, transaction: number, page = PAGE): Uint8Array => {
      const bytes = new Uint8Array(64);
      bytes.set(u32(transaction), 16);
      bytes[22] = operation;
      bytes.set(concatenate([u32(page), u16(1)]), 24);
      bytes.set(concatenate([u32(30), u32(16), u16(1)]), 36);
      bytes.set(u64(1000n << 16n), 48);
      return bytes;
    };
    const log = (records: readonly Uint8Array[], file = 30): Uint8Array => {
      const block = new Uint8Array(512);
      const end = 72 + 64 * records.length + 2 * records.length;
      block.set(u16(records.length), 2);
      block.set(concatenate([u16(end), u16(512)]), 4);
      block.set(concatenate([u32(file), u32(20)]), 12);
      for (const [index, bytes] of records.entries()) {
        block.set(bytes, 72 + 64 * index);
        block.set(u16(72 + 64 * index), end - 2 * (index + 1));
      }
      return block;
    };
    const BEHIND = [30, 21, 1] as const;
    const judge = async (records: readonly Uint8Array[]) =>
      (await open(writeTape([full([SIMPLE], { log: log(records), last: BEHIND })]))).state;

    it('names a change that is not on its page', async () => {
      expect(await judge([record(0x80, 1), record(2, 1), record(0x81, 1)])).toEqual({
        exact: false,
        open: [],
        unapplied: [{ table: 'dbo.T', count: 1 }],
      });
    });

    it('names a transaction that had not ended', async () => {
      expect(await judge([record(0x80, 1), record(2, 1)])).toMatchObject({
        exact: false,
        open: [{ table: 'dbo.T', count: 1 }],
      });
    });

    it('is content when it changes no table', async () => {
      expect(await judge([record(0x80, 1), record(0x81, 1)])).toEqual({
        exact: true,
        open: [],
        unapplied: [],
      });
    });

    it('is damaged when it ends before its set says', async () => {
      const cut = writeTape([full([SIMPLE], { log: log([record(0x80, 1)]), last: [30, 25, 1] })]);
      await expect(open(cut)).rejects.toMatchObject({ code: 'INTEGRITY' });
    });

    it('behind it is counted by what commits, and must follow', async () => {
      const records = [record(2, 1), record(4, 1), record(0x81, 1), record(3, 2)];
      const behind = (checkpoint: readonly [number, number, number]) =>
        openDatabase({
          full: [access(writeTape([full([SIMPLE])]))],
          logs: [access(writeTape([{ kind: 'log', log: log(records), checkpoint, last: BEHIND }]))],
        });
      expect((await behind(PLACE)).after).toEqual([
        { table: 'dbo.T', inserts: 1, updates: 1, deletes: 0, insertedRows: [] },
      ]);
      await expect(behind([30, 20, 2])).rejects.toMatchObject({ code: 'INCOMPLETE' });
    });
  });
});
