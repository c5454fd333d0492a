import type { RunFolder } from '../../adapters/journal/run/run-folder.js';
import type { RunReport } from '../../schema/results.js';
import { summarizeProgress } from '../../use-cases/restore/run/run-progress.js';
import { readRunResult } from './run-result.js';
import { describeRun, type ReadRun, readRun } from './run-summary.js';

/**
 * Reports the state of a run: the result of its newest attempt, where that came to an end, otherwise the calls in its
 * journal.
 *
 * @throws NOT_FOUND, INTEGRITY or UNSUPPORTED as the folder's fault is.
 */
export async function reportRun(folder: RunFolder): Promise<RunReport> {
  const run = await readRun(folder);
  const calls = folder.readCalls();
  const progress = summarizeProgress(folder.readDecisions(), (intent) => calls.find(intent));
  const report: RunReport = {
    ...describeRun(run),
    inDoubt: progress.inDoubt,
    conservation: progress.conservation,
    stages: progress.stages.map((stage) => ({ ...stage, durationMs: null })),
    readBack: null,
    problems: progress.problems,
  };
  return hasEnded(run) ? { ...report, ...(await overlayResult(folder, report)) } : report;
}

function hasEnded({ status }: ReadRun): boolean {
  return status.state === 'completed' || status.state === 'partial';
}

async function overlayResult(folder: RunFolder, report: RunReport): Promise<Partial<RunReport>> {
  const result = await readRunResult(folder);
  if (result === undefined) return {};
  const { conservation, readBack, problems, stages } = result;
  const ended = new Map(stages.map((stage) => [stage.name, stage]));
  return {
    conservation,
    readBack,
    problems,
    stages: report.stages.map((stage) => {
      const { durationMs, state } = ended.get(stage.name) ?? stage;
      return { ...stage, durationMs, state };
    }),
  };
}
