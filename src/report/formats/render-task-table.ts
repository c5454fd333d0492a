import type { ReportDocument, ReportTask } from '../../schema/results.js';
import { showLines } from './shown-text.js';

const COLUMNS = [
  'owner',
  'due',
  'task',
  'reason',
  'steps',
  'note',
  'afterwards',
  'records',
  'kind',
  'name',
  'id',
] as const;

/**
 * Renders what is left to a person as a table for a spreadsheet, with empty cells for owner and due date. Source: RFC
 * 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV Injection").
 */
export function renderTaskTable({ tasks }: ReportDocument): string {
  const rows = tasks.map((task) => COLUMNS.map((column) => formatCell(selectCell(task, column))).join(','));
  return [COLUMNS.join(','), ...rows].map((row) => `${row}\r\n`).join('');
}

function selectCell(task: ReportTask, column: (typeof COLUMNS)[number]): string {
  if (column === 'owner' || column === 'due') return '';
  if (column === 'steps') return task.steps.join('\n');
  return String(task[column] ?? '');
}

function formatCell(value: string): string {
  return `"${showLines(value)
    .replace(/^\s*[=+\-@＝＋－＠]/u, "'$&")
    .replaceAll('"', '""')}"`;
}
