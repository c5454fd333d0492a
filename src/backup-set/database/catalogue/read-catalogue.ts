import { databaseDamaged } from '../database-fault.js';
import type { Allocation, AllocationUnit } from '../pages/allocation.js';
import type { PageId } from '../pages/database-page.js';
import type { PageReader } from '../pages/page-reader.js';
import { readMissingValues } from './missing-values.js';
import { readLinkedTable, readSystemTable, SYSTEM_OBJECTS, type SystemRow } from './system-tables.js';
import type { ColumnStorage, DatabaseColumn, DatabaseTable, Rowset } from './table-schema.js';

/** The user tables of a database, as its system tables describe them. */
export interface Catalogue {
  /** All user tables, by name. */
  readonly tables: readonly DatabaseTable[];
  /** The object of each rowset, system tables included. */
  readonly objectOfRowset: ReadonlyMap<bigint, number>;
}

const USER_TABLE = 'U ';
const SYSTEM_SCHEMA = 4;
const SCHEMA_CLASS = 50;
const IN_ROW = 1;
const COMPUTED = 0x10;
const SPARSE = 0x1_00_00_00;
const DROPPED = 2;
const MEMORY_OPTIMISED = 0x100;
const COMPRESSIONS: readonly string[] = ['none', 'ROW', 'PAGE', 'columnstore', 'columnstore archive'];

/**
 * Reads the system tables of a database as far as user tables are described there.
 *
 * @param firstUnitPage The first page of the table that lists all units, as the boot page names it.
 * @throws INTEGRITY when one of their pages is damaged, or a table that must be there is not.
 */
export async function readCatalogue(
  pages: PageReader,
  allocation: Allocation,
  firstUnitPage: PageId,
): Promise<Catalogue> {
  const reader = new CatalogueReader(allocation, await readUnits(pages, firstUnitPage));
  await reader.readRowsets();
  const schemas = await reader.readSchemas();
  const columns = await reader.readColumns();
  const objects = await reader.readUserTables();
  const storage = await reader.readStorage(
    new Set(objects.flatMap(({ id }) => reader.rowsetsOf(id)).map(({ id }) => id)),
  );
  const tables = objects.map((object): DatabaseTable => {
    const rowsets = reader.rowsetsOf(object.id);
    const schema = schemas.get(object.schema);
    if (schema === undefined)
      throw databaseDamaged(`table ${object.id} lies in schema ${object.schema}, which is not there`);
    const declared = columns.get(object.id) ?? [];
    const stored = declared.filter(
      ({ column, status }) =>
        (status & COMPUTED) === 0 || rowsets.some(({ id }) => storage.get(id)?.has(column.id) === true),
    );
    return {
      objectId: object.id,
      schema,
      name: object.name,
      columns: stored.map(({ column }) => column),
      rowsets,
      storage,
      refusal: refuseForm(rowsets, stored),
    };
  });
  return { tables: tables.toSorted(compareTables), objectOfRowset: reader.objectOfRowset };
}

