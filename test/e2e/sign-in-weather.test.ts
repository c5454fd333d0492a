import { afterEach, describe, expect, it } from 'vitest';
import { type Fault, type RunningController, startController } from '../../src/controller/index.js';
import { connectController } from './drill-cloud.js';

const QUICK = { maxRetries: 1, baseDelayMs: 1, maxDelayMs: 1 };
const FAULTS: readonly (readonly [string, Fault])[] = [
  ['fails', { kind: 'reply', status: 503 }],
  ['cuts the connection', { kind: 'reset' }],
  ['cuts its reply short', { kind: 'truncate' }],
];

let controller: RunningController | undefined;
afterEach(() => controller?.close());

/** A cloud whose sign-in service is struck `times` times. */
async function startStruck(fault: Fault, times: number): Promise<RunningController> {
  let left = times;
  controller = await startController({
    faults: ({ url }) => (url.includes('/oauth2/') && left-- > 0 ? fault : undefined),
  });
  return controller;
}

describe('a sign-in service that', () => {
  it.each(FAULTS)('%s for a moment is asked again', async (_what, fault) => {
    const target = await connectController(await startStruck(fault, 1), { limits: QUICK });
    target.close();
    expect(target.identity.principalId).toBe(controller?.principalId);
  });

  it.each(FAULTS)('%s without end has not refused anybody', async (_what, fault) => {
    const connecting = connectController(await startStruck(fault, Infinity), { limits: QUICK });
    await expect(connecting).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
  });
});
