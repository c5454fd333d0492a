import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FaultyCloud, type FaultyRunEnd, startFaultyCloud } from './faulty-run.js';
import { FAULTS, runDisturbed } from './fault-sweep.js';

let folder = '';
let cloud: FaultyCloud;
let undisturbed: FaultyRunEnd;
let calls = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-faults-'));
  cloud = await startFaultyCloud(folder);
  undisturbed = await cloud.run({
    maxRetries: 0,
    faults: () => {
      calls += 1;
      return undefined;
    },
  });
}, 60_000);

afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

/** Where the one call stands that goes wrong, one for each fault: among writes, read-backs and secrets. */
const PLACES = [0.5, 0.93, 0.6, 0.7, 0.8];

// Places, not calls: which call stands where depends on the order in which they come. All of them are in test/slow.
describe('a run of which one call goes wrong, and which is taken up', () => {
  it('is not disturbed when none does', () => {
    expect(undisturbed.attempts).toBe(1);
    expect(calls).toBeGreaterThan(100);
  });

  it.each(FAULTS.map(([name, fault], row) => ({ name, fault, place: PLACES[row] ?? 0 })))(
    'ends like an undisturbed one when $name, at $place of its calls',
    async ({ fault, place }) => {
      const isHit = (index: number) => index === Math.floor(calls * place);
      const { hits, report, contents } = await runDisturbed(cloud, { fault, maxRetries: 0, isHit });
      expect(hits).toBe(1);
      expect(contents).toEqual(undisturbed.contents);
      expect(report.conservation).toEqual(undisturbed.report.conservation);
    },
  );

  it.each(FAULTS)(
    'ends like it when %s for a sixth of the calls and most are tried again',
    async (_name, fault) => {
      // Scattered: in even steps one and the same write, of as many calls in each attempt, could be hit every time.
      const isHit = (index: number) => (Math.imul(index + 1, 0x9e3779b1) >>> 16) % 6 === 5;
      const { hits, report, contents } = await runDisturbed(cloud, { fault, maxRetries: 5, isHit });
      expect(hits).toBeGreaterThan(15);
      expect(contents).toEqual(undisturbed.contents);
      expect(report.conservation).toEqual(undisturbed.report.conservation);
    },
  );

  // Restack's own access could never be taken away again once the subscription of the vault takes no writes.
  it('ends like it when a vault cannot be closed twice, and disables its subscription only after that', async () => {
    let hits = 0;
    const { report, contents, attempts } = await cloud.run({
      maxRetries: 0,
      faults: ({ url }) => {
        if (!url.includes('/accessPolicies/replace') || hits === 2) return undefined;
        hits += 1;
        return { kind: 'reply', status: 500 };
      },
    });
    expect(hits).toBe(2);
    expect(attempts).toBeGreaterThan(1);
    expect(contents).toEqual(undisturbed.contents);
    expect(report.conservation).toEqual(undisturbed.report.conservation);
  });
});
