import { describe, expect, it } from 'vitest';
import { createMemoryAccess } from '../../../../../src/backup-set/data-file/random-access.js';
import { listSystemRows } from '../../../../../src/backup-set/database/catalogue/system-tables.js';
import { readMissingValues } from '../../../../../src/backup-set/database/catalogue/missing-values.js';
import { nameOfTable } from '../../../../../src/backup-set/database/catalogue/table-schema.js';
import { BASE_TYPES, renderType } from '../../../../../src/backup-set/database/catalogue/type-names.js';
import { type BackedUpDatabase, openDatabase } from '../../../../../src/backup-set/database/open-database.js';
import { DatabasePage } from '../../../../../src/backup-set/database/pages/database-page.js';
import { SYSTEM_TABLES } from '../../../../../src/backup-set/write/database/catalogue-records.js';
import { u32, u64, utf16 } from '../../../../../src/backup-set/write/database/little-endian.js';
import { PAGE_BYTES, sealPage, writePage } from '../../../../../src/backup-set/write/database/page-bytes.js';
import { writeRecord, writeSystemRecord } from '../../../../../src/backup-set/write/database/row-bytes.js';
import {
  FIRST_USER_OBJECT,
  writeExtents,
} from '../../../../../src/backup-set/write/database/write-extents.js';
import { writeTape } from '../../../../../src/backup-set/write/database/write-tape.js';
import type { WrittenTable } from '../../../../../src/backup-set/write/database/written-table.js';
import { DATA, of } from '../../../../fixtures/sql-server/small-pages.js';
import { catchRejection, catchRestackError } from '../../../../fixtures/thrown.js';

const AT = [30, 20, 1] as const;
const table = (name: string, schema = 'dbo'): WrittenTable => ({
  schema,
  name,
  columns: [
    { name: 'Id', base: BASE_TYPES.int, length: 4 },
    { name: 'Count', base: BASE_TYPES.int, length: 4 },
  ],
  pages: [[writeRecord([{ bytes: u32(1) }, { bytes: u32(2) }])]],
});
const EXTENTS = writeExtents([table('Shop'), table('Zoo', 'app'), table('Ape')]);
const [SHOP, ZOO] = [FIRST_USER_OBJECT, FIRST_USER_OBJECT + 1];

const NAMES = ['columnStorage', 'rowsets', 'units', 'objects', 'columns', 'classes'] as const;

/** A change of one record of a system table: `at` is where it begins. */
type Change = (view: DataView, at: number) => void;

/** The database with changes of the records, or of the pages, of its system tables. */
async function read(
  changes: { readonly [name in (typeof NAMES)[number]]?: Change } = {},
  pages: typeof changes = {},
) {
  const extents = EXTENTS.slice();
  for (const name of NAMES) {
    for (let from = 0; from < extents.length; from += PAGE_BYTES) {
      const page = extents.subarray(from, from + PAGE_BYTES);
      const view = new DataView(page.buffer, page.byteOffset, PAGE_BYTES);
      if (page[0] !== 1 || page[1] !== 1 || view.getUint32(24, true) !== SYSTEM_TABLES[name]) continue;
      for (let slot = 0; slot < view.getUint16(22, true); slot += 1)
        changes[name]?.(view, view.getUint16(PAGE_BYTES - 2 * (slot + 1), true));
      pages[name]?.(view, 0);
      sealPage(page);
    }
  }
  return openDatabase({
    full: [createMemoryAccess(writeTape([{ kind: 'full', extents, checkpoint: AT, last: AT }]))],
  });
}

const names = ({ tables }: BackedUpDatabase) => tables.map(nameOfTable);
const shopOf = ({ tables }: BackedUpDatabase) => tables.find(({ objectId }) => objectId === SHOP);
const columnsOf = (database: BackedUpDatabase) => shopOf(database)?.columns.map(({ name }) => name);

/** Changes only the records that have a number at a place. */
const where =
  (place: number, number: number, change: Change): Change =>
  (view, at) => {
    if (view.getUint32(at + place, true) === number) change(view, at);
  };
const ofShop = (place: number, change: Change) => where(place, SHOP, change);

