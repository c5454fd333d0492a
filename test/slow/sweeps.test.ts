import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NAMED_PROFILES } from '../../src/controller/index.js';
import { startFaultyCloud } from '../e2e/faulty-run.js';
import { FAULTS, RETRIES, runDisturbed } from '../e2e/fault-sweep.js';
import { assertPlanLaw } from '../property/plan-law.js';
import { expectJsonFailure, expectPlainFailure } from '../cli/damaged-runs.js';
import { runRestack } from '../cli/run-restack.js';
import { readCountedCases } from '../vectors/damaged-cases.js';

const { settling } = NAMED_PROFILES.young;
if (settling === undefined) throw new Error('a young cloud shows everything at once');

const CASES = FAULTS.flatMap(([name, fault]) =>
  RETRIES.flatMap(([how, maxRetries]) => [
    { name, fault, how, age: 'an old cloud', options: { maxRetries } },
    { name, fault, how, age: 'one an hour old', options: { maxRetries, settling } },
  ]),
);

describe('a run of which call 0, 1, 2, … goes wrong until none does', () => {
  it.each(CASES)('ends like an undisturbed one when $name, $how, in $age', async ({ fault, options }) => {
    const folder = await mkdtemp(join(tmpdir(), 'restack-fault-sweep-'));
    const cloud = await startFaultyCloud(folder);
    try {
      const undisturbed = await cloud.run(options);
      let at = 0;
      for (let hits = 1; hits > 0; at++) {
        const end = await runDisturbed(cloud, { ...options, fault, isHit: (index) => index === at });
        hits = end.hits;
        expect(end.contents, `call ${at}`).toEqual(undisturbed.contents);
        expect(end.report.conservation, `call ${at}`).toEqual(undisturbed.report.conservation);
        if (hits === 0) expect(end.attempts).toBe(1);
      }
      expect(at).toBeGreaterThan(100);
    } finally {
      await cloud.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('a plan of any set, for any target and any decisions', () => {
  it('says where each record ends, and how many writes that takes', async () => {
    const tally = await assertPlanLaw(2000);
    for (const count of Object.values(tally)) expect(count).toBeGreaterThan(0);
  });
});

describe.concurrent('verify of every damaged sample', () => {
  it.each(readCountedCases())('$case', (sample) => expectPlainFailure(sample, runRestack));
  it.each(readCountedCases())('$case, with --json', (sample) => expectJsonFailure(sample, runRestack));
});
