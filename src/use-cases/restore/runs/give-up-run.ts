import { askAbout } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { RunReport } from '../../../schema/results.js';
import { selectRun } from './find-run.js';
import type { KeptRun } from './kept/kept-run.js';
import type { HeldLock, RunGround } from './kept/run-archive.js';
import { isRestore, type RunDialogue } from './kept/run-inputs.js';
import { createDrillError, describeHolder, readRun, reportRun } from './run-report.js';

/**
 * Gives a run up for good and lets go of its target. Objects that it wrote stay there; a new run adopts them.
 *
 * @throws USAGE when it is a drill; LOCKED when its process is alive on this machine; CONFIRMATION_REQUIRED or
 * CANCELLED when nobody says yes; NOT_FOUND or USAGE when the run cannot be found.
 */
export async function giveUpRun(
  selector: string,
  ground: RunGround,
  dialogue: RunDialogue,
): Promise<RunReport> {
  const selection = { selector, isMeant: () => true };
  const run = await selectRun(selection, ground, dialogue).catch((error: unknown) =>
    releaseUnbegun({ runId: selector.toLowerCase(), error }, ground, dialogue),
  );
  const { inputs } = await readRun(run, ground.processes);
  if (!isRestore(inputs)) {
    throw createDrillError(inputs, 'cannot be given up');
  }
  const lock = await ground.archive.findLock(run.runId);
  if (lock?.standing === 'alive') throw createAtWorkError(run.runId);
  await dialogue.confirm({
    message: `Give up run ${run.runId} on ${inputs.target.adminEndpoint} for good?${describeElsewhere(lock)}`,
  });
  await noteAbandoned(run, ground);
  await lock?.release();
  return reportRun(run, ground.processes);
}

function describeElsewhere(lock: HeldLock | undefined): string {
  if (lock?.standing !== 'elsewhere' || lock.holder === undefined) return '';
  return ` It holds the target by ${describeHolder(lock.holder)}, which cannot be seen from here.`;
}

/**
 * Frees a target whose run died on another machine before it was kept: while it was planned.
 *
 * @throws NOT_FOUND always, since there is no such run; LOCKED and the answers of a person as above.
 */
async function releaseUnbegun(
  { runId, error }: { readonly runId: string; readonly error: unknown },
  { archive }: RunGround,
  dialogue: RunDialogue,
): Promise<never> {
  const lock = await askAbout(error, () => archive.findLock(runId));
  if (lock?.holder === undefined) throw error;
  const { holder, standing } = lock;
  if (standing === 'alive') throw createAtWorkError(runId);
  await dialogue.confirm({
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

async function noteAbandoned(run: KeptRun, { processes, clock }: RunGround): Promise<void> {
  const { status } = await readRun(run, processes);
  if (status.abandonedAt !== null) return;
  const now = clock.now().toISOString();
  await run.writeStatus({ ...status, updatedAt: now, abandonedAt: now });
}
