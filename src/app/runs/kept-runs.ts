import { extname, resolve } from 'node:path';
import { RestackError } from '../../core/errors/restack-error.js';
import type { ListedRun, RunReport, RunsListResult, RunsTodoResult } from '../../schema/results.js';
import { giveUpRun } from '../../use-cases/restore/runs/give-up-run.js';
import type { AppContext } from '../app.js';
import { assertNewTexts, writeNewText } from '../new-text.js';
import { createRunDialogue, openRunGround, type RunOptions } from './run-place.js';
import { type RunPlaceOptions } from './runs-folder.js';
import { listRuns as listKeptRuns, selectRun } from '../../use-cases/restore/runs/find-run.js';
import { reportRun } from '../../use-cases/restore/runs/run-report.js';
import { listRunTodo } from '../../use-cases/restore/runs/run-todo.js';

/** Gives a run up for good and lets go of its target. Errors as of {@link giveUpRun}. */
export function abandonRun(
  options: RunOptions & { readonly run: string },
  context: AppContext,
): Promise<RunReport> {
  return giveUpRun(options.run, openRunGround(options), createRunDialogue(context));
}

/** Lists the runs of this machine, newest first. */
export async function listRuns(options: RunPlaceOptions, context: AppContext): Promise<RunsListResult> {
  return { runs: await listKeptRuns(openRunGround(options), context) };
}

/** A rehearsal after a restore does not hide the restore. */
const NEWEST_RESTORE = {
  isMeant: ({ command }: ListedRun) => command === 'restore',
  elseAny: true,
} as const;

/**
 * Shows one run as it stands; without a name the newest restore, or where there is none, drill.
 *
 * @throws NOT_FOUND, USAGE, INTEGRITY or UNSUPPORTED as the run cannot be found or read.
 */
export async function showRun(options: RunOptions, context: AppContext): Promise<RunReport> {
  const ground = openRunGround(options);
  const run = await selectRun({ ...NEWEST_RESTORE, selector: options.run }, ground, context);
  return reportRun(run, ground.processes);
}

/** One run, and the new file for its to-do list: `.md`, or `.csv` for a spreadsheet. */
export interface TodoOptions extends RunOptions {
  readonly out?: string | undefined;
}

/**
 * Lists what a run leaves to a person, and writes it where a file is named; without a run of the newest restore, or
 * where there is none, drill. Nothing but the run folder is read.
 *
 * @throws USAGE for a file of another kind, or one that is there; NOT_FOUND, USAGE, INTEGRITY or UNSUPPORTED as the run
 * cannot be found or read; PERMISSION_MISSING or CONFIG when the file cannot be written.
 */
export async function listTodo(options: TodoOptions, context: AppContext): Promise<RunsTodoResult> {
  const { out } = options;
  const render = out === undefined ? undefined : await selectRenderer(out);
  await assertNewTexts({ '--out': out });
  const ground = openRunGround(options);
  const run = await selectRun({ ...NEWEST_RESTORE, selector: options.run }, ground, context);
  const file = out === undefined ? null : resolve(out);
  const result = { ...(await listRunTodo(run, ground.processes)), file };
  if (file !== null && render !== undefined) await writeNewText(file, render(result));
  return result;
}

async function selectRenderer(out: string): Promise<(result: RunsTodoResult) => string> {
  const { renderTodoMarkdown, renderTodoTable } = await import('../../report/restore/render-todo-file.js');
  const renderer = { '.md': renderTodoMarkdown, '.csv': renderTodoTable }[extname(out).toLowerCase()];
  if (renderer !== undefined) return renderer;
  throw new RestackError('USAGE', `--out ${out}: expected a file that ends in .md or .csv`, {
    hints: ['restack runs todo --out FILE.md'],
  });
}
