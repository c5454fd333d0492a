import { randomUUID } from 'node:crypto';
import { type RandomSource, type RunningController, startController } from '../../src/controller/index.js';
import { listContents } from './cloud-contents.js';
import type { Report } from './killed-run.js';
import { runInProcess } from './run-killed.js';

/** How a run ended at last, and what its cloud holds then. */
export interface CrashResult {
  readonly report: Report;
  readonly contents: ReturnType<typeof listContents>;
}

/** Runs the sample company into a fresh cloud, in one process, to its end. */
export function runUndisturbed(runsFolder: string): Promise<CrashResult> {
  return withController(async (controller) => {
    const start = { runsFolder, runId: randomUUID(), task: 'start', killAt: null } as const;
    const { report } = await runInProcess(controller, start);
    if (report === undefined) throw new Error('somebody killed the undisturbed run');
    return { report, contents: listContents(controller) };
  });
}

/** The same, but the first process kills itself at a step, and a second one resumes the run. */
export function runAndKill(runsFolder: string, killAt: number): Promise<CrashResult> {
  return withController(async (controller) => {
    const run = { runsFolder, runId: randomUUID() };
    const killed = await runInProcess(controller, { ...run, task: 'start', killAt });
    if (killed.signal !== 'SIGKILL') throw new Error(`the run came to its end before step ${killAt}`);
    const { report } = await runInProcess(controller, { ...run, task: 'resume', killAt: null });
    if (report === undefined) throw new Error('somebody killed the resumed run');
    return { report, contents: listContents(controller) };
  });
}

async function withController<R>(use: (controller: RunningController) => Promise<R>): Promise<R> {
  const controller = await startController({ random: createCountingRandom() });
  try {
    return await use(controller);
  } finally {
    await controller.close();
  }
}

/** The same ids in every cloud, so that two clouds can be compared. */
export function createCountingRandom(): RandomSource {
  let count = 0;
  const next = (digits: number) => (count += 1).toString(16).padStart(digits, '0');
  return {
    guid: () => `00000000-0000-4000-8000-${next(12)}`,
    hex: (byteCount) => next(2 * byteCount),
  };
}
