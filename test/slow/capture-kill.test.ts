import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readShare } from '../../src/app/share.js';
import { startController } from '../../src/controller/index.js';
import { captureInProcess } from '../e2e/capture-kills.js';
import { company, context, DEPLOYMENT, makeShare } from '../e2e/captured-cloud.js';

it('a share lists the sets of before, or also the whole new one, whichever write a capture was killed at', async () => {
  const cloud = await startController({ deployment: DEPLOYMENT, seed: company });
  const share = await makeShare();
  const list = async () => (await readShare({ share }, context)).catalog.sets;
  try {
    let known = new Set<string>();
    let killAt = 0;
    for (let isKilled = true; isKilled;) {
      killAt += 1;
      isKilled = (await captureInProcess(cloud, share, killAt)) === undefined;
      // Before the first folder is made there is no share to list.
      const sets = await list().catch(() => []);
      const fresh = sets.filter(({ backupId }) => !known.has(backupId));
      expect(sets.length - fresh.length, `killed at step ${killAt}`).toBe(known.size);
      expect(fresh.length).toBeLessThanOrEqual(1);
      for (const set of fresh) expect(set).toMatchObject({ status: 'Succeeded', findings: [] });
      known = new Set(sets.map(({ backupId }) => backupId));
    }
    expect(killAt).toBeGreaterThan(100);
  } finally {
    await cloud.close();
    await rm(share, { recursive: true, force: true });
  }
});
