import { databaseUnsupported } from '../database-fault.js';
import { compareLsn, type Lsn } from '../lsn.js';
import { keyOfPage, type PageId } from '../pages/database-page.js';
import { LOG_OPERATIONS, type LogRecord, type PageChange } from './log-records.js';

/** A table, and how many changes of it there are. */
export interface ChangeCount {
  readonly table: string;
  readonly count: number;
}

/** The distance between the pages of a backup and the log that belongs to it. */
export interface LogState {
  /** True when the pages are what a restore would leave: nothing to apply, nothing to undo. */
  readonly exact: boolean;
  /** Changes of transactions that had not ended. */
  readonly open: readonly ChangeCount[];
  /** Changes that are in the log, and not on the pages. */
  readonly unapplied: readonly ChangeCount[];
}

/** The database that a log belongs to, as far as judging the log needs it. */
export interface LoggedDatabase {
  /** Names the table whose rows a rowset holds; undefined for any that is not read. */
  tableOfRowset(rowset: bigint): string | undefined;
  /** Names the table that a page says it belongs to; undefined for any that is not read, and for a page that is not there. */
  tableOfPage(page: PageId): Promise<string | undefined>;
  /** The LSN of a page as it is in the backup; undefined where it is not. */
  lsnOfPage(page: PageId): Lsn | undefined;
}

/** The pages of free space and their like name no table: one that is behind its log can hide pages of any. */
export const PAGES_OF_FREE_SPACE = 'allocation';
const FREE_SPACE_INTERVAL = 8088;

/** Compares records with the pages of a backup, from its checkpoint to its end. */
export class LogJudge {
  readonly #database: LoggedDatabase;
  readonly #from: Lsn;
  readonly #unapplied = new Map<string, number>();
  /** Changes by transaction and table, of those that have not ended. */
  readonly #open = new Map<number, Map<string, number>>();
  /** The LSN up to which a page is behind its log. */
  readonly #behind = new Map<number, Lsn>();
  #changesOfTables = 0;
  #brokenLinks = 0;

  constructor(database: LoggedDatabase, from: Lsn) {
    this.#database = database;
    this.#from = from;
  }

