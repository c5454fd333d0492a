import type { RunReport, RunsListResult } from '../../schema/results.js';
import { giveUpRun } from '../../use-cases/restore/runs/give-up-run.js';
import type { AppContext } from '../app.js';
import { createRunDialogue, openRunGround, type RunOptions, type RunPlaceOptions } from './run-place.js';
import { listRuns as listKeptRuns, selectRun } from '../../use-cases/restore/runs/find-run.js';
import { reportRun } from '../../use-cases/restore/runs/run-report.js';

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

/**
 * Shows one run as it stands; without a name the newest.
 *
 * @throws NOT_FOUND, USAGE, INTEGRITY or UNSUPPORTED as the run cannot be found or read.
 */
export async function showRun(options: RunOptions, context: AppContext): Promise<RunReport> {
  const ground = openRunGround(options);
  const run = await selectRun({ selector: options.run, isMeant: () => true }, ground, context);
  return reportRun(run, ground.processes);
}
