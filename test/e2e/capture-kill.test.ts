import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readShare } from '../../src/app/share.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { captureInProcess } from './capture-kills.js';
import { company, context, DEPLOYMENT, makeShare } from './captured-cloud.js';

let cloud: RunningController;
let share = '';

beforeAll(async () => {
  cloud = await startController({ deployment: DEPLOYMENT, seed: company });
  share = await makeShare();
});

afterAll(async () => {
  await cloud.close();
  await rm(share, { recursive: true, force: true });
});

const listIds = async () =>
  (await readShare({ share }, context)).catalog.sets.map(({ backupId }) => backupId);

// Places, not steps. The sweep over all of them is in test/slow, and in test/unit/app without processes.
it('shows the sets of before after a SIGKILL, and the next capture clears what is left', async () => {
  const first = await captureInProcess(cloud, share, null);
  if (first === undefined) throw new Error('somebody killed the undisturbed capture');
  for (const place of [0.3, 0.9]) {
    expect(await captureInProcess(cloud, share, Math.round(first.steps * place))).toBeUndefined();
    expect(await listIds()).toEqual([first.backupId]);
  }
  const last = await captureInProcess(cloud, share, null);
  expect(last?.cleared).toHaveLength(1);
  expect(new Set(await listIds())).toEqual(new Set([first.backupId, last?.backupId]));
}, 180_000);