  async add(record: LogRecord): Promise<void> {
    if (compareLsn(record.lsn, this.#from) < 0) return;
    const { operation, transaction, change } = record;
    if (operation === LOG_OPERATIONS.commit || operation === LOG_OPERATIONS.abort)
      this.#open.delete(transaction);
    if (change === undefined) return;
    const table = await this.#tableOf(operation, change);
    if (table === undefined) return;
    if (table !== PAGES_OF_FREE_SPACE) this.#noteOpen(transaction, table);
    if (this.#isOnPage(record.lsn, change)) return;
    this.#unapplied.set(table, (this.#unapplied.get(table) ?? 0) + 1);
  }

  #noteOpen(transaction: number, table: string): void {
    this.#changesOfTables += 1;
    const tables = this.#open.get(transaction) ?? new Map<string, number>();
    tables.set(table, (tables.get(table) ?? 0) + 1);
    this.#open.set(transaction, tables);
    assertHeld(this.#open.size);
  }

  /** The page tells the table where the rowset does not. */
  async #tableOf(operation: number, change: PageChange): Promise<string | undefined> {
    if (operation === LOG_OPERATIONS.counts) return undefined;
    if (isFreeSpacePage(change.page)) return PAGES_OF_FREE_SPACE;
    return this.#database.tableOfRowset(change.rowset) ?? this.#database.tableOfPage(change.page);
  }

  /** True when the page has the record. The first one that it has not must name the page's own LSN as the one before. */
  #isOnPage(lsn: Lsn, { page, previousLsn }: PageChange): boolean {
    const own = this.#database.lsnOfPage(page);
    if (own !== undefined && compareLsn(own, lsn) >= 0) return true;
    const key = keyOfPage(page);
    const before = this.#behind.get(key) ?? own;
    if (before !== undefined && compareLsn(before, previousLsn) !== 0) this.#brokenLinks += 1;
    this.#behind.set(key, lsn);
    return false;
  }

  /** The state once all records are added. */
  finish(): LogState {
    // Pages of free space change for whatever table; where no table changed, they hide nothing of one.
    if (this.#changesOfTables === 0) this.#unapplied.delete(PAGES_OF_FREE_SPACE);
    const open = new Map<string, number>();
    for (const tables of this.#open.values())
      for (const [table, count] of tables) open.set(table, (open.get(table) ?? 0) + count);
    return {
      exact: open.size === 0 && this.#unapplied.size === 0 && this.#brokenLinks === 0,
      open: listCounts(open),
      unapplied: listCounts(this.#unapplied),
    };
  }
}

function listCounts(counts: ReadonlyMap<string, number>): readonly ChangeCount[] {
  return [...counts]
    .map(([table, count]) => ({ table, count }))
    .toSorted((a, b) => (a.table < b.table ? -1 : 1));
}

function isFreeSpacePage({ page }: PageId): boolean {
  return page === 1 || (page > 0 && page % FREE_SPACE_INTERVAL === 0);
}

/** Later changes of one table, that a log holds and nobody applies. */
export interface LaterChanges {
  readonly table: string;
  readonly inserts: number;
  /** Changed rows, and records that write several rows at once, as when a page is split. */
  readonly updates: number;
  readonly deletes: number;
  /** The rows of inserts as they are logged: at most a thousand of them. */
  readonly rows: readonly LoggedRow[];
}

/** A row as a log has it. */
export interface LoggedRow {
  readonly rowset: bigint;
  readonly bytes: Uint8Array;
}

type ChangeKind = 'inserts' | 'updates' | 'deletes';
const NO_CHANGES = { inserts: 0, updates: 0, deletes: 0 } as const;

type TableChanges = Record<ChangeKind, number> & { readonly rows: LoggedRow[] };

const MAX_ROWS = 1000;
/** Transactions that may be open at one place of a log, in memory. */
const MAX_OPEN = 100_000;

/** @throws UNSUPPORTED when a log has more transactions open than are held. */
function assertHeld(open: number): void {
  if (open > MAX_OPEN)
    throw databaseUnsupported(`the log has more than ${MAX_OPEN} transactions open; so many are not held`);
}

/** Counts what logs change behind a backup, by transactions that commit. */
export class LaterChangeCounter {
  readonly #database: Pick<LoggedDatabase, 'tableOfRowset'>;
  readonly #from: Lsn;
  /** Changes by transaction and table, of those that have not ended. */
  readonly #pending = new Map<number, Map<string, TableChanges>>();
  readonly #counts = new Map<string, TableChanges>();
  #keptRows = 0;

  constructor(database: Pick<LoggedDatabase, 'tableOfRowset'>, from: Lsn) {
    this.#database = database;
    this.#from = from;
  }

  add({ lsn, operation, transaction, change }: LogRecord): void {
    if (compareLsn(lsn, this.#from) < 0) return;
    if (operation === LOG_OPERATIONS.commit) this.#commit(transaction);
    if (operation === LOG_OPERATIONS.commit || operation === LOG_OPERATIONS.abort)
      this.#pending.delete(transaction);
    if (change === undefined) return;
    const kind = kindOfChange(operation, change);
    const table = kind === undefined ? undefined : this.#database.tableOfRowset(change.rowset);
    if (kind === undefined || table === undefined) return;
    const tables = this.#pending.get(transaction) ?? new Map<string, TableChanges>();
    const row = kind === 'inserts' ? this.#keepRow(change) : undefined;
    addChanges(tables, table, { ...NO_CHANGES, [kind]: 1, rows: row === undefined ? [] : [row] });
    this.#pending.set(transaction, tables);
    assertHeld(this.#pending.size);
  }

  #keepRow({ rowset, row }: PageChange): LoggedRow | undefined {
    if (row === undefined || this.#keptRows === MAX_ROWS) return undefined;
    this.#keptRows += 1;
    // A copy: the block that it lies in would be held otherwise.
    return { rowset, bytes: Uint8Array.from(row) };
  }

  #commit(transaction: number): void {
    for (const [table, changes] of this.#pending.get(transaction) ?? [])
      addChanges(this.#counts, table, changes);
  }

  finish(): readonly LaterChanges[] {
    return [...this.#counts]
      .map(([table, counts]) => ({ table, ...counts }))
      .toSorted((a, b) => (a.table < b.table ? -1 : 1));
  }
}

function addChanges(counts: Map<string, TableChanges>, table: string, more: TableChanges): void {
  const known = counts.get(table);
  if (known === undefined) {
    counts.set(table, { ...more, rows: [...more.rows] });
    return;
  }
  known.inserts += more.inserts;
  known.updates += more.updates;
  known.deletes += more.deletes;
  known.rows.push(...more.rows);
}

/** The kinds of records that are rows, in the bits of their first byte: a row, and one that was moved. */
const ROW_KINDS: ReadonlySet<number> = new Set([0, 1]);

function kindOfChange(operation: number, change: PageChange): ChangeKind | undefined {
  const { severalRows, row } = change;
  switch (operation) {
    case LOG_OPERATIONS.insert: {
      const kind = row === undefined ? 0 : ((row[0] ?? 0) >>> 1) & 7;
      // A part of a large value is no row of its own.
      return severalRows || !ROW_KINDS.has(kind) ? 'updates' : 'inserts';
    }
    case LOG_OPERATIONS.modify:
    case LOG_OPERATIONS.modifyColumns:
      return 'updates';
    case LOG_OPERATIONS.remove:
      return 'deletes';
    default:
      return undefined;
  }
}
