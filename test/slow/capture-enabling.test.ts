import { expect, it } from 'vitest';
import { startCaptureCloud } from '../cli/capture-cloud.js';
import { captureKilledWhileEnabling } from '../cli/killed-enabling.js';

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
