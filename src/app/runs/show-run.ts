import type { RunReport } from '../../schema/results.js';
import { selectRun } from '../../use-cases/restore/runs/find-run.js';
import { reportRun } from '../../use-cases/restore/runs/run-report.js';
import type { AppContext } from '../app.js';
import { openRunGround, type RunOptions } from './run-place.js';

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
