import type { DatabaseTable } from '../../backup-set/database/catalogue/table-schema.js';
import type {
  BackedUpDatabase,
  DatabaseSources,
  LaterTableChanges,
} from '../../backup-set/database/open-database.js';
import type { ColumnValue, TableRow } from '../../backup-set/database/rows/column-values.js';
import { type ErrorCode, selectWorstCode } from '../../core/errors/error-codes.js';
import { findingOf } from '../../core/errors/finding-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { isPlainWord } from '../../core/errors/plain-word.js';
import type { DatabaseInspectResult, InspectedTable } from '../../schema/results.js';
import type { InspectDatabaseOptions, Outcome } from '../app.js';

/** The table whose rows are wanted, and the way to ask for another. */
export interface TableChoice extends Pick<InspectDatabaseOptions, 'table'> {
  /** The command as it was given, without `--table`. */
  readonly command: string;
}

/**
 * Reads a backup of SQL Server: its sets, the state of its database, and every row of every table, which are counted;
 * the rows of one table are handed out when it was asked for.
 *
 * @throws NOT_FOUND for a table that is not there; UNSUPPORTED, INTEGRITY or INCOMPLETE for a backup that cannot be read as
 * a whole, with the file in front, and for the table that was asked for.
 */
export async function describeDatabase(
  sources: DatabaseSources,
  choice: TableChoice,
): Promise<Outcome<DatabaseInspectResult>> {
  try {
    return await describe(sources, choice);
  } catch (error) {
    throw nameFile(error);
  }
}

/** Puts the file that a finding is about in front of its message. */
function nameFile(error: unknown): unknown {
  const file = findingOf(error)?.file ?? null;
  if (file === null || !(error instanceof RestackError)) return error;
  const { code, message, cause, hints, details } = error;
  return new RestackError(code, `${file}: ${message}`, { cause, hints, details });
}

async function describe(
  sources: DatabaseSources,
  choice: TableChoice,
): Promise<Outcome<DatabaseInspectResult>> {
  const { openDatabase } = await import('../../backup-set/database/open-database.js');
  const database = await openDatabase(sources);
  const asked = await selectTable(database, choice);
  const rows = asked === undefined ? undefined : await collectRows(database, asked);
  const inspected: Inspected[] = [];
  for (const table of database.tables) {
    // Whoever has collected its rows has read it.
    const isRead = table === asked;
    inspected.push(await inspectTable(database, table, isRead));
  }
  const { name, version, sets, set, pages, state, after, damagedPages } = database;
  return {
    result: {
      sets: sets.map(({ number, kind, complete }) => ({ number, kind, complete })),
      set: set.number,
      database: { name, version },
      pages,
      state,
      ...(sources.logs === undefined || sources.logs.length === 0 ? {} : { after: after.map(countChanges) }),
      tables: inspected.map(({ table }) => table),
      ...(asked === undefined || rows === undefined ? {} : { rows, ...selectLaterRows(asked, after) }),
    },
    outcome: selectWorstCode([
      ...(damagedPages.length > 0 ? (['INTEGRITY'] as const) : []),
      ...inspected.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome])),
    ]),
  };
}

function countChanges({ table, inserts, updates, deletes }: LaterTableChanges) {
  return { table, inserts, updates, deletes };
}

/** The rows that logs insert later into the table that was asked for, as far as they hold them whole. */
function selectLaterRows(
  table: DatabaseTable,
  after: readonly LaterTableChanges[],
): Pick<DatabaseInspectResult, 'laterRows'> {
  const names = table.columns.map(({ name }) => name);
  const name = `${table.schema}.${table.name}`;
  const found = after.find((changes) => changes.table === name)?.insertedRows ?? [];
  return found.length === 0 ? {} : { laterRows: found.map((row) => nameValues(names, row)) };
}

/** Finds the table that was asked for: by its very name, else by the only one that is the same but for case. */
async function selectTable(
  database: BackedUpDatabase,
  { table: wanted, command }: TableChoice,
): Promise<DatabaseTable | undefined> {
  if (wanted === undefined) return undefined;
  const { nameOfTable } = await import('../../backup-set/database/catalogue/table-schema.js');
  const alike = database.tables.filter((table) => nameOfTable(table).toLowerCase() === wanted.toLowerCase());
  const found = alike.find((table) => nameOfTable(table) === wanted) ?? alike[0];
  if (found !== undefined && (alike.length === 1 || nameOfTable(found) === wanted)) return found;
  const named = database.tables.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const isPlain = wanted.split('.').every((part) => isPlainWord(part));
  throw new RestackError('NOT_FOUND', `the database has no ${isPlain ? `table ${wanted}` : 'such table'}`, {
    hints: [
      ...[...alike, ...named].map((table) => `did you mean --table ${nameOfTable(table)}?`),
      `see the tables: ${command}`,
    ],
  });
}

interface Inspected {
  readonly table: InspectedTable;
  /** Undefined for a table that is read, and for one of a form that is not: that fails nothing by itself. */
  readonly outcome: ErrorCode | undefined;
}

async function inspectTable(
  database: BackedUpDatabase,
  table: DatabaseTable,
  isRead: boolean,
): Promise<Inspected> {
  const { countDeclaredRows, nameOfTable } =
    await import('../../backup-set/database/catalogue/table-schema.js');
  const { renderType } = await import('../../backup-set/database/catalogue/type-names.js');
  const facts = {
    name: nameOfTable(table),
    rows: countDeclaredRows(table),
    columns: table.columns.map(({ name, type }) => ({ name, type: renderType(type) })),
  };
  try {
    if (!isRead) for await (const rows of database.readRows(table)) void rows;
    return { table: { ...facts, readable: true, reason: null }, outcome: undefined };
  } catch (error) {
    if (!(error instanceof RestackError) || (error.code !== 'UNSUPPORTED' && error.code !== 'INTEGRITY'))
      throw error;
    const outcome = error.code === 'UNSUPPORTED' ? undefined : error.code;
    return { table: { ...facts, readable: false, reason: error.message }, outcome };
  }
}

async function collectRows(
  database: BackedUpDatabase,
  table: DatabaseTable,
): Promise<readonly Readonly<Record<string, ColumnValue>>[]> {
  const names = table.columns.map(({ name }) => name);
  const collected = [];
  for await (const rows of database.readRows(table)) {
    for (const row of rows) collected.push(nameValues(names, row));
  }
  return collected;
}

function nameValues(names: readonly string[], row: TableRow): Readonly<Record<string, ColumnValue>> {
  return Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]));
}
