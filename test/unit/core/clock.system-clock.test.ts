import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.js';

const LONG_MS = 3_600_000;

describe('a wait', () => {
  it('ends by itself, and leaves nothing at its signal', async () => {
    const { signal } = new AbortController();
    await expect(systemClock.wait(0, signal)).resolves.toBeUndefined();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    await expect(systemClock.wait(0)).resolves.toBeUndefined();
  });

  it('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const waiting = systemClock.wait(LONG_MS, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(systemClock.wait(LONG_MS, controller.signal)).rejects.toBe(reason);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });
});
