import { escapeForTerminal } from '../../core/terminal-text.js';
import type { DatabaseInspectResult } from '../../schema/results.js';
import { formatCount } from '../../core/sizes.js';
import { type Cell, type Column, renderTable } from '../layout/table.js';
import type { View } from '../layout/view.js';

const COLUMNS: readonly Column[] = [
  { title: 'TABLE', shrinkTo: 24, cut: 'middle' },
  { title: 'ROWS', align: 'right' },
  { title: 'COLUMNS', align: 'right', drop: 1 },
  { title: 'READ' },
];

/** Renders the database of a backup: its state, its tables, and the rows that were asked for, one JSON object a line. */
export function renderDatabase(result: DatabaseInspectResult, view: View): string {
  const { database, pages, sets, set, tables, rows, laterRows = [], after, schemaReport } = result;
  const unread = tables.filter(({ readable }) => !readable);
  const lines = [
    `database ${escapeForTerminal(database.name)}, format ${database.version}, set ${set} of ${sets.length}`,
    describePages(pages),
    ...describeState(result),
    ...(after?.length === 0 ? ['the log behind it changes no table'] : []),
    ...(after ?? []).map(
      ({ table, inserts, updates, deletes }) =>
        `not applied, later: ${escapeForTerminal(table)}: ${inserts} inserted, ${updates} changed, ${deletes} deleted`,
    ),
    '',
    ...(rows === undefined ? renderTable(COLUMNS, tables.map(cellsOf), { view }) : []),
    ...unread.map(({ name, reason }) => escapeForTerminal(reason ?? name)),
    ...(rows ?? []).map((row) => escapeForTerminal(JSON.stringify(row))),
    ...laterRows.map((row) => `not applied, inserted later: ${escapeForTerminal(JSON.stringify(row))}`),
    ...(schemaReport === undefined
      ? []
      : [`tables and columns, without a value, are written to ${escapeForTerminal(schemaReport)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** A used page with a wrong sum ends the reading; others are told, as SQL Server may use them again. */
function describePages({ read, checked, unchecked }: DatabaseInspectResult['pages']): string {
  const wrong = read - checked - unchecked;
  const damaged = wrong === 0 ? '' : `, ${wrong} with a wrong one, which nothing uses`;
  return `${formatCount(read, 'page')}: ${checked} with a right checksum, ${unchecked} without one${damaged}`;
}

function describeState({ state }: DatabaseInspectResult): readonly string[] {
  if (state.exact)
    return ['the rows are those that a restore would bring back: nothing is open or unapplied'];
  return [
    'a restore would bring back other rows:',
    ...state.open.map(
      ({ table, count }) => `  ${escapeForTerminal(table)}: not committed: ${formatCount(count, 'change')}`,
    ),
    ...state.unapplied.map(
      ({ table, count }) =>
        `  ${escapeForTerminal(table)}: in the log alone: ${formatCount(count, 'change')}`,
    ),
  ];
}

function cellsOf(table: DatabaseInspectResult['tables'][number]): readonly Cell[] {
  return [
    table.name,
    String(table.rows),
    String(table.columns.length),
    table.readable ? 'yes' : { text: 'no', tone: 'bad' },
  ];
}

/** The sentence for a backup that was read and is damaged. */
export function describeDatabaseOutcome(result: DatabaseInspectResult): string {
  const damaged = result.tables.filter(({ readable }) => !readable).map(({ name }) => name);
  if (damaged.length === 0) return 'pages in use are damaged; no table needs them';
  return `the backup is damaged; not read: ${damaged.map(escapeForTerminal).join(', ')}`;
}
