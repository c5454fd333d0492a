import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packKilled, prepareUnpack, unpackKilled, type UnpackGround } from '../cli/killed-archives.js';

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
