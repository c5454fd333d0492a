import { BASE_TYPES } from './type-names.js';
import type { SystemRow } from './system-tables.js';

const COLUMN_CLASS = 1;

/** The bytes between the type of a variant and its value, by type: what stands in brackets behind its name. */
const PROPERTY_BYTES: ReadonlyMap<number, number> = new Map<number, number>([
  [BASE_TYPES.time, 1],
  [BASE_TYPES.datetime2, 1],
  [BASE_TYPES.datetimeoffset, 1],
  [BASE_TYPES.decimal, 2],
  [BASE_TYPES.numeric, 2],
  [BASE_TYPES.varbinary, 2],
  [BASE_TYPES.binary, 2],
  [BASE_TYPES.varchar, 6],
  [BASE_TYPES.char, 6],
  [BASE_TYPES.nvarchar, 6],
  [BASE_TYPES.nchar, 6],
]);

/**
 * Reads the values of columns that were added to a table without touching its rows.
 *
 * @returns the bytes of the values as rows would hold them, by rowset and column.
 * Source: sql_variant as MS-TDS 2.2.5.5.4 has it, with the lengths of its properties.
 */
export async function readMissingValues(
  rows: AsyncIterable<SystemRow>,
): Promise<ReadonlyMap<bigint, ReadonlyMap<number, Uint8Array>>> {
  const values = new Map<bigint, Map<number, Uint8Array>>();
  for await (const row of rows) {
    if (row.uint8(4) !== COLUMN_CLASS) continue;
    const variant = row.bytes(1);
    const properties = PROPERTY_BYTES.get(variant[0] ?? 0) ?? 0;
    const rowset = row.int64(5);
    const known = values.get(rowset) ?? new Map<number, Uint8Array>();
    known.set(Number(row.int64(13)), new Uint8Array(variant.subarray(2 + properties)));
    values.set(rowset, known);
  }
  return values;
}
