/** A list of pages, each with its records: an array, or what makes a page when it is asked for. */
export interface PageList {
  readonly length: number;
  at(index: number): readonly Uint8Array[] | undefined;
}

/** A column of a table to write. */
export interface WrittenColumn {
  readonly name: string;
  /** The number of its base type. */
  readonly base: number;
  /** In bytes; -1 for `(max)`. */
  readonly length: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly collation?: number;
  readonly variable?: boolean;
  /** True for one that the table no longer has, while rows still hold its bytes. */
  readonly dropped?: boolean;
  /** The value of rows that know nothing of the column: a sql_variant. */
  readonly missing?: Uint8Array;
}

/** A user table to write. */
export interface WrittenTable {
  /** `dbo` by default. */
  readonly schema?: string;
  readonly name: string;
  readonly columns: readonly WrittenColumn[];
  /** The pages of its rows; they may name those of values that lie elsewhere, which are placed before. */
  readonly pages: PageList | ((largePages: readonly number[], overflowPages: readonly number[]) => PageList);
  /** True for a table whose pages are the leaves of an index. */
  readonly clustered?: boolean;
  /** Pages that still look like its own, and were given back. */
  readonly freed?: PageList;
  /** The pages of its large values. */
  readonly large?: PageList;
  /** The pages of values that their rows had no room for. */
  readonly overflow?: PageList;
  /** The database's own count; by default that of the records that are rows. */
  readonly rowCount?: number;
  /** The number of the compression that the table says it has; 0 by default. */
  readonly compression?: number;
}

/** The number of records that are rows, and no ghosts or what moved rows left behind. */
export function countRows(pages: PageList): number {
  let count = 0;
  for (let index = 0; index < pages.length; index += 1)
    count += (pages.at(index) ?? []).filter((record) => ROW_KINDS.has(((record[0] ?? 0) >> 1) & 7)).length;
  return count;
}

/** A row, and a row that was moved. */
const ROW_KINDS: ReadonlySet<number> = new Set([0, 1]);
