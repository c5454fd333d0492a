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
    paint(view, 'strong', `To do after ${nameTodo(todo)}`),
    ...wrapText(escapeForTerminal(describeTodoPlace(todo)), view.columns, 2),
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

/** Names the run of a to-do list, with the state that it came to. */
export function nameTodo({ command, runId, state }: RunsTodoResult): string {
  return `${command === 'drill' ? 'drill' : 'run'} ${escapeForTerminal(runId)} (${state})`;
}

/** Says which backup was brought where. The list of a drill is what a restore would leave, and nobody's to do yet. */
export function describeTodoPlace({ command, state, backupId, target }: RunsTodoResult): string {
  if (command === 'restore') return `backup ${backupId} on ${target}`;
  if (state === 'failed') return `backup ${backupId}; the drill came to no replay that could leave something`;
  return `backup ${backupId}; the cloud of the drill is gone: a restore would leave this`;
}

/** Says in one sentence how much there is to do. */
export function describeTodo({ tasks, pending }: RunsTodoResult): string {
  const left = tasks.length === 0 ? 'Nothing is left to you.' : `${formatCount(tasks.length, 'task')}.`;
  return pending === 0 ? left : `${left} ${formatCount(pending, 'record')} did not end yet.`;
}

function listNext({ command, runId, terminal, tasks, ...run }: RunsTodoResult): readonly string[] {
  const next = (words: readonly string[], typed: TypedContext = {}) => [
    renderNext(formatTypedCommand(words, typed)),
  ];
  const backup = run.backupId.slice(0, 8);
  if (command === 'drill' && run.state === 'failed') return next(['drill', backup], { share: run.share });
  if (command === 'drill') return next(['plan', backup, '--target', 'URL'], { share: run.share });
  if (!terminal) return next(['runs', 'resume', runId.slice(0, 8)]);
  const again = tasks.filter(({ afterwards }) => afterwards === 'restore');
  const { share, target, caFile } = run;
  const place = { share, target, caFile: caFile ?? undefined };
  // What the run brought is to be seen beside the set; what it left is not there yet.
  if (again.length === 0) return next(['diff', backup], place);
  const isMapped = again.some(({ kind, steps }) => kind === 'directoryTenant' && steps.length > 0);
  const words = ['plan', backup, ...(isMapped ? ['--map', 'FILE.yaml'] : [])];
  return next(words, place);
}
