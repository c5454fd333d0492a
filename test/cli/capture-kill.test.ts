import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CaptureCloud, startCaptureCloud } from './capture-cloud.js';
import { killCaptures } from './killed-captures.js';
import { chooseSteps } from './killed-runs.js';
import { readEnvelope } from './run-restack.js';

let cloud: CaptureCloud;
beforeAll(async () => {
  cloud = await startCaptureCloud();
});
afterAll(() => cloud.close());

// Some steps. The sweep over all of them is in test/slow, and in test/unit/app without processes.
it('after a SIGKILL the share lists the sets of before, or also the whole new one, and the next capture clears the rest', async () => {
  const share = await cloud.makeShare();
  const { capture } = killCaptures(cloud, share);
  const { steps, fresh } = await capture(null);
  expect(steps).toBeGreaterThan(300);
  expect(fresh).toBeDefined();
  const ends = [];
  for (const killAt of chooseSteps(steps ?? 0, 3)) ends.push(await capture(killAt));
  expect(ends.filter((end) => end.steps === undefined)).toHaveLength(ends.length);
  const last = await capture(null);
  expect(readEnvelope(last.stdout).result).toMatchObject({ cleared: [expect.any(String)] });
  const names = await readdir(share, { recursive: true });
  expect(names.filter((name) => name.includes('restack-'))).toEqual([]);
}, 180_000);
