import { formatMinute } from '../../../core/clock.js';
import { formatCount } from '../../../core/sizes.js';
import type { SetRecords } from '../../../backup-set/content/records.js';
import type { RestoreTarget, TargetIdentity } from '../../../cloud/cloud-port.js';
import { listOtherMembers } from '../../../cloud/operator-address.js';
import { endAfter } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { RunReport } from '../../../schema/results.js';
import { rebuildPlan } from '../plan/resume-plan.js';
import { carryOutRun, type RunOutcome, type RunToCarryOut } from './carry-out-run.js';
import { type KeptRun, isTerminal } from './kept/kept-run.js';
import type { LockHolder, RunGround } from './kept/run-archive.js';
import { isRestore, type RestoreInputs, type RunDialogue } from './kept/run-inputs.js';
import { createDrillError, describeHolder, readRun, reportRun } from './run-report.js';
import { withTargetLock } from './start-run.js';

/** The sources of a resumed run: its records, and its target. */
export interface TakeUpPorts {
  /** Proves the set that the run was started with, and reads it. */
  readRecords(inputs: RestoreInputs): Promise<SetRecords>;
  /**
   * Compares the target of the run with the one that the caller names.
   *
   * @returns the flag that would have named it; undefined when the caller has. @throws USAGE when it is another one.
   */
  acceptTarget(inputs: RestoreInputs): Promise<string | undefined>;
  connect(inputs: RestoreInputs): Promise<RestoreTarget & { close(): void }>;
}

/** A run that is to be taken up again. */
export interface RunToTakeUp extends Pick<RunToCarryOut, 'run' | 'concurrency' | 'failFast' | 'settleMs'> {
  readonly ports: TakeUpPorts;
}

/**
 * Takes up a run where it stopped, once it is agreed to, which is before anybody signs in. A run that is done is
 * reported as it is.
 *
 * @throws USAGE when it is a drill, was blocked or given up, or is for another target; CANCELLED or
 * CONFIRMATION_REQUIRED unless the answer is yes; LOCKED when a process is at it; PLAN_STALE when backup or target
 * are not what they were; what the ports throw, and {@link carryOutRun}.
 */
export async function takeUpRun(
  work: RunToTakeUp,
  ground: RunGround,
  dialogue: RunDialogue,
): Promise<RunOutcome> {
  const { run, ports } = work;
  const { inputs, status } = await readRun(run, ground.processes);
  if (!isRestore(inputs)) throw createDrillError(inputs, 'cannot be taken up');
  if (status.state === 'completed') {
    return { result: await reportRun(run, ground.processes), outcome: undefined };
  }
  assertResumable(inputs, isTerminal(status));
  const instead = await ports.acceptTarget(inputs);
  const report = await reportRun(run, ground.processes);
  await dialogue.confirm({ message: describeResumption(report, inputs), instead });
  const { runId, target } = inputs;
  const mayTakeOver = (holder: LockHolder) => confirmTakeOver(holder, runId, dialogue);
  return withTargetLock(ground.archive, { target, runId, mayTakeOver }, async () => {
    const connected = await ports.connect(inputs);
    return endAfter(
      () => resumeOn(connected, { work, inputs, ground }, dialogue),
      () => connected.close(),
    );
  });
}

/** Describes run, backup, target and the work that is left, for the question. */
function describeResumption({ conservation, stages, inDoubt }: RunReport, inputs: RestoreInputs): string {
  const { runId, startedAt, backup, target } = inputs;
  const left = conservation.pending + conservation.failed;
  const open = stages.filter(({ state, objects }) => objects > 0 && state !== 'done').map(({ name }) => name);
  const where = open.length === 0 ? '' : ` (${open.join(', ')})`;
  const doubt = inDoubt === 0 ? '' : `; in doubt: ${formatCount(inDoubt, 'call')}`;
  return (
    `Take up run ${runId} of ${formatMinute(new Date(startedAt))}: backup ${backup.backupId} of ` +
    `${formatMinute(new Date(backup.createdAt))} into ` +
    `${target.adminEndpoint} (region ${target.region}, provider subscription ${target.providerSubscriptionId}); ` +
    `left: ${left} of ${formatCount(conservation.read, 'record')}${where}${doubt}. Go on?`
  );
}

async function resumeOn(
  target: RestoreTarget,
  { work, inputs, ground }: { work: RunToTakeUp; inputs: RestoreInputs; ground: RunGround },
  dialogue: RunDialogue,
): Promise<RunOutcome> {
  const { run, ports, concurrency, failFast, settleMs } = work;
  assertSameTarget(inputs, target.identity);
  const records = await ports.readRecords(inputs);
  await assertSameRecords(run, inputs, records);
  const decisions = [...run.readDecisions()];
  const { mapping, policy } = inputs.settings;
  const { untold } = inputs;
  const plan = await rebuildPlan({ records, untold, target, mapping, policy }, decisions);
  return carryOutRun({ run, plan, target, concurrency, failFast, settleMs }, ground, dialogue);
}

async function confirmTakeOver(holder: LockHolder, runId: string, dialogue: RunDialogue): Promise<boolean> {
  if (holder.runId !== runId) return false;
  await dialogue.confirm({
    message: `This run was taken up by ${describeHolder(holder)}, which cannot be seen from here. Is that process gone?`,
  });
  return true;
}

function assertResumable({ runId }: RestoreInputs, terminal: boolean): void {
  if (!terminal) return;
  throw new RestackError(
    'USAGE',
    `run ${runId} cannot be taken up: nothing was written, or it was given up`,
    {
      hints: [`see why: restack runs show ${runId}`, 'begin anew: restack restore BACKUP'],
    },
  );
}

function assertSameTarget({ runId, target }: RestoreInputs, found: TargetIdentity): void {
  const other = listOtherMembers(target, found);
  if (other.length === 0) return;
  throw new RestackError(
    'PLAN_STALE',
    `${target.adminEndpoint} is not the cloud that run ${runId} began on: it has another ${other.join(', ')}`,
    { hints: [`give the run up: restack runs abandon ${runId}`], details: { members: other } },
  );
}

async function assertSameRecords(
  run: KeptRun,
  { runId, backup }: RestoreInputs,
  records: SetRecords,
): Promise<void> {
  if ((await run.digestRecords(records)) === backup.digest) return;
  throw new RestackError(
    'PLAN_STALE',
    `backup set ${backup.backupId} does not hold the records that run ${runId} began with`,
    { hints: [`give the run up: restack runs abandon ${runId}`], details: { backupId: backup.backupId } },
  );
}
