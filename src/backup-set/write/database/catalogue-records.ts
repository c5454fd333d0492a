import { u16, u32, u64, utf16 } from './little-endian.js';
import { writePageId } from './page-bytes.js';
import { writeSystemRecord } from './row-bytes.js';
import type { WrittenTable } from './written-table.js';

/** The system tables that are written, by the number of their object. */
export const SYSTEM_TABLES = {
  columnStorage: 3,
  rowsets: 5,
  units: 7,
  values: 9,
  objects: 34,
  columns: 41,
  classes: 64,
} as const;

/** The name of a system table. */
export type SystemTable = keyof typeof SYSTEM_TABLES;

/** The place of a unit's pages. */
export interface WrittenUnit {
  readonly objectId: number;
  readonly indexId: number;
  /** 1 for rows, 2 for large values, 3 for values that their rows had no room for. */
  readonly type: number;
  readonly rowset: bigint;
  readonly firstPage: number;
  readonly rootPage: number;
  /** The page that lists its pages. */
  readonly map: number;
}

const USER_TABLE = Uint8Array.of(0x55, 0x20);
const SCHEMA_CLASS = 50;
const DROPPED = 2;
/** The id of `dbo`; those of users begin behind the ones of the system. */
const DBO = 1;
const FIRST_SCHEMA_OF_USERS = 5;

/** The records of all system tables. */
export class CatalogueRecords {
  readonly #records = new Map<SystemTable, Uint8Array[]>();
  readonly #schemas = new Map<string, number>([['dbo', DBO]]);

  /** The records of one system table, in the order in which they were added. */
  of(table: SystemTable): readonly Uint8Array[] {
    return this.#records.get(table) ?? [];
  }

  addUnit(unit: WrittenUnit): void {
    const id = (BigInt(unit.indexId) << 48n) | (BigInt(unit.objectId) << 16n);
    this.#add(
      'units',
      writeSystemRecord(45, [
        [4, u64(id)],
        [12, Uint8Array.of(unit.type)],
        [13, u64(unit.rowset)],
        [27, writePageId(unit.firstPage)],
        [33, writePageId(unit.rootPage)],
        [39, writePageId(unit.map)],
      ]),
    );
  }

  addRowset(
    rowset: bigint,
    facts: { readonly objectId: number; readonly indexId: number; readonly rows: number },
    compression = 0,
  ): void {
    this.#add(
      'rowsets',
      writeSystemRecord(40, [
        [4, u64(rowset)],
        [13, u32(facts.objectId)],
        [17, u32(facts.indexId)],
        [31, u64(BigInt(facts.rows))],
        [39, Uint8Array.of(compression)],
      ]),
    );
  }

  /** Adds a table, its columns, and where rows hold them. */
  addTable(table: WrittenTable, objectId: number, rowset: bigint): void {
    const schema = this.#schemaOf(table.schema ?? 'dbo');
    this.#add(
      'objects',
      writeSystemRecord(
        19,
        [
          [4, u32(objectId)],
          [8, u32(schema)],
          [17, USER_TABLE],
        ],
        utf16(table.name),
      ),
    );
    let [offset, variable] = [4, 0];
    for (const [index, column] of table.columns.entries()) {
      const number = index + 1;
      if (column.variable === true) variable += 1;
      this.#addStorage(rowset, number, {
        place: column.variable === true ? -variable : offset,
        dropped: column.dropped === true,
      });
      if (column.variable !== true) offset += column.length;
      if (column.missing !== undefined) this.#addMissing(rowset, number, column.missing);
      if (column.dropped !== true) this.#addColumn(objectId, number, column);
    }
  }

  #addStorage(
    rowset: bigint,
    column: number,
    { place, dropped }: { readonly place: number; readonly dropped: boolean },
  ): void {
    this.#add(
      'columnStorage',
      writeSystemRecord(54, [
        [4, u64(rowset)],
        [12, u32(dropped ? 0x8000 + column : column)],
        [16, u32(column)],
        [40, u32(dropped ? DROPPED : 0)],
        [44, u16(place & 0xff_ff)],
        [48, u32(column)],
      ]),
    );
  }

  #addColumn(objectId: number, number: number, column: WrittenTable['columns'][number]): void {
    this.#add(
      'columns',
      writeSystemRecord(
        31,
        [
          [4, u32(objectId)],
          [10, u32(number)],
          [14, Uint8Array.of(column.base)],
          [19, u16(column.length & 0xff_ff)],
          [21, Uint8Array.of(column.precision ?? 0, column.scale ?? 0)],
          [23, u32(column.collation ?? 0)],
        ],
        utf16(column.name),
      ),
    );
  }

  #addMissing(rowset: bigint, column: number, value: Uint8Array): void {
    const fields = [
      [4, Uint8Array.of(1)],
      [5, u64(rowset)],
      [13, u64(BigInt(column))],
    ] as const;
    this.#add('values', writeSystemRecord(21, fields, value));
  }

  #schemaOf(name: string): number {
    const id = this.#schemas.get(name) ?? FIRST_SCHEMA_OF_USERS + this.#schemas.size - 1;
    this.#schemas.set(name, id);
    return id;
  }

  /** Adds the schemas that tables were added with. */
  addSchemas(): void {
    for (const [name, id] of this.#schemas)
      this.#add(
        'classes',
        writeSystemRecord(
          9,
          [
            [4, Uint8Array.of(SCHEMA_CLASS)],
            [5, u32(id)],
          ],
          utf16(name),
        ),
      );
  }

  #add(table: SystemTable, record: Uint8Array): void {
    const known = this.#records.get(table) ?? [];
    known.push(record);
    this.#records.set(table, known);
  }
}
