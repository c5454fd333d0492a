import { escapeForTerminal } from '../../core/terminal-text.js';
import type { RunsTodoResult, RunTask } from '../../schema/results.js';
import { formatCount } from '../../core/sizes.js';
import { wrapText } from '../layout/text-layout.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type View } from '../layout/view.js';
import { describeTask, explainBlanks, listTodoSections } from './todo-sections.js';

/** Renders all that a run leaves to a person. Lines to be typed stay whole, so that they can be copied. */
export function renderTodo(todo: RunsTodoResult, view: View): string {
  const sections = listTodoSections(todo);
  const blanks = explainBlanks(todo);
  const lines = [
    paint(view, 'strong', `To do after run ${escapeForTerminal(todo.runId)} (${todo.state})`),
    ...wrapText(escapeForTerminal(`backup ${todo.backupId} on ${todo.target}`), view.columns, 2),
    ...sections.flatMap(({ title, byReason }) => [
      '',
      paint(view, 'strong', `${title}:`),
      ...[...byReason].flatMap(([reason, tasks]) => renderReason(reason, tasks, view)),
    ]),
    '',
    ...(blanks === undefined ? [] : [...wrapText(blanks, view.columns), '']),
    describeTodo(todo),
    ...(todo.file === null ? [] : [`written to ${escapeForTerminal(todo.file)}`]),
    ...listNext(todo),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function renderReason(reason: string, tasks: readonly RunTask[], view: View): readonly string[] {
  return [
    ...wrapText(escapeForTerminal(`${reason}:`), view.columns, 2).map((line) => paint(view, 'quiet', line)),
    ...tasks.flatMap((task) => [
      ...wrapItem(escapeForTerminal(describeTask(task)), view),
      ...task.steps.map((step) => `      ${escapeForTerminal(step)}`),
      ...(task.note === null ? [] : wrapText(escapeForTerminal(task.note), view.columns, 4)),
    ]),
  ];
}

function wrapItem(text: string, { columns }: View): readonly string[] {
  return wrapText(text, columns, 4).map((line, index) => (index === 0 ? line.replace('    ', '  - ') : line));
}

/** Says in one sentence how much there is to do. */
export function describeTodo({ tasks, pending }: RunsTodoResult): string {
  const left = tasks.length === 0 ? 'Nothing is left to you.' : `${formatCount(tasks.length, 'task')}.`;
  return pending === 0 ? left : `${left} ${formatCount(pending, 'record')} did not end yet.`;
}

function listNext({ runId, terminal, tasks, ...run }: RunsTodoResult): readonly string[] {
  const next = (words: readonly string[], typed: TypedContext = {}) => [
    renderNext(formatTypedCommand(words, typed)),
  ];
  if (!terminal) return next(['runs', 'resume', runId.slice(0, 8)]);
  const again = tasks.filter(({ afterwards }) => afterwards === 'restore');
  const { share, target, caFile } = run;
  const place = { share, target, caFile: caFile ?? undefined };
  // What the run brought is to be seen beside the set; what it left is not there yet.
  if (again.length === 0) return next(['diff', run.backupId.slice(0, 8)], place);
  const isMapped = again.some(({ kind, steps }) => kind === 'directoryTenant' && steps.length > 0);
  const words = ['plan', run.backupId.slice(0, 8), ...(isMapped ? ['--map', 'FILE.yaml'] : [])];
  return next(words, place);
}