function compareTables(a: DatabaseTable, b: DatabaseTable): number {
  return compareTexts(a.schema, b.schema) || compareTexts(a.name, b.name) || a.objectId - b.objectId;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The form of a table that is not read, in words; undefined when there is none. */
function refuseForm(rowsets: readonly Rowset[], columns: readonly DeclaredColumn[]): string | undefined {
  if (rowsets.length === 0) return 'it has no rows on pages: it is memory-optimised or external';
  for (const { compression, status, rows, rowCount } of rowsets) {
    if (compression !== 0) return `it is stored with ${COMPRESSIONS[compression] ?? 'unknown'} compression`;
    if ((status & MEMORY_OPTIMISED) !== 0 || (rows === undefined && rowCount > 0))
      return 'it is memory-optimised';
  }
  const sparse = columns.find(({ status }) => (status & SPARSE) !== 0);
  return sparse === undefined ? undefined : `its column ${sparse.column.name} is sparse`;
}

interface DeclaredColumn {
  readonly column: DatabaseColumn;
  readonly status: number;
}

interface UnitEntry extends AllocationUnit {
  readonly type: number;
}

async function readUnits(
  pages: PageReader,
  first: PageId,
): Promise<ReadonlyMap<bigint, readonly UnitEntry[]>> {
  const units = new Map<bigint, UnitEntry[]>();
  const known = new Set<bigint>();
  for await (const row of readLinkedTable(pages, first, SYSTEM_OBJECTS.units)) {
    const unit = { id: row.int64(4), type: row.uint8(12), firstMap: row.page(39) };
    if (known.has(unit.id)) throw databaseDamaged(`unit ${unit.id} is listed twice`);
    known.add(unit.id);
    pushTo(units, row.int64(13), unit);
  }
  return units;
}

class CatalogueReader {
  readonly objectOfRowset = new Map<bigint, number>();
  readonly #allocation: Allocation;
  readonly #units: ReadonlyMap<bigint, readonly UnitEntry[]>;
  readonly #rowsets = new Map<number, Rowset[]>();

  constructor(allocation: Allocation, units: ReadonlyMap<bigint, readonly UnitEntry[]>) {
    this.#allocation = allocation;
    this.#units = units;
  }

  async readRowsets(): Promise<void> {
    for await (const row of this.#rowsOfRowset(rowsetOfObject(SYSTEM_OBJECTS.rowsets))) {
      const rowset = this.#parseRowset(row);
      if (this.objectOfRowset.has(rowset.id)) throw databaseDamaged(`rowset ${rowset.id} is listed twice`);
      this.objectOfRowset.set(rowset.id, rowset.objectId);
      pushTo(this.#rowsets, rowset.objectId, rowset);
    }
  }

  #parseRowset(row: SystemRow): Rowset {
    const id = row.int64(4);
    const units = this.#units.get(id) ?? [];
    return {
      id,
      objectId: row.int32(13),
      indexId: row.int32(17),
      status: row.uint32(25),
      rowCount: Number(row.int64(31)),
      compression: row.uint8(39),
      rows: units.find(({ type }) => type === IN_ROW),
      largeValues: units.filter(({ type }) => type > IN_ROW),
    };
  }

  /** The heap or the clustered index of a table, in the order of its partitions. */
  rowsetsOf(objectId: number): readonly Rowset[] {
    const all = this.#rowsets.get(objectId) ?? [];
    const clustered = all.filter(({ indexId }) => indexId === 1);
    return clustered.length > 0 ? clustered : all.filter(({ indexId }) => indexId === 0);
  }

  async readSchemas(): Promise<ReadonlyMap<number, string>> {
    const schemas = new Map<number, string>();
    for await (const row of this.#rowsOfObject(SYSTEM_OBJECTS.classes))
      if (row.uint8(4) === SCHEMA_CLASS) schemas.set(row.int32(5), row.text(1));
    return schemas;
  }

  async readUserTables(): Promise<
    readonly { readonly id: number; readonly schema: number; readonly name: string }[]
  > {
    const tables = [];
    for await (const row of this.#rowsOfObject(SYSTEM_OBJECTS.objects)) {
      const type = String.fromCharCode(row.uint8(17), row.uint8(18));
      const schema = row.int32(8);
      if (type === USER_TABLE && schema !== SYSTEM_SCHEMA)
        tables.push({ id: row.int32(4), schema, name: row.text(1) });
    }
    return tables;
  }

  /** The columns of all objects, by object, in their order. */
  async readColumns(): Promise<ReadonlyMap<number, readonly DeclaredColumn[]>> {
    const columns = new Map<number, DeclaredColumn[]>();
    for await (const row of this.#rowsOfObject(SYSTEM_OBJECTS.columns)) {
      if (row.int16(8) !== 0) continue;
      const objectId = row.int32(4);
      const type = {
        base: row.uint8(14),
        lengthBytes: row.int16(19),
        precision: row.uint8(21),
        scale: row.uint8(22),
        collation: row.uint32(23),
      };
      const column = { id: row.int32(10), name: row.text(1), type };
      pushTo(columns, objectId, { column, status: row.uint32(27) });
    }
    for (const known of columns.values()) known.sort((a, b) => a.column.id - b.column.id);
    return columns;
  }

  /** The storage of the columns of some rowsets. */
  async readStorage(
    wanted: ReadonlySet<bigint>,
  ): Promise<ReadonlyMap<bigint, ReadonlyMap<number, ColumnStorage>>> {
    const values = await this.#readMissingValues();
    const own = new Map<bigint, Map<number, ColumnStorage>>();
    const moved = new Map<bigint, Map<number, ColumnStorage>>();
    for await (const row of this.#rowsOfRowset(rowsetOfObject(SYSTEM_OBJECTS.columnStorage))) {
      const rowset = row.int64(4);
      if (!wanted.has(rowset) || (row.uint32(40) & DROPPED) !== 0) continue;
      const storage = parseStorage(row, values.get(rowset)?.get(row.int32(12)));
      addTo(own, rowset).set(row.int32(12), storage);
      addTo(moved, rowset).set(row.int32(16), storage);
    }
    for (const [rowset, columns] of moved) {
      const known = addTo(own, rowset);
      for (const [column, storage] of columns) if (!known.has(column)) known.set(column, storage);
    }
    return own;
  }

  async #readMissingValues(): Promise<ReadonlyMap<bigint, ReadonlyMap<number, Uint8Array>>> {
    if (this.rowsetsOf(SYSTEM_OBJECTS.values).length === 0) return new Map();
    return readMissingValues(this.#rowsOfObject(SYSTEM_OBJECTS.values));
  }

  async *#rowsOfObject(objectId: number): AsyncGenerator<SystemRow> {
    const [rowset] = this.rowsetsOf(objectId);
    if (rowset === undefined)
      throw databaseDamaged(`the database does not hold its system table ${objectId}`);
    yield* this.#rowsOfRowset(rowset.id);
  }

  async *#rowsOfRowset(id: bigint): AsyncGenerator<SystemRow> {
    const unit = this.#units.get(id)?.find(({ type }) => type === IN_ROW);
    if (unit === undefined) throw databaseDamaged(`the database does not hold the pages of rowset ${id}`);
    yield* readSystemTable(this.#allocation, unit);
  }
}

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function addTo<V>(map: Map<bigint, Map<number, V>>, key: bigint): Map<number, V> {
  const known = map.get(key) ?? new Map<number, V>();
  map.set(key, known);
  return known;
}

/** The two tables that describe all others have the rowset of their number. */
function rowsetOfObject(objectId: number): bigint {
  return BigInt(objectId) << 16n;
}

function parseStorage(row: SystemRow, missingValue: Uint8Array | undefined): ColumnStorage {
  const offset = row.int16(44);
  return {
    nullBit: row.uint32(48) & 0xff_ff,
    fixedOffset: Math.max(0, offset),
    variable: Math.max(0, -offset),
    bit: row.uint8(52),
    missingValue,
  };
}
