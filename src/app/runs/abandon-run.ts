import { basename } from 'node:path';
import { RestackError } from '../../core/errors/restack-error.js';
import { systemClock } from '../../core/system-clock.js';
import { machineProcesses } from '../../adapters/disk/process/machine-processes.js';
import type { RunFolder } from '../../adapters/journal/run/run-folder.js';
import { findLockOfRun } from '../../adapters/journal/target-lock.js';
import type { RunReport } from '../../schema/results.js';
import type { AppContext } from '../app.js';
import { type RunOptions, selectRunsFolder } from './run-place.js';
import { reportRun } from './run-report.js';
import { describeHolder, readRun } from './run-summary.js';
import { selectRun } from './select-run.js';

/**
 * Gives a run up for good and releases its target. Objects that it wrote stay there; a new run adopts them.
 *
 * @throws LOCKED when its process is alive on this machine; CONFIRMATION_REQUIRED or CANCELLED when nobody says yes;
 * NOT_FOUND or USAGE when the run cannot be found.
 */
export async function abandonRun(
  options: RunOptions & { readonly run: string },
  context: AppContext,
): Promise<RunReport> {
  const runsFolder = selectRunsFolder(options);
  const folder = await selectRun(options, context, () => true).catch((error: unknown) =>
    releaseUnbegun({ runsFolder, runId: options.run.toLowerCase(), error }, context),
  );
  const runId = basename(folder.path);
  const lock = await findLockOfRun(runsFolder, runId, machineProcesses);
  if (lock?.standing === 'alive') throw createAtWorkError(runId);
  const { inputs } = await readRun(folder);
  const elsewhere =
    lock?.standing === 'elsewhere' && lock.holder !== undefined
      ? ` It holds the target by ${describeHolder(lock.holder)}, which cannot be seen from here.`
      : '';
  await context.prompts.confirm({
    message: `Give up run ${runId} on ${inputs.target.adminEndpoint} for good?${elsewhere}`,
  });
  await noteAbandoned(folder);
  await lock?.release();
  return reportRun(folder);
}

/**
 * Frees a target whose run died on another machine before it had a folder: while it was planned.
 *
 * @throws NOT_FOUND always, since there is no such run; LOCKED and the answers of a person as above.
 */
async function releaseUnbegun(
  {
    runsFolder,
    runId,
    error,
  }: { readonly runsFolder: string; readonly runId: string; readonly error: unknown },
  context: AppContext,
): Promise<never> {
  const lock = await findLockOfRun(runsFolder, runId, machineProcesses);
  if (lock?.holder === undefined) throw error;
  const { holder, standing } = lock;
  if (standing === 'alive') throw createAtWorkError(runId);
  await context.prompts.confirm({
    message: `Free ${holder.target}, which is held by ${describeHolder(holder)}?`,
  });
  await lock.release();
  throw new RestackError('NOT_FOUND', `run ${runId} was never begun; ${holder.target} is free again`, {
    details: { runId },
  });
}

function createAtWorkError(runId: string): RestackError {
  return new RestackError('LOCKED', `run ${runId} is at work and cannot be given up`, {
    hints: [`end its process first; then: restack runs abandon ${runId}`],
  });
}

async function noteAbandoned(folder: RunFolder): Promise<void> {
  const { status } = await readRun(folder);
  if (status.abandonedAt !== null) return;
  const now = systemClock.now().toISOString();
  await folder.writeStatus({ ...status, updatedAt: now, abandonedAt: now });
}
