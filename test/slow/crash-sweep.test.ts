import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { expect, it } from 'vitest';
import { runAndKill, runUndisturbed } from '../e2e/crash-sweep.js';

it('a run ends like an undisturbed one, whichever journal write or call it was killed at', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'restack-crash-sweep-'));
  try {
    const undisturbed = await runUndisturbed(folder);
    const limit = pLimit(availableParallelism());
    const steps = Array.from({ length: undisturbed.report.steps }, (_, index) => index + 1);
    const ends = await Promise.all(
      steps.map((killAt) => limit(async () => ({ killAt, ...(await runAndKill(folder, killAt)) }))),
    );
    for (const { killAt, report, contents } of ends) {
      expect(contents, `killed at step ${killAt}`).toEqual(undisturbed.contents);
      expect(report, `killed at step ${killAt}`).toMatchObject({ state: 'completed', outcome: null });
      expect(report.conservation, `killed at step ${killAt}`).toEqual(undisturbed.report.conservation);
    }
    expect(ends.length).toBeGreaterThan(100);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
