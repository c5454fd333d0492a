import type { RunsListResult } from '../../schema/results.js';
import { listRuns as listKeptRuns } from '../../use-cases/restore/runs/find-run.js';
import type { AppContext } from '../app.js';
import { openRunGround, type RunPlaceOptions } from './run-place.js';

/** Lists the runs of this machine, newest first. */
export async function listRuns(options: RunPlaceOptions, context: AppContext): Promise<RunsListResult> {
  return { runs: await listKeptRuns(openRunGround(options), context) };
}
