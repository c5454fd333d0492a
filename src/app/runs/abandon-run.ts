import type { RunReport } from '../../schema/results.js';
import { giveUpRun } from '../../use-cases/restore/runs/give-up-run.js';
import type { AppContext } from '../app.js';
import { createRunDialogue, openRunGround, type RunOptions } from './run-place.js';

/** Gives a run up for good and lets go of its target. Errors as of {@link giveUpRun}. */
export function abandonRun(
  options: RunOptions & { readonly run: string },
  context: AppContext,
): Promise<RunReport> {
  return giveUpRun(options.run, openRunGround(options), createRunDialogue(context));
}
