import { join } from 'node:path';
import type { ProcessTable } from '../../core/process-mark.js';
import type { RunArchive } from '../../use-cases/restore/runs/kept/run-archive.js';
import { assertOwnFolder } from '../disk/file-failure.js';
import { createRunKey } from '../disk/file-digest.js';
import { digestRecords } from './run/record-digest.js';
import { assertRunsWritable, createRunFolder, listRunIds, RunFolder } from './run/run-folder.js';
import { acquireTargetLock, findLockOfRun } from './target-lock.js';

/**
 * Keeps runs in a folder of this machine.
 *
 * @param path absolute; need not be there. @param now tells the time that locks are taken at.
 */
export function openRunArchive(path: string, processes: ProcessTable, now: () => Date): RunArchive {
  return {
    path,
    async listIds() {
      await assertOwnFolder(path);
      return listRunIds(path);
    },
    open: (runId) => new RunFolder(join(path, runId)),
    async assertWritable() {
      await assertOwnFolder(path);
      await assertRunsWritable(path);
    },
    create: ({ inputs, decisions, records }) => {
      const runKey = createRunKey();
      const backup = { ...inputs.backup, digest: digestRecords(runKey, records) };
      return createRunFolder(path, { runKey, decisions, inputs: { ...inputs, backup } });
    },
    async lock(request) {
      await assertOwnFolder(path);
      return acquireTargetLock({ ...request, runsFolder: path, processes, now: now() });
    },
    findLock: (runId) => findLockOfRun(path, runId, processes),
  };
}
