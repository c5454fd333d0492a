import { describe, expect, it } from 'vitest';
import type {
  ColumnStorage,
  ColumnType,
  DatabaseTable,
  Rowset,
} from '../../../../../src/backup-set/database/catalogue/table-schema.js';
import { BASE_TYPES } from '../../../../../src/backup-set/database/catalogue/type-names.js';
import type { ColumnValue } from '../../../../../src/backup-set/database/rows/column-values.js';
import { decodeLoggedRow } from '../../../../../src/backup-set/database/rows/logged-rows.js';
import { u16, utf16 } from '../../../../../src/backup-set/write/database/little-endian.js';
import { type WrittenField, writeRecord } from '../../../../../src/backup-set/write/database/row-bytes.js';

const ROWSET: Rowset = {
  id: 5n,
  objectId: 1000,
  indexId: 0,
  status: 0,
  rowCount: 1,
  compression: 0,
  rows: undefined,
  largeValues: [],
};

/** A column of a table: its type, and how many bytes of a row it takes; none for one of no fixed length. */
interface Column {
  readonly base: keyof typeof BASE_TYPES;
  readonly scale?: number;
  readonly fixedBytes?: number;
  readonly lengthBytes?: number;
}

function tableOf(columns: readonly Column[], more: Partial<DatabaseTable> = {}): DatabaseTable {
  const storage = new Map<number, ColumnStorage>();
  let [fixedOffset, variable] = [4, 0];
  for (const [index, { fixedBytes }] of columns.entries()) {
    if (fixedBytes === undefined) variable += 1;
    storage.set(index + 1, {
      nullBit: index + 1,
      fixedOffset: fixedBytes === undefined ? 0 : fixedOffset,
      variable: fixedBytes === undefined ? variable : 0,
      bit: 0,
      missingValue: undefined,
    });
    fixedOffset += fixedBytes ?? 0;
  }
  const typeOf = ({ base, scale = 0, fixedBytes, lengthBytes = fixedBytes ?? -1 }: Column): ColumnType => ({
    base: BASE_TYPES[base],
    lengthBytes,
    precision: 0,
    scale,
    collation: 0,
  });
  return {
    objectId: 1000,
    schema: 'dbo',
    name: 'T',
    columns: columns.map((column, index) => ({ id: index + 1, name: `C${index}`, type: typeOf(column) })),
    rowsets: [ROWSET],
    storage: new Map([[ROWSET.id, storage]]),
    refusal: undefined,
    ...more,
  };
}

/** The value of the only column of a row. */
function decode(
  column: Column,
  bytes: Uint8Array,
  field: Partial<WrittenField> = {},
): ColumnValue | undefined {
  const isFixed = column.fixedBytes !== undefined;
  const record = writeRecord([{ bytes, variable: !isFixed, ...field }]);
  return decodeLoggedRow(tableOf([column]), { rowset: ROWSET.id, bytes: record })?.[0];
}

/** The bytes that a number is kept in, lowest first. */
const low = (value: bigint, length: number) =>
  Uint8Array.from({ length }, (_, at) => Number(BigInt.asUintN(8, value >> BigInt(8 * at))));
const view = (length: number, write: (view: DataView) => void) => {
  const bytes = new Uint8Array(length);
  write(new DataView(bytes.buffer));
  return bytes;
};
const days = (date: string) => BigInt((Date.parse(date) - Date.parse('0001-01-01T00:00:00Z')) / 86_400_000);
const since1900 = (date: string) =>
  BigInt((Date.parse(date) - Date.parse('1900-01-01T00:00:00Z')) / 86_400_000);
