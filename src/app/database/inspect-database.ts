import type { OpenedFile } from '../../adapters/disk/open-given-file.js';
import type { ColumnValue, TableRow } from '../../backup-set/database/rows/column-values.js';
import type { DatabaseTable } from '../../backup-set/database/catalogue/table-schema.js';
import type { BackedUpDatabase, DatabaseSources } from '../../backup-set/database/open-database.js';
import { type ErrorCode, selectWorstCode } from '../../core/errors/error-codes.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { DatabaseInspectResult, InspectedTable } from '../../schema/results.js';
import type { InspectDatabase, InspectDatabaseOptions } from '../app.js';

/**
 * Reads a backup of SQL Server: its sets, the state of its database, and every row of every table, which are counted;
 * the rows of one table are handed out when it was asked for.
 *
 * @throws NOT_FOUND for a file or a table that is not there; UNSUPPORTED, INTEGRITY or INCOMPLETE for a backup that
 * cannot be read as a whole, and for the table that was asked for.
 */
export const inspectDatabase: InspectDatabase = async (options, context) => {
  const opened: OpenedFile[] = [];
  const { openGivenFile } = await import('../../adapters/disk/open-given-file.js');
  const open = async (path: string): Promise<OpenedFile> => {
    const file = await openGivenFile(path, 'backup file');
    opened.push(file);
    const read: OpenedFile['read'] = async (offset, length) => {
      context.signal.throwIfAborted();
      return file.read(offset, length);
    };
    return { ...file, read };
  };
  const openEach = async (paths: readonly string[]): Promise<readonly OpenedFile[]> => {
    const files: OpenedFile[] = [];
    for (const path of paths) files.push(await open(path));
    return files;
  };
  const work = async () =>
    inspect(
      {
        full: await openEach(options.files),
        set: options.set,
        differential: options.differential === undefined ? undefined : [await open(options.differential)],
        logs: await openEach(options.logs),
      },
      options,
    );
  return endAfter(work, async () => Promise.all(opened.map(async (file) => file.close())));
};

async function inspect(
  sources: DatabaseSources,
  options: InspectDatabaseOptions,
): Promise<{ readonly result: DatabaseInspectResult; readonly outcome: ErrorCode | undefined }> {
  const { openDatabase, listSets } = await import('../../backup-set/database/open-database.js');
  const { nameOfTable } = await import('../../backup-set/database/catalogue/table-schema.js');
  const sets = await listSets(sources.full);
  const database = await openDatabase(sources);
  const wanted = options.table;
  const asked = database.tables.find((table) => nameOfTable(table) === wanted);
  if (wanted !== undefined && asked === undefined)
    throw new RestackError('NOT_FOUND', 'the database has no such table', {
      hints: ['see the tables: restack database inspect FILE'],
    });
  const rows = asked === undefined ? undefined : await collectRows(database, asked);
  const inspected: Inspected[] = [];
  for (const table of database.tables) inspected.push(await inspectTable(database, table));
  const { name, version, set, pages, state, after, damagedPages } = database;
  return {
    result: {
      sets: sets.map(({ number, kind, complete }) => ({ number, kind, complete })),
      set: set.number,
      database: { name, version },
      pages,
      state,
      ...(options.logs.length === 0 ? {} : { after }),
      tables: inspected.map(({ table }) => table),
      ...(rows === undefined ? {} : { rows }),
    },
    outcome: selectWorstCode([
      ...(damagedPages.length > 0 ? (['INTEGRITY'] as const) : []),
      ...inspected.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome])),
    ]),
  };
}

interface Inspected {
  readonly table: InspectedTable;
  /** Undefined for a table that is read, and for one of a form that is not: that fails nothing by itself. */
  readonly outcome: ErrorCode | undefined;
}

async function inspectTable(database: BackedUpDatabase, table: DatabaseTable): Promise<Inspected> {
  const { countDeclaredRows, nameOfTable } =
    await import('../../backup-set/database/catalogue/table-schema.js');
  const { renderType } = await import('../../backup-set/database/catalogue/type-names.js');
  const facts = {
    name: nameOfTable(table),
    rows: countDeclaredRows(table),
    columns: table.columns.map(({ name, type }) => ({ name, type: renderType(type) })),
  };
  try {
    for await (const rows of database.readRows(table)) void rows;
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
