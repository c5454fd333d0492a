import type { AllocationUnit } from '../pages/allocation.js';

/** A column as the database declares it. */
export interface DatabaseColumn {
  readonly id: number;
  readonly name: string;
  readonly type: ColumnType;
}

/** The type of a column: the number of its base type, and what stands in brackets behind its name. */
export interface ColumnType {
  readonly base: number;
  /** In bytes; -1 for `(max)`. */
  readonly lengthBytes: number;
  readonly precision: number;
  readonly scale: number;
  readonly collation: number;
}

/** Where the rows of one rowset hold a column. */
export interface ColumnStorage {
  /** Counted from 1. */
  readonly nullBit: number;
  /** Offset from the start of the record; 0 where the column is variable. */
  readonly fixedOffset: number;
  /** Counted from 1; 0 where the column is fixed. */
  readonly variable: number;
  /** The bit inside of its byte, for columns of type bit. */
  readonly bit: number;
  /** The value of rows that were there before the column; undefined for null. */
  readonly missingValue: Uint8Array | undefined;
}

/** A set of rows of one form: a table, or one partition of it. */
export interface Rowset {
  readonly id: bigint;
  readonly objectId: number;
  readonly indexId: number;
  readonly status: number;
  /** The database's own count of its rows. */
  readonly rowCount: number;
  /** 0 where rows are stored as they are. */
  readonly compression: number;
  /** The pages of its rows; undefined where it has none on pages. */
  readonly rows: AllocationUnit | undefined;
  /** The pages of values that do not fit into rows. */
  readonly largeValues: readonly AllocationUnit[];
}

/** A user table. */
export interface DatabaseTable {
  readonly objectId: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly DatabaseColumn[];
  /** The heap or the clustered index, one rowset for each partition. */
  readonly rowsets: readonly Rowset[];
  /** The storage of columns by the rowset's id and the column's. */
  readonly storage: ReadonlyMap<bigint, ReadonlyMap<number, ColumnStorage>>;
  /** The form of the table that is not read; undefined for a table that is. */
  readonly refusal: string | undefined;
}

/** The number of rows that the database counts in a table. */
export function countDeclaredRows(table: DatabaseTable): number {
  return table.rowsets.reduce((sum, { rowCount }) => sum + rowCount, 0);
}

/** The name of a table as SQL writes it: `dbo.rental_data`. */
export function nameOfTable({ schema, name }: Pick<DatabaseTable, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}
