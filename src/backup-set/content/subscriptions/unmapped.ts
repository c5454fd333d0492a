import type { BackedUpDatabase } from '../../database/open-database.js';
import { countDeclaredRows, type DatabaseTable, nameOfTable } from '../../database/catalogue/table-schema.js';
import { renderType } from '../../database/catalogue/type-names.js';
import { showName } from '../../database/database-fault.js';
import { createFinding, type Finding, type FindingPlace } from '../../../core/errors/finding.js';
import { findUsedTable, isUsedColumn, SUBSCRIPTIONS_SCHEMA } from './used-tables.js';

/**
 * Names every table and column that no record is made of: names, types and numbers of rows, never values. Tables of other
 * schemas are counted.
 */
export function listUnmapped({ tables }: BackedUpDatabase, place: FindingPlace): readonly Finding[] {
  const messages: string[] = [];
  const others = new Map<string, { tables: number; rows: number }>();
  for (const table of tables) {
    if (table.schema.toLowerCase() === SUBSCRIPTIONS_SCHEMA) messages.push(...describeTable(table));
    else count(others, table);
  }
  for (const [schema, counted] of others)
    messages.push(
      `of schema ${showName(schema)} nothing is read: ${counted.tables} tables with ${counted.rows} rows`,
    );
  return messages.map((message) => createFinding('DATABASE_UNMAPPED', message, place));
}

function describeTable(table: DatabaseTable): readonly string[] {
  const used = findUsedTable(table);
  const columns = table.columns.filter(({ name }) => used === undefined || !isUsedColumn(used, name));
  const listed = columns.map(({ name, type }) => `${showName(name)} ${renderType(type)}`).join(', ');
  const name = showName(nameOfTable(table));
  const rows = countDeclaredRows(table);
  if (used === undefined) return [`nothing is made of ${name}, ${rows} rows: ${listed}`];
  return columns.length === 0 ? [] : [`nothing is made of these columns of ${name}, ${rows} rows: ${listed}`];
}

function count(others: Map<string, { tables: number; rows: number }>, table: DatabaseTable): void {
  const counted = others.get(table.schema) ?? { tables: 0, rows: 0 };
  counted.tables += 1;
  counted.rows += countDeclaredRows(table);
  others.set(table.schema, counted);
}
