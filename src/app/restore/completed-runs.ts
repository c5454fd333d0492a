import { join } from 'node:path';
import type { SetRecords } from '../../backup-set/content/records.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { listRunIds, RunFolder } from '../../adapters/journal/run/run-folder.js';
import type { RunInputs } from '../../adapters/journal/run/run-inputs.js';
import type { TargetIdentity } from '../../cloud/cloud-port.js';
import type { EarlierRuns, EarlierWrite } from '../../use-cases/restore/earlier-runs.js';
import { readRun } from '../runs/run-summary.js';
import { isSameTarget } from '../../cloud/same-target.js';
import { digestRecords } from '../runs/start-run.js';

/** The facts that a run must have in common with the plan. */
export interface EarlierRunsGround {
  readonly runsFolder: string;
  readonly target: TargetIdentity;
  readonly backupId: string;
  readonly records: SetRecords;
}

/**
 * Finds the completed runs of this machine that restored the same records into the same target. Their folders are read
 * when somebody asks, and not before. A folder that is damaged or cannot be read tells nothing.
 */
export function createEarlierRuns(ground: EarlierRunsGround): EarlierRuns {
  let writes: Promise<ReadonlyMap<string, EarlierWrite>> | undefined;
  return {
    find: async (kind, id) => {
      writes ??= collectWrites(ground);
      return (await writes).get(keyOf({ kind, id }));
    },
  };
}

async function collectWrites(ground: EarlierRunsGround): Promise<ReadonlyMap<string, EarlierWrite>> {
  const { runsFolder } = ground;
  const found: { readonly folder: RunFolder; readonly inputs: RunInputs }[] = [];
  for (const runId of (await unlessDamaged(() => listRunIds(runsFolder))) ?? []) {
    const folder = new RunFolder(join(runsFolder, runId));
    const run = await unlessDamaged(() => readRun(folder));
    const isMeant = run?.status.state === 'completed' && isOfGround(run.inputs, ground);
    if (isMeant) found.push({ folder, inputs: run.inputs });
  }
  const oldestFirst = found.toSorted(
    (left, right) => Date.parse(left.inputs.startedAt) - Date.parse(right.inputs.startedAt),
  );
  const writes = new Map<string, EarlierWrite>();
  for (const { folder, inputs } of oldestFirst) {
    for (const [key, write] of (await unlessDamaged(() => readWrites(folder, inputs, ground))) ?? [])
      writes.set(key, write);
  }
  return writes;
}

function isOfGround({ target, backup }: RunInputs, ground: EarlierRunsGround): boolean {
  return backup.backupId === ground.backupId && isSameTarget(target, ground.target);
}

async function readWrites(
  folder: RunFolder,
  { runId, backup }: RunInputs,
  { records }: EarlierRunsGround,
): Promise<readonly (readonly [string, EarlierWrite])[]> {
  if (digestRecords(await folder.readRunKey(), records) !== backup.digest) return [];
  const calls = folder.readCalls().list();
  return calls.flatMap(({ intent, call }) =>
    call.result === 'done' && call.at !== undefined ? [[keyOf(intent), { runId, at: call.at }] as const] : [],
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
