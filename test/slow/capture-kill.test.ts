import { expect, it } from 'vitest';
import { startCaptureCloud } from '../cli/capture-cloud.js';
import { killCaptures } from '../cli/killed-captures.js';

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
