import type { DatabaseInspectResult, InspectedTable } from '../../schema/results.js';
import { formatCount } from '../../core/sizes.js';
import { escapeMarkdown } from '../layout/markdown-text.js';

/** The part of a database that records are made of. */
export interface SchemaMapping {
  /** The schema that its tables lie in. */
  readonly schema: string;
  /** True for a table of which something is made. */
  isUsedTable(table: string): boolean;
  /** True for a column of which something is made; `table` with its schema in front. */
  isUsedColumn(table: string, column: string): boolean;
  /** Tables and columns that are needed, as `table.column`, with their schema in front. */
  readonly needed: readonly string[];
}

/**
 * Renders the tables of a database for whoever learns from it what restack does not know: names, types and numbers of
 * rows, and no value, no path and no name of a machine.
 */
export function renderSchemaReport(
  result: Pick<DatabaseInspectResult, 'database' | 'state' | 'tables'>,
  mapping: SchemaMapping,
): string {
  const { database, state, tables } = result;
  const own = tables.filter(({ name }) => isIn(mapping.schema, name));
  const others = tables.filter((table) => !own.includes(table));
  const blocks = [
    `# Tables of the database ${escapeMarkdown(database.name)}`,
    `Format ${database.version}; ${formatCount(tables.length, 'table')}; the log inside ` +
      `${state.exact ? 'changes nothing' : 'changes rows that are not on the pages'}. ` +
      'This page holds names, types and numbers of rows, and no value of a row.',
    '## Needed, and not there',
    listMissing(tables, mapping),
    `## Schema ${escapeMarkdown(mapping.schema)}`,
    ...(own.length === 0 ? ['No table.'] : own.map((table) => renderTable(table, mapping))),
    '## Other schemas',
    ...(others.length === 0 ? ['No table.'] : others.map((table) => renderTable(table, mapping))),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function isIn(schema: string, table: string): boolean {
  return table.toLowerCase().startsWith(`${schema.toLowerCase()}.`);
}

function listMissing(tables: DatabaseInspectResult['tables'], { needed }: SchemaMapping): string {
  const found = new Set(
    tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`.toLowerCase())),
  );
  const missing = needed.filter((name) => !found.has(name.toLowerCase()));
  return missing.length === 0 ? 'Nothing.' : missing.map((name) => `- ${escapeMarkdown(name)}`).join('\n');
}

function renderTable(
  { name, rows, columns, readable, reason }: InspectedTable,
  mapping: SchemaMapping,
): string {
  const state = mapping.isUsedTable(name) ? 'used' : 'not used';
  const lines = columns.map(
    (column) =>
      `| ${escapeMarkdown(column.name)} | ${escapeMarkdown(column.type)} | ${mapping.isUsedColumn(name, column.name) ? 'yes' : 'no'} |`,
  );
  return [
    `### ${escapeMarkdown(name)}`,
    '',
    `${formatCount(rows, 'row')}; ${state}${readable ? '' : `; not read: ${escapeMarkdown(reason ?? '')}`}`,
    '',
    '| column | type | used |',
    '| --- | --- | --- |',
    ...lines,
  ].join('\n');
}
