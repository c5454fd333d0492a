import type { BackupSet } from '../../backup-set/catalog.js';
import type { SetRecords } from '../../backup-set/content/records.js';
import { systemClock } from '../../core/system-clock.js';
import { createRunKey, digestValues } from '../../adapters/disk/keyed-digest.js';
import { createRunFolder } from '../../adapters/journal/run/run-folder.js';
import type { RunSettings } from '../../adapters/journal/run/run-inputs.js';
import type { RunReport } from '../../schema/results.js';
import { listDecisions } from '../../use-cases/restore/plan/resume-plan.js';
import type { AppContext, Outcome } from '../app.js';
import { carryOutRun, type RunToCarryOut } from './carry-out-run.js';
import { readVersion } from '../read-version.js';

/** A run that begins. The caller holds the lock of its target under the same id. */
export interface NewRunOptions extends Omit<RunToCarryOut, 'folder'> {
  readonly runsFolder: string;
  readonly runId: string;
  /** Absolute path of the share. */
  readonly share: string;
  readonly set: Pick<BackupSet, 'backupId' | 'deploymentId' | 'createdAt'>;
  /** The records that the plan was made of. */
  readonly records: SetRecords;
  /** Absolute path of the file with further trust roots. */
  readonly caFile?: string | undefined;
  /** The decisions that the plan was made with. */
  readonly settings: RunSettings;
}

/**
 * Writes the folder of a run, and carries the run out.
 *
 * @throws the errors of `carryOutRun`.
 */
export async function startRun(run: NewRunOptions, context: AppContext): Promise<Outcome<RunReport>> {
  const { plan, records, set, runId } = run;
  const runKey = createRunKey();
  const folder = await createRunFolder(run.runsFolder, {
    runKey,
    decisions: listDecisions(plan),
    inputs: {
      runId,
      startedAt: systemClock.now().toISOString(),
      restackVersion: await readVersion(),
      share: run.share,
      backup: {
        backupId: set.backupId,
        deploymentId: set.deploymentId,
        createdAt: set.createdAt.toISOString(),
        digest: digestRecords(runKey, records),
      },
      target: plan.target,
      caFile: run.caFile ?? null,
      settings: run.settings,
    },
  });
  return carryOutRun({ ...run, folder }, context);
}

/** Computes the keyed digest of all records of a set, in their order. */
export function digestRecords(runKey: string, records: SetRecords): string {
  return digestValues(runKey, listRecords(records));
}

function* listRecords(records: SetRecords): Generator {
  for (const [kind, list] of Object.entries(records)) {
    yield kind;
    yield* list;
  }
}
