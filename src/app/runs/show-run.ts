import type { RunReport } from '../../schema/results.js';
import type { AppContext } from '../app.js';
import type { RunOptions } from './run-place.js';
import { reportRun } from './run-report.js';
import { selectRun } from './select-run.js';

/**
 * Reports the state of one run; without a name of the newest.
 *
 * @throws NOT_FOUND, USAGE, INTEGRITY or UNSUPPORTED as the run cannot be found or read.
 */
export async function showRun(options: RunOptions, context: AppContext): Promise<RunReport> {
  return reportRun(await selectRun(options, context, () => true));
}
