import { expect } from 'vitest';
import type { RunReport } from '../../src/schema/results.js';
import type { Contents, Crash, CrashEnd } from './crash-cloud.js';

/** All that a completed run may leave: its folder, and the lock, which is released. */
const FILES: readonly unknown[] = [
  expect.stringMatching(/^\.locks\/[0-9a-f]{32}\/\d{8}\.released$/),
  'RUN/decisions.json',
  'RUN/journal.jsonl',
  'RUN/key',
  'RUN/result.json',
  'RUN/run.json',
  'RUN/status.json',
];

/** Asserts that a crash looks as it may, whatever step it came at. */
function expectCrash({ step, runs, contents, leftBehind }: Crash, fresh: Contents): void {
  expect(leftBehind, step).toEqual([]);
  expect(runs.length, step).toBeLessThanOrEqual(1);
  const [run] = runs;
  // Planning only reads. Once the run is there, it can be taken up, or nothing of it is left to do.
  if (run === undefined || run.state === 'planned') expect(contents, step).toEqual(fresh);
  if (run !== undefined) {
    expect(run.terminal ? ['completed'] : ['planned', 'interrupted'], step).toContain(run.state);
  }
}

/** Without their reasons, which name the port of a cloud. */
function listProblems({ problems }: RunReport): readonly string[] {
  return problems.map(({ kind, id, bucket }) => `${bucket} ${kind} ${id}`).toSorted();
}

/** Holds a restore that was killed against one that nobody disturbed. */
export function expectLikeUndisturbed(end: CrashEnd, undisturbed: CrashEnd, fresh: Contents): void {
  const { crashes, report, contents, files } = end;
  const steps = crashes.map(({ step }) => step).join(', then ');
  for (const crash of crashes) expectCrash(crash, fresh);
  expect(contents, steps).toEqual(undisturbed.contents);
  expect(report, steps).toMatchObject({ state: 'completed', terminal: true, inDoubt: 0 });
  expect(report.conservation, steps).toEqual(undisturbed.report.conservation);
  expect(listProblems(report), steps).toEqual(listProblems(undisturbed.report));
  expect(files, steps).toEqual(FILES);
}
