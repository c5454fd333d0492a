import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CrashResult, runAndKill, runUndisturbed } from './crash-sweep.js';

let folder = '';
let undisturbed: CrashResult;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-crash-'));
  undisturbed = await runUndisturbed(folder);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a run in a process that is killed', () => {
  it('is not disturbed when nobody kills it', () => {
    expect(undisturbed.report).toMatchObject({ state: 'completed', outcome: null });
    expect(undisturbed.report.steps).toBeGreaterThan(100);
  });

  // Places, not steps: how many steps there are grows with the sample. The sweep over all of them is in test/slow.
  it.each([
    ['at the first intent', 0],
    ['after a third', 1 / 3],
    ['after two thirds', 2 / 3],
    ['at the last outcome', 1],
  ])('ends like an undisturbed one when killed %s and resumed', async (_place, share) => {
    const killAt = 1 + Math.round((undisturbed.report.steps - 1) * share);
    const { report, contents } = await runAndKill(folder, killAt);
    expect(contents).toEqual(undisturbed.contents);
    expect(report).toMatchObject({ state: 'completed', outcome: null });
    expect(report.conservation).toEqual(undisturbed.report.conservation);
  });
});