describe('readCatalogue', () => {
  it('lists the user tables by schema and name, and the columns by their numbers', async () => {
    const database = await read();
    expect(names(database)).toEqual(['app.Zoo', 'dbo.Ape', 'dbo.Shop']);
    expect(columnsOf(database)).toEqual(['Id', 'Count']);
    expect(database.tables.map(({ refusal }) => refusal)).toEqual([undefined, undefined, undefined]);
    const swapped = await read({
      columns: (view, at) => view.setUint32(at + 10, 3 - view.getUint32(at + 10, true), true),
    });
    expect(columnsOf(swapped)).toEqual(['Count', 'Id']);
  });

  it.each<readonly [string, Parameters<typeof read>[0]]>([
    ['another type', { objects: ofShop(4, (view, at) => view.setUint8(at + 17, 0x56)) }],
    ['the schema of the system', { objects: ofShop(4, (view, at) => view.setUint32(at + 8, 4, true)) }],
  ])('lists no object of %s', async (_, changes) => {
    expect(names(await read(changes))).toEqual(['app.Zoo', 'dbo.Ape']);
  });

  it.each<readonly [string, Parameters<typeof read>[0], string]>([
    [
      'a table of no schema',
      { objects: where(4, ZOO, (view, at) => view.setUint32(at + 8, 99, true)) },
      `table ${ZOO} lies in schema 99, which is not there`,
    ],
    [
      'a schema that is of another class',
      { classes: where(5, 1, (view, at) => view.setUint8(at + 4, 51)) },
      `table ${SHOP} lies in schema 1, which is not there`,
    ],
    [
      'a unit twice',
      { units: (view, at) => view.setBigUint64(at + 4, 77n, true) },
      'unit 77 is listed twice',
    ],
    [
      'a rowset twice',
      { rowsets: where(13, ZOO, (view, at) => view.setBigUint64(at + 4, BigInt(SHOP) << 16n, true)) },
      'is listed twice',
    ],
    [
      'no system table',
      { rowsets: where(13, SYSTEM_TABLES.objects, (view, at) => view.setUint32(at + 13, 900, true)) },
      `the database does not hold its system table ${SYSTEM_TABLES.objects}`,
    ],
    [
      'no pages of one',
      { units: where(6, SYSTEM_TABLES.objects, (view, at) => view.setUint8(at + 12, 2)) },
      'the database does not hold the pages of rowset',
    ],
  ])('refuses %s', async (_, changes, told) => {
    const { code, message } = await catchRejection(read(changes));
    expect(code).toBe('INTEGRITY');
    expect(message).toContain(told);
  });

  it('lists no parameters of functions among the columns', async () => {
    const database = await read({
      columns: ofShop(
        4,
        where(10, 2, (view, at) => view.setUint16(at + 8, 1, true)),
      ),
    });
    expect(columnsOf(database)).toEqual(['Id']);
  });

  it('lists a computed column where rows hold it, and no other', async () => {
    const computed: Change = ofShop(
      4,
      where(10, 2, (view, at) => view.setUint32(at + 27, 0x10, true)),
    );
    expect(columnsOf(await read({ columns: computed }))).toEqual(['Id', 'Count']);
    const elsewhere: Change = where(12, 2, (view, at) => {
      view.setUint32(at + 12, 77, true);
      view.setUint32(at + 16, 77, true);
    });
    expect(columnsOf(await read({ columns: computed, columnStorage: elsewhere }))).toEqual(['Id']);
    const dropped: Change = where(12, 2, (view, at) => view.setUint32(at + 40, 2, true));
    expect(columnsOf(await read({ columns: computed, columnStorage: dropped }))).toEqual(['Id']);
    expect(columnsOf(await read({ columnStorage: dropped }))).toEqual(['Id', 'Count']);
  });

  it('finds a column by the number of its storage, and by the one that it had before', async () => {
    const storageOf = async (change: Change) => {
      const shop = shopOf(await read({ columnStorage: change }));
      return [...(shop?.storage.get(shop.rowsets[0]?.id ?? 0n)?.keys() ?? [])].toSorted((a, b) => a - b);
    };
    expect(await storageOf(() => {})).toEqual([1, 2]);
    expect(await storageOf(where(12, 2, (view, at) => view.setUint32(at + 12, 5, true)))).toEqual([1, 2, 5]);
    expect(await storageOf(where(12, 2, (view, at) => view.setUint32(at + 16, 1, true)))).toEqual([1, 2]);
  });

  it.each<readonly [string, Parameters<typeof read>[0], string]>([
    [
      'row compression',
      { rowsets: ofShop(13, (view, at) => view.setUint8(at + 39, 1)) },
      'it is stored with ROW compression',
    ],
    [
      'another compression',
      { rowsets: ofShop(13, (view, at) => view.setUint8(at + 39, 9)) },
      'it is stored with unknown compression',
    ],
    [
      'rows in memory',
      { rowsets: ofShop(13, (view, at) => view.setUint32(at + 25, 0x100, true)) },
      'it is memory-optimised',
    ],
    [
      'rows on no page',
      { units: where(6, SHOP, (view, at) => view.setUint8(at + 12, 2)) },
      'it is memory-optimised',
    ],
    [
      'no rowset',
      { rowsets: ofShop(13, (view, at) => view.setUint32(at + 13, 900, true)) },
      'it has no rows on pages: it is memory-optimised or external',
    ],
    [
      'an index that is no clustered one',
      { rowsets: ofShop(13, (view, at) => view.setUint32(at + 17, 2, true)) },
      'it has no rows on pages: it is memory-optimised or external',
    ],
    [
      'a sparse column',
      {
        columns: ofShop(
          4,
          where(10, 2, (view, at) => view.setUint32(at + 27, 0x1_00_00_00, true)),
        ),
      },
      'its column Count is sparse',
    ],
  ])('reads no table with %s', async (_, changes, refusal) => {
    const { tables } = await read(changes);
    expect(tables.map((each) => each.refusal)).toEqual([undefined, undefined, refusal]);
  });

  it('reads a table without rows, which has no page', async () => {
    const empty = await read({
      units: where(6, SHOP, (view, at) => view.setUint8(at + 12, 2)),
      rowsets: ofShop(13, (view, at) => view.setBigUint64(at + 31, 0n, true)),
    });
    expect(shopOf(empty)?.refusal).toBeUndefined();
  });

  it('takes the clustered index where there are other rowsets of the table, too', async () => {
    const twoOfShop = { rowsets: where(13, ZOO, (view, at) => view.setUint32(at + 13, SHOP, true)) };
    expect(shopOf(await read(twoOfShop))?.rowsets).toHaveLength(2);
    const clustered = await read({
      rowsets: where(13, ZOO, (view, at) => {
        view.setUint32(at + 13, SHOP, true);
        view.setUint32(at + 17, 1, true);
      }),
    });
    expect(shopOf(clustered)?.rowsets.map(({ indexId }) => indexId)).toEqual([1]);
  });

  it('keeps the rows of a unit and its large values apart', async () => {
    const shop = shopOf(await read());
    expect(shop?.rowsets[0]).toMatchObject({ rowCount: 1, largeValues: [] });
    expect(shop?.rowsets[0]?.rows).toBeDefined();
  });

  it('counts no ghost of a system table, and no page that is of an index', async () => {
    const ghost = await read({ objects: ofShop(4, (view, at) => view.setUint8(at, 0x3c)) });
    expect(names(ghost)).toEqual(['app.Zoo', 'dbo.Ape']);
    expect(names(await read({}, { objects: (view) => view.setUint8(1, 2) }))).toEqual([]);
    expect(names(await read({}, { objects: (view) => view.setUint8(3, 1) }))).toEqual([]);
    const gone = await read({}, { objects: (view) => view.setUint16(PAGE_BYTES - 2, 0, true) });
    expect(names(gone)).toHaveLength(2);
  });

  it.each<readonly [string, Change, RegExp]>([
    [
      'links lead back',
      (view) => {
        view.setUint32(16, view.getUint32(32, true), true);
        view.setUint16(20, 1, true);
      },
      /^the links of pages lead back to page 1:\d+$/,
    ],
    [
      'type is another one',
      (view) => view.setUint8(1, 2),
      /^page 1:\d+ should list the units of the database, and does not$/,
    ],
    [
      'level is another one',
      (view) => view.setUint8(3, 1),
      /^page 1:\d+ should list the units of the database, and does not$/,
    ],
    [
      'object is another one',
      (view) => view.setUint32(24, 8, true),
      /^page 1:\d+ should list the units of the database, and does not$/,
    ],
  ])('takes no list of units whose %s', async (_, change, message) => {
    await expect(read({}, { units: change })).rejects.toThrow(message);
  });
});

