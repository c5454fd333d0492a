import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  captureKilledWhileEnabling,
  killCaptures,
  packKilled,
  prepareUnpack,
  type UnpackGround,
  unpackKilled,
} from '../cli/killed-commands.js';
import { startCaptureCloud } from '../cli/capture-cloud.js';

/** Prime to what files and moves have in steps, so that every kind of step comes up. */
const DISTANCE = 5;

let base = '';
let ground: UnpackGround;
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'restack-archive-sweep-'));
  ground = await prepareUnpack(base);
});
afterAll(() => rm(base, { recursive: true, force: true }));

it.each(['set.tar', 'set.tar.gz'])('packs %s whole or not at all, wherever it is killed', async (name) => {
  const steps = (await packKilled(base, { name, killAt: null })) ?? 0;
  for (let killAt = 1; killAt <= steps; killAt += DISTANCE) {
    expect(await packKilled(base, { name, killAt })).toBeUndefined();
  }
});

it('unpacks beside other sets, wherever it is killed before', async () => {
  const steps = (await unpackKilled(ground, null)) ?? 0;
  for (let killAt = 1; killAt <= steps; killAt += DISTANCE) {
    expect(await unpackKilled(ground, killAt)).toBeUndefined();
  }
});

it('a disabled secret is disabled again, whichever step of enabling it a capture was killed at', async () => {
  const cloud = await startCaptureCloud();
  try {
    let enabled = 0;
    let killAt = 0;
    for (let isKilled = true; isKilled;) {
      killAt += 1;
      const came = await captureKilledWhileEnabling(cloud, killAt);
      isKilled = came.isKilled;
      enabled += came.enabled;
    }
    expect(killAt).toBeGreaterThan(15);
    expect(enabled).toBeGreaterThan(1);
  } finally {
    await cloud.close();
  }
});

it('a share lists the sets of before, or also the whole new one, whichever step a capture was killed at', async () => {
  const cloud = await startCaptureCloud();
  try {
    const { capture } = killCaptures(cloud, await cloud.makeShare());
    let killAt = 0;
    let whole = 0;
    for (let isKilled = true; isKilled;) {
      killAt += 1;
      const { steps, fresh } = await capture(killAt);
      isKilled = steps === undefined;
      whole += Number(fresh !== undefined);
    }
    expect(killAt).toBeGreaterThan(300);
    expect(whole).toBeGreaterThan(1);
  } finally {
    await cloud.close();
  }
});
