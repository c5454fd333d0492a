import { resolve } from 'node:path';
import type { SchemaMapping } from '../../report/database/render-schema-report.js';
import type { DatabaseInspectResult } from '../../schema/results.js';
import type { Outcome } from '../app.js';

/** Asserts that a page can be written, before a database is read. @throws USAGE when its name is taken. */
export async function assertNewReport(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const { assertNewTexts } = await import('../new-text.js');
  await assertNewTexts({ '--schema-report': path });
}

/**
 * Writes the tables of a database to a new page, whole or not at all.
 *
 * @throws USAGE when the name is taken, PERMISSION_MISSING or CONFIG when it cannot be written.
 */
export async function writeSchemaReport(
  inspected: Outcome<DatabaseInspectResult>,
  path: string | undefined,
): Promise<Outcome<DatabaseInspectResult>> {
  if (path === undefined) return inspected;
  const [{ renderSchemaReport }, { writeNewText }, mapping] = await Promise.all([
    import('../../report/database/render-schema-report.js'),
    import('../new-text.js'),
    loadMapping(),
  ]);
  const { result, outcome } = inspected;
  await writeNewText(path, renderSchemaReport(result, mapping));
  return { result: { ...result, schemaReport: resolve(path) }, outcome };
}

async function loadMapping(): Promise<SchemaMapping> {
  const { findUsedTable, isUsedColumn, SUBSCRIPTIONS_SCHEMA, USED_COLUMNS } =
    await import('../../backup-set/content/subscriptions/used-tables.js');
  const find = (table: string) => {
    const isOfSchema = table.toLowerCase().startsWith(`${SUBSCRIPTIONS_SCHEMA}.`);
    const name = table.slice(SUBSCRIPTIONS_SCHEMA.length + 1);
    return isOfSchema ? findUsedTable({ schema: SUBSCRIPTIONS_SCHEMA, name }) : undefined;
  };
  return {
    schema: SUBSCRIPTIONS_SCHEMA,
    isUsedTable: (table) => find(table) !== undefined,
    isUsedColumn(table, column) {
      const used = find(table);
      return used !== undefined && isUsedColumn(used, column);
    },
    needed: Object.entries(USED_COLUMNS).flatMap(([table, columns]) =>
      columns.map((column) => `${SUBSCRIPTIONS_SCHEMA}.${table}.${column}`),
    ),
  };
}
