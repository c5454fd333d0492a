import { join } from 'node:path';
import { RestackError } from '../../core/errors/restack-error.js';
import { RunFolder } from '../../adapters/journal/run/run-folder.js';
import type { ListedRun } from '../../schema/results.js';
import type { AppContext } from '../app.js';
import { listRuns } from './list-runs.js';
import { findRun, type RunOptions, selectRunsFolder } from './run-place.js';

/**
 * Selects the run of a command: the named one, or `latest`; without a name the newest for which `isMeant` is true.
 *
 * @throws NOT_FOUND when there is none; USAGE when a prefix fits several.
 */
export async function selectRun(
  options: RunOptions,
  context: AppContext,
  isMeant: (run: ListedRun) => boolean,
): Promise<RunFolder> {
  const runsFolder = selectRunsFolder(options);
  const { run } = options;
  if (run !== undefined && run !== 'latest') return findRun(runsFolder, run);
  const { runs } = await listRuns(options, context);
  const newest = runs.find((one) => run === 'latest' || isMeant(one));
  if (newest !== undefined) return new RunFolder(join(runsFolder, newest.runId));
  throw new RestackError('NOT_FOUND', `${runsFolder} holds ${runs.length} runs, and none that is meant`, {
    hints: ['look which runs there are: restack runs list'],
  });
}
