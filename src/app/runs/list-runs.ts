import { join } from 'node:path';
import { RestackError } from '../../core/errors/restack-error.js';
import { listRunIds, RunFolder } from '../../adapters/journal/run/run-folder.js';
import type { ListedRun, RunsListResult } from '../../schema/results.js';
import type { AppContext } from '../app.js';
import { type RunPlaceOptions, selectRunsFolder } from './run-place.js';
import { describeRun, readRun } from './run-summary.js';

/** Lists the runs of this machine, newest first. A run whose folder is damaged is a warning, not an end. */
export async function listRuns(options: RunPlaceOptions, context: AppContext): Promise<RunsListResult> {
  const runsFolder = selectRunsFolder(options);
  const runs: ListedRun[] = [];
  for (const runId of await listRunIds(runsFolder)) {
    try {
      runs.push(describeRun(await readRun(new RunFolder(join(runsFolder, runId)))));
    } catch (error) {
      if (!(error instanceof RestackError)) throw error;
      context.warn(`run ${runId} is left out: ${error.message}`);
    }
  }
  return { runs: runs.toSorted((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt)) };
}