/** Rows of a system table as one page holds them. */
const rowsOf = (...records: readonly Uint8Array[]) =>
  listSystemRows(new DatabasePage(of(8), new Uint8Array(writePage(8, DATA, records))));

describe('SystemRow', () => {
  it('reads texts and numbers, and nothing beyond its fixed part', () => {
    const [row, bare] = rowsOf(
      writeSystemRecord(12, [[4, u64(5n)]], utf16('Größe')),
      writeSystemRecord(8, []),
    );
    expect([row?.text(1), row?.text(2), row?.int64(4), row?.uint8(11)]).toEqual(['Größe', '', 5n, 0]);
    expect(catchRestackError(() => row?.uint8(12))).toMatchObject({
      code: 'INTEGRITY',
      message: 'the record at byte 96 of page 1:8 is too short',
    });
    expect(catchRestackError(() => row?.int64(5)).message).toMatch(/too short/);
    expect(bare?.bytes(1)).toEqual(new Uint8Array(0));
  });
});

describe('readMissingValues', () => {
  const value = (owner: number, column: number, variant: readonly number[]) =>
    writeSystemRecord(
      21,
      [
        [4, Uint8Array.of(owner)],
        [5, u64(9n)],
        [13, u64(BigInt(column))],
      ],
      Uint8Array.from(variant),
    );
  async function read(...records: readonly Uint8Array[]) {
    const stream = (async function* () {
      yield* rowsOf(...records);
    })();
    return readMissingValues(stream);
  }

  it('takes the values of columns out of what stands before them, by their type', async () => {
    const values = await read(
      value(1, 1, [BASE_TYPES.int, 1, 7, 0, 0, 0]),
      value(1, 2, [BASE_TYPES.time, 1, 3, 1, 2, 3]),
      value(1, 3, [BASE_TYPES.decimal, 1, 9, 2, 1, 5]),
      value(1, 4, [BASE_TYPES.nvarchar, 1, 8, 0, 0, 0, 0, 0, 65, 0]),
      value(1, 5, []),
      value(2, 6, [BASE_TYPES.int, 1, 7, 0, 0, 0]),
    );
    expect([...(values.get(9n) ?? [])]).toEqual([
      [1, Uint8Array.of(7, 0, 0, 0)],
      [2, Uint8Array.of(1, 2, 3)],
      [3, Uint8Array.of(1, 5)],
      [4, Uint8Array.of(65, 0)],
      [5, new Uint8Array(0)],
    ]);
  });
});