const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('a value of a row', () => {
  it.each<readonly [Column, Uint8Array, ColumnValue]>([
    [{ base: 'tinyint', fixedBytes: 1 }, low(200n, 1), 200],
    [{ base: 'smallint', fixedBytes: 2 }, low(-300n, 2), -300],
    [{ base: 'int', fixedBytes: 4 }, low(-70_000n, 4), -70_000],
    [{ base: 'bigint', fixedBytes: 8 }, low(-(2n ** 62n), 8), String(-(2n ** 62n))],
    [{ base: 'real', fixedBytes: 4 }, view(4, (at) => at.setFloat32(0, 1.5, true)), 1.5],
    [{ base: 'float', fixedBytes: 8 }, view(8, (at) => at.setFloat64(0, -0.1, true)), -0.1],
    [{ base: 'money', fixedBytes: 8 }, low(-12_345_678n, 8), '-1234.5678'],
    [{ base: 'smallmoney', fixedBytes: 4 }, low(-5n, 4), '-0.0005'],
    [{ base: 'decimal', scale: 2, fixedBytes: 5 }, join(low(1n, 1), low(12_345n, 4)), '123.45'],
    [{ base: 'decimal', scale: 0, fixedBytes: 5 }, join(low(0n, 1), low(7n, 4)), '-7'],
    [{ base: 'numeric', scale: 3, fixedBytes: 9 }, join(low(1n, 1), low(2n ** 40n, 8)), '1099511627.776'],
    [
      { base: 'decimal', scale: 0, fixedBytes: 17 },
      join(low(1n, 1), low(2n ** 120n, 16)),
      String(2n ** 120n),
    ],
    [{ base: 'decimal', scale: 2, fixedBytes: 5 }, join(low(1n, 1), low(0n, 4)), '0.00'],
    [{ base: 'date', fixedBytes: 3 }, low(days('2024-02-29T00:00:00Z'), 3), '2024-02-29'],
    [{ base: 'time', scale: 2, fixedBytes: 3 }, low(8_639_999n, 3), '23:59:59.99'],
    [{ base: 'time', scale: 4, fixedBytes: 4 }, low(863_999_999n, 4), '23:59:59.9999'],
    [{ base: 'time', scale: 3, fixedBytes: 4 }, low(86_399_999n, 4), '23:59:59.999'],
    [{ base: 'time', scale: 7, fixedBytes: 5 }, low(863_999_999_999n, 5), '23:59:59.9999999'],
    [
      { base: 'datetime2', scale: 3, fixedBytes: 7 },
      join(low(3_661_001n, 4), low(days('2026-11-30T00:00:00Z'), 3)),
      '2026-11-30T01:01:01.001',
    ],
    [
      { base: 'datetimeoffset', scale: 0, fixedBytes: 8 },
      join(low(82_800n, 3), low(days('2024-12-31T00:00:00Z'), 3), low(90n, 2)),
      '2025-01-01T00:30:00+01:30',
    ],
    [
      { base: 'datetimeoffset', scale: 0, fixedBytes: 8 },
      join(low(1800n, 3), low(days('2024-03-01T00:00:00Z'), 3), low(-60n, 2)),
      '2024-02-29T23:30:00-01:00',
    ],
    [
      { base: 'datetime', fixedBytes: 8 },
      join(low(301n, 4), low(since1900('1899-12-31T00:00:00Z'), 4)),
      '1899-12-31T00:00:01.003',
    ],
    [
      { base: 'smalldatetime', fixedBytes: 4 },
      join(low(61n, 2), low(since1900('2001-09-09T00:00:00Z'), 2)),
      '2001-09-09T01:01:00',
    ],
    [
      { base: 'uniqueidentifier', fixedBytes: 16 },
      Uint8Array.from({ length: 16 }, (_, at) => at + 0xa0),
      'a3a2a1a0-a5a4-a7a6-a8a9-aaabacadaeaf',
    ],
    [{ base: 'nvarchar' }, new Uint8Array(utf16('Größe €')), 'Größe €'],
    [{ base: 'nchar', fixedBytes: 4 }, new Uint8Array(utf16('ab')), 'ab'],
    [{ base: 'varbinary' }, Uint8Array.of(0, 255), '0x00ff'],
    [{ base: 'timestamp', fixedBytes: 8 }, low(1n, 8), '0x0100000000000000'],
    [{ base: 'sql_variant' }, Uint8Array.of(1, 2), { undecoded: 'sql_variant', bytes: '0x0102' }],
  ])('is decoded by its type: %j', (column, bytes, value) => {
    expect(decode(column, bytes)).toEqual(value);
  });

  it.each<readonly [Column, number]>([
    [{ base: 'decimal', fixedBytes: 1 }, 1],
    [{ base: 'decimal', fixedBytes: 6 }, 6],
    [{ base: 'decimal', fixedBytes: 21 }, 21],
    [{ base: 'nvarchar' }, 3],
    [{ base: 'int' }, 3],
    [{ base: 'int' }, 5],
  ])('of another length is no row: %j of %i bytes', (column, length) => {
    expect(decode(column, new Uint8Array(length).fill(1))).toBeUndefined();
  });

  it('is null where the row says so', () => {
    const record = writeRecord([{ bytes: null, length: 4 }]);
    expect(
      decodeLoggedRow(tableOf([{ base: 'int', fixedBytes: 4 }]), { rowset: ROWSET.id, bytes: record }),
    ).toEqual([null]);
  });
});

describe('decodeLoggedRow', () => {
  const table = tableOf([
    { base: 'int', fixedBytes: 4 },
    { base: 'nvarchar', lengthBytes: 40 },
  ]);
  const row = (text: Uint8Array, field: Partial<WrittenField> = {}) =>
    writeRecord([{ bytes: low(7n, 4) }, { bytes: text, variable: true, ...field }]);
  const read = (bytes: Uint8Array, from: DatabaseTable = table, rowset = ROWSET.id) =>
    decodeLoggedRow(from, { rowset, bytes });

  it('reads a row that stands alone, up to the largest that a page holds', () => {
    expect(read(row(utf16('ab')))).toEqual([7, 'ab']);
    const most = utf16('x'.repeat((8192 - 96 - 2 - row(utf16('')).length) >> 1));
    expect(read(row(most))?.[1]).toHaveLength(most.length / 2);
    expect(read(row(new Uint8Array(most.length + 2)))).toBeUndefined();
  });

  it('is undefined for what is none of the table', () => {
    expect(read(row(utf16('ab')), table, 6n)).toBeUndefined();
    expect(
      read(row(utf16('ab')), tableOf([{ base: 'int', fixedBytes: 4 }], { refusal: 'it is sparse' })),
    ).toBeUndefined();
    expect(read(row(utf16('ab')).subarray(0, 3))).toBeUndefined();
    expect(read(row(utf16('ab')).subarray(0, -1))).toBeUndefined();
    expect(read(Uint8Array.of(0x30, 0, 200, 0, 1, 0, 0, 0))).toBeUndefined();
  });

  it('gives the pointer of a value that lies elsewhere, by the type of its column', () => {
    const pointer = join(Uint8Array.of(2, 0, 0, 0, 1, 0, 0, 0), u16(1), new Uint8Array(14));
    const decoded = read(row(pointer, { offRow: true }));
    expect(decoded?.[0]).toBe(7);
    expect(decoded?.[1]).toMatchObject({
      undecoded: 'nvarchar(20)',
      bytes: `0x${Buffer.from(pointer).toString('hex')}`,
    });
  });
});
