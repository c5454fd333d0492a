import { escapeForTerminal } from '../../core/terminal-text.js';
import type { RunsTodoResult, RunTask } from '../../schema/results.js';
import { escapeMarkdown } from '../layout/markdown-text.js';
import { describeTodo, describeTodoPlace, nameTodo } from './render-todo.js';
import { describeTask, explainBlanks, listTodoSections } from './todo-sections.js';

/** Renders a to-do list in Markdown, with a box to tick for each task. */
export function renderTodoMarkdown(todo: RunsTodoResult): string {
  const blanks = explainBlanks(todo);
  const blocks = [
    `# To do after ${escapeMarkdown(nameTodo(todo))}`,
    `${escapeMarkdown(describeTodoPlace(todo))}. ${describeTodo(todo)}`,
    ...(blanks === undefined ? [] : [blanks]),
    ...listTodoSections(todo).flatMap(({ title, byReason }) => [
      `## ${title}`,
      ...[...byReason].flatMap(([reason, tasks]) => [
        `${escapeMarkdown(reason)}:`,
        ...tasks.map((task) => renderTask(task)),
      ]),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function renderTask(task: RunTask): string {
  const lines = [`- [ ] ${escapeMarkdown(describeTask(task))}`];
  if (task.steps.length > 0) {
    const steps = task.steps.map(escapeForTerminal);
    // A fence must be longer than any run of backticks between its two lines.
    const longest = Math.max(
      2,
      ...steps.flatMap((step) => step.match(/`+/g) ?? []).map(({ length }) => length),
    );
    const fence = '`'.repeat(longest + 1);
    lines.push('', ...[fence, ...steps, fence].map((line) => `  ${line}`), '');
  }
  if (task.note !== null) lines.push(`  ${escapeMarkdown(task.note)}`);
  return lines.join('\n').trimEnd();
}

const COLUMNS = ['task', 'reason', 'steps', 'note', 'afterwards', 'records', 'kind', 'name', 'id'] as const;

/**
 * Renders a to-do list as a table for a spreadsheet, a task a line. Source: RFC 4180; a cell that a spreadsheet would
 * take for a formula begins with an apostrophe.
 */
export function renderTodoTable({ tasks }: RunsTodoResult): string {
  const rows = tasks.map((task) => COLUMNS.map((column) => formatCell(task[column])).join(','));
  return [COLUMNS.join(','), ...rows].map((row) => `${row}\r\n`).join('');
}

function formatCell(value: RunTask[(typeof COLUMNS)[number]]): string {
  const lines = Array.isArray(value) ? value : [String(value ?? '')];
  const text = lines.map((line: string) => escapeForTerminal(line)).join('\n');
  return `"${text.replace(/^[=+\-@]/, "'$&").replaceAll('"', '""')}"`;
}
