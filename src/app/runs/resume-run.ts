import type { SetRecords } from '../../backup-set/content/records.js';
import { selectOutcome } from '../../core/errors/finding.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { systemClock } from '../../core/system-clock.js';
import type { LockHolder } from '../../adapters/journal/lock-holder.js';
import type { RunFolder } from '../../adapters/journal/run/run-folder.js';
import type { RunInputs } from '../../adapters/journal/run/run-inputs.js';
import { isTerminal } from '../../adapters/journal/run/run-status.js';
import type { RunReport } from '../../schema/results.js';
import type { RestoreTarget, TargetIdentity } from '../../cloud/cloud-port.js';
import { rebuildPlan } from '../../use-cases/restore/plan/resume-plan.js';
import type { AppContext, KeyOptions, Outcome } from '../app.js';
import { carryOutRun } from './carry-out-run.js';
import { connectGivenTarget } from '../connect-given-target.js';
import { type RunOptions, selectRunsFolder } from './run-place.js';
import { reportRun } from './run-report.js';
import { describeHolder, readRun } from './run-summary.js';
import { listOtherMembers } from '../../cloud/same-target.js';
import { selectRun } from './select-run.js';
import { digestRecords } from './start-run.js';
import { withTargetLock } from './target-lock.js';

/**
 * The run to resume; without one the newest that can be taken up. Keys and credentials are given again; nothing else
 * need be.
 */
export interface ResumeOptions extends RunOptions, KeyOptions {
  readonly caFile?: string | undefined;
  readonly concurrency?: number | undefined;
  /** Stops at the first object that fails. */
  readonly failFast?: boolean | undefined;
}

/** The sources of a resumed run's records and target. */
export interface ResumePorts {
  /** Proves the set that the run was started with, and reads it. */
  readRecords(inputs: RunInputs): Promise<SetRecords>;
  connect(inputs: RunInputs): Promise<RestoreTarget & { close(): void }>;
}

/**
 * Takes up a run where it stopped. A run that is done is reported as it is.
 *
 * @throws NOT_FOUND or USAGE when the run cannot be found, was blocked or given up; LOCKED when a process is carrying
 * it out; PLAN_STALE when backup or target have changed; the errors of proving, connecting and carrying out.
 */
export async function resumeRun(options: ResumeOptions, context: AppContext): Promise<Outcome<RunReport>> {
  const folder = await selectRun(options, context, ({ terminal }) => !terminal);
  return resumeWith(folder, createPorts(options, context), { options, context });
}

/** Takes up a run with given ports. */
export async function resumeWith(
  folder: RunFolder,
  ports: ResumePorts,
  { options, context }: { readonly options: ResumeOptions; readonly context: AppContext },
): Promise<Outcome<RunReport>> {
  const { inputs, status } = await readRun(folder);
  if (status.state === 'completed') return { result: await reportRun(folder), outcome: undefined };
  assertResumable(inputs, isTerminal(status));
  const { runId, target } = inputs;
  const mayTakeOver = (holder: LockHolder) => confirmTakeOver(holder, runId, context);
  const lock = { runsFolder: selectRunsFolder(options), target, runId, mayTakeOver };
  return withTargetLock(lock, async () => {
    const connected = await ports.connect(inputs);
    try {
      assertSameTarget(inputs, connected.identity);
      const records = await ports.readRecords(inputs);
      assertSameRecords(inputs, digestRecords(await folder.readRunKey(), records));
      const { concurrency, failFast } = options;
      const decisions = [...folder.readDecisions()];
      const { mapping, policy } = inputs.settings;
      const ground = { records, target: connected, clock: systemClock, mapping, policy };
      const plan = await rebuildPlan(ground, decisions);
      return await carryOutRun({ folder, plan, target: connected, concurrency, failFast }, context);
    } finally {
      connected.close();
    }
  });
}

function createPorts(options: ResumeOptions, context: AppContext): ResumePorts {
  return {
    readRecords: (inputs) => proveRecords(inputs, options, context),
    connect: ({ target, caFile }) =>
      connectGivenTarget({ ...target, caFile: options.caFile ?? caFile ?? undefined }, context),
  };
}

async function proveRecords(inputs: RunInputs, keys: KeyOptions, context: AppContext): Promise<SetRecords> {
  const [{ withOpenSets }, { selectBackupSet }, { verifyOne }] = await Promise.all([
    import('../share/open-sets.js'),
    import('../../backup-set/catalog/select-set.js'),
    import('../share/verify-backups.js'),
  ]);
  const { backupId, deploymentId } = inputs.backup;
  return withOpenSets({ ...keys, share: inputs.share }, context, async (sets) => {
    const set = selectBackupSet(sets.catalog, backupId, { deploymentId });
    const { records, findings } = await verifyOne(set, { level: 'content', sets, context });
    if (records !== undefined) return records;
    throw new RestackError(
      selectOutcome(findings) ?? 'INCOMPLETE',
      `backup set ${backupId} is not what it was when the run began: it fails its verification`,
      { hints: [`see what is wrong with it: restack verify ${backupId}`] },
    );
  });
}

async function confirmTakeOver(holder: LockHolder, runId: string, context: AppContext): Promise<boolean> {
  if (holder.runId !== runId) return false;
  await context.prompts.confirm({
    message: `This run was taken up by ${describeHolder(holder)}, which cannot be seen from here. Is that process gone?`,
  });
  return true;
}

function assertResumable({ runId }: RunInputs, terminal: boolean): void {
  if (!terminal) return;
  throw new RestackError(
    'USAGE',
    `run ${runId} cannot be taken up: nothing was written, or it was given up`,
    {
      hints: [`see why: restack runs show ${runId}`, 'begin anew: restack restore BACKUP'],
    },
  );
}

function assertSameTarget({ runId, target }: RunInputs, found: TargetIdentity): void {
  const other = listOtherMembers(target, found);
  if (other.length === 0) return;
  throw new RestackError(
    'PLAN_STALE',
    `${target.adminEndpoint} is not the cloud that run ${runId} began on: it has another ${other.join(', ')}`,
    { hints: [`give the run up: restack runs abandon ${runId}`], details: { members: other } },
  );
}

function assertSameRecords({ runId, backup }: RunInputs, digest: string): void {
  if (digest === backup.digest) return;
  throw new RestackError(
    'PLAN_STALE',
    `backup set ${backup.backupId} does not hold the records that run ${runId} began with`,
    { hints: [`give the run up: restack runs abandon ${runId}`], details: { backupId: backup.backupId } },
  );
}
