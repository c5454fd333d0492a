import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvenLags, NAMED_PROFILES } from '../../src/controller/server/weather/named-profiles.js';
import { SETTLE_LIMIT_MS } from '../../src/use-cases/restore/run/settling/settling.js';
import { FAULTS, runDisturbed } from './fault-sweep.js';
import { type FaultyCloud, type FaultyRunEnd, startFaultyCloud } from './faulty-run.js';

const NONE = createEvenLags(0);
const YOUNG = NAMED_PROFILES.young.settling ?? NONE;
const ELEVEN_MINUTES_MS = SETTLE_LIMIT_MS + 60_000;

let folder = '';
let cloud: FaultyCloud;
let undisturbed: FaultyRunEnd;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-settling-'));
  cloud = await startFaultyCloud(folder);
  undisturbed = await cloud.run({ maxRetries: 5 });
}, 60_000);
afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a restore into a cloud that shows late what it has accepted', () => {
  it('is complete at once when everything shows 15 seconds late', async () => {
    const end = await cloud.run({ maxRetries: 5, settling: createEvenLags(15_000) });
    expect(end.codes).toEqual([undefined]);
    expect(end.waitedMs).toBeGreaterThan(15_000);
    expect(end.contents).toEqual(undisturbed.contents);
    expect(end.report.conservation).toEqual(undisturbed.report.conservation);
  });

  it('is in part when one object takes 11 minutes, and whole when the run is taken up then', async () => {
    const settling = { ...NONE, objectsMs: { ...NONE.objectsMs, acquiredPlan: ELEVEN_MINUTES_MS } };
    const end = await cloud.run({ maxRetries: 5, settling });
    expect(end.codes).toEqual(['PARTIAL', undefined]);
    expect(end.waitedMs).toBeGreaterThan(SETTLE_LIMIT_MS);
    expect(end.contents).toEqual(undisturbed.contents);
    expect(end.report.conservation).toEqual(undisturbed.report.conservation);
  });

  describe('of the whole sample set', () => {
    let whole: FaultyRunEnd;
    beforeAll(async () => {
      whole = await cloud.run({ maxRetries: 5, isWhole: true });
    }, 60_000);

    it('is complete at once when everything shows 15 seconds late', async () => {
      const settling = createEvenLags(15_000);
      const end = await cloud.run({ maxRetries: 5, settling, isWhole: true });
      expect(end.codes).toEqual([undefined]);
      expect(end.waitedMs).toBeGreaterThan(15_000);
      expect(end.contents).toEqual(whole.contents);
      expect(end.report.conservation).toEqual(whole.report.conservation);
      expect(end.report.conservation.created).toBeGreaterThan(50);
    });

    it('is in part when objects take 11 minutes, and whole when the run is taken up then', async () => {
      const settling = { ...NONE, objectsMs: { ...NONE.objectsMs, acquiredPlan: ELEVEN_MINUTES_MS } };
      const end = await cloud.run({ maxRetries: 5, settling, isWhole: true });
      expect(end.codes).toEqual(['PARTIAL', undefined]);
      expect(end.waitedMs).toBeGreaterThan(SETTLE_LIMIT_MS);
      expect(end.contents).toEqual(whole.contents);
      expect(end.report.conservation).toEqual(whole.report.conservation);
    });
  });

  it('writes no version of a secret twice when its answer is lost', async () => {
    let lost = 0;
    const end = await cloud.run({
      maxRetries: 5,
      settling: YOUNG,
      faults: ({ method, url }) => {
        if (method !== 'PUT' || !url.includes('/secrets/') || lost === 3) return undefined;
        lost += 1;
        return { kind: 'lost-reply' };
      },
    });
    expect(lost).toBe(3);
    expect(end.codes).toEqual([undefined]);
    expect(end.contents).toEqual(undisturbed.contents);
  });

  it('lets itself in again where it shows late that the attempt before has left', async () => {
    let isRefused = false;
    const end = await cloud.run({
      maxRetries: 0,
      settling: YOUNG,
      faults: ({ method, url }) => {
        if (isRefused || method !== 'GET' || !/\/secrets\/sql-admin\/versions/.test(url)) return undefined;
        isRefused = true;
        return { kind: 'reply', status: 429 };
      },
    });
    expect(end.codes).toEqual(['PARTIAL', undefined]);
    expect(end.waitedMs).toBeLessThan(SETTLE_LIMIT_MS);
    expect(end.contents).toEqual(undisturbed.contents);
  });

  it('waits for nothing that nobody wrote', async () => {
    let asked = 0;
    const end = await cloud.run({
      maxRetries: 5,
      settling: NONE,
      faults: ({ method, url }) => {
        if (method !== 'PUT' || !/\/quotas\/cq-/i.test(url)) return undefined;
        asked += 1;
        return asked === 1 ? { kind: 'reply', status: 404 } : undefined;
      },
    });
    expect(end.codes).toEqual(['PARTIAL', undefined]);
    expect(end.contents).toEqual(undisturbed.contents);
  });
});

/** Where the one call stands that goes wrong, for some of the faults. All of them, everywhere, are in test/slow. */
const PLACES = [0.9, 0.75, 0.4];

describe('a run of which one call goes wrong in a cloud an hour old', () => {
  let calls = 0;

  beforeAll(async () => {
    const end = await cloud.run({
      maxRetries: 0,
      settling: YOUNG,
      faults: () => {
        calls += 1;
        return undefined;
      },
    });
    expect(end.codes).toEqual([undefined]);
    expect(end.contents).toEqual(undisturbed.contents);
  }, 60_000);

  it.each(
    PLACES.map((place, row) => ({ place, name: FAULTS[row]?.[0], fault: FAULTS[row]?.[1] ?? FAULTS[0][1] })),
  )('ends like an undisturbed one when $name, at $place of its calls', async ({ fault, place }) => {
    const at = Math.floor(calls * place);
    const end = await runDisturbed(cloud, {
      fault,
      maxRetries: 0,
      settling: YOUNG,
      isHit: (index) => index === at,
    });
    expect(end.hits).toBe(1);
    expect(end.contents).toEqual(undisturbed.contents);
    expect(end.report.conservation).toEqual(undisturbed.report.conservation);
  });
});
