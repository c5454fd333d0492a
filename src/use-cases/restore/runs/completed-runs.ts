import type { SetRecords } from '../../../backup-set/content/records.js';
import type { TargetIdentity } from '../../../cloud/cloud-port.js';
import { isSameTarget } from '../../../cloud/operator-address.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { EarlierRuns, EarlierWrite } from '../earlier-runs.js';
import type { KeptRun } from './kept/kept-run.js';
import type { RunGround } from './kept/run-archive.js';
import { isRestore, type RunInputs } from './kept/run-inputs.js';
import { readRun } from './run-report.js';

/** The restore that is planned: a run counts only when it has all of this in common with it. */
export interface PlannedRestore {
  readonly target: TargetIdentity;
  readonly backupId: string;
  readonly records: SetRecords;
}

/**
 * Finds records in the completed runs of this machine that restored the same records into the same target. The runs are
 * read when somebody asks, and not before. One that is damaged or cannot be read tells nothing.
 */
export function createEarlierRuns(
  planned: PlannedRestore,
  ground: Pick<RunGround, 'archive' | 'processes'>,
): EarlierRuns {
  let writes: Promise<ReadonlyMap<string, EarlierWrite>> | undefined;
  return {
    find: async (kind, id) => {
      writes ??= collectWrites(planned, ground);
      return (await writes).get(keyOf({ kind, id }));
    },
  };
}

async function collectWrites(
  planned: PlannedRestore,
  { archive, processes }: Pick<RunGround, 'archive' | 'processes'>,
): Promise<ReadonlyMap<string, EarlierWrite>> {
  const found: { readonly run: KeptRun; readonly inputs: RunInputs }[] = [];
  for (const runId of (await unlessDamaged(() => archive.listIds())) ?? []) {
    const run = archive.open(runId);
    const read = await unlessDamaged(() => readRun(run, processes));
    const isMeant = read?.status.state === 'completed' && isOfPlanned(read.inputs, planned);
    if (isMeant) found.push({ run, inputs: read.inputs });
  }
  const oldestFirst = found.toSorted(
    (left, right) => Date.parse(left.inputs.startedAt) - Date.parse(right.inputs.startedAt),
  );
  const writes = new Map<string, EarlierWrite>();
  for (const { run, inputs } of oldestFirst) {
    for (const [key, write] of (await unlessDamaged(() => readWrites(run, inputs, planned))) ?? [])
      writes.set(key, write);
  }
  return writes;
}

function isOfPlanned(inputs: RunInputs, planned: PlannedRestore): boolean {
  if (!isRestore(inputs)) return false;
  return inputs.backup.backupId === planned.backupId && isSameTarget(inputs.target, planned.target);
}

async function readWrites(
  run: KeptRun,
  { runId, backup }: RunInputs,
  { records }: PlannedRestore,
): Promise<readonly (readonly [string, EarlierWrite])[]> {
  if ((await run.digestRecords(records)) !== backup.digest) return [];
  return run
    .readCalls()
    .list()
    .flatMap(({ intent, call }) =>
      call.result === 'done' && call.at !== undefined
        ? [[keyOf(intent), { runId, at: call.at }] as const]
        : [],
    );
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}

async function unlessDamaged<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RestackError) return undefined;
    throw error;
  }
}