describe('renderType', () => {
  it.each<readonly [keyof typeof BASE_TYPES, number, string]>([
    ['int', 4, 'int'],
    ['varbinary', -1, 'varbinary(max)'],
    ['binary', 16, 'binary(16)'],
    ['varchar', 40, 'varchar(40)'],
    ['char', 3, 'char(3)'],
    ['nvarchar', -1, 'nvarchar(max)'],
    ['nvarchar', 898, 'nvarchar(449)'],
    ['nchar', 20, 'nchar(10)'],
    ['time', 5, 'time(3)'],
    ['datetime2', 8, 'datetime2(3)'],
    ['datetimeoffset', 10, 'datetimeoffset(3)'],
    ['decimal', 9, 'decimal(12,3)'],
    ['numeric', 9, 'numeric(12,3)'],
    ['xml', -1, 'xml'],
  ])('writes %s of %i bytes as SQL does: %s', (name, lengthBytes, written) => {
    expect(renderType({ base: BASE_TYPES[name], lengthBytes, precision: 12, scale: 3, collation: 0 })).toBe(
      written,
    );
  });

  it('writes an unknown one by its number', () => {
    expect(renderType({ base: 244, lengthBytes: 4, precision: 0, scale: 0, collation: 0 })).toBe('type 244');
  });
});
