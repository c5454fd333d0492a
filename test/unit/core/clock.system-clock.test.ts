import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../src/core/clock.js';

const LONG_MS = 3_600_000;

/** 25 days: a timer of Node that is asked for more than 2³¹-1 milliseconds is over at once. */
const LONGER_THAN_A_TIMER_MS = 25 * 24 * LONG_MS;

afterEach(() => {
  vi.useRealTimers();
});

describe('a wait', () => {
  it.each([LONGER_THAN_A_TIMER_MS, 3 * LONGER_THAN_A_TIMER_MS])(
    'of %d ms is as long as it says',
    async (ms) => {
      vi.useFakeTimers();
      let isOver = false;
      const waiting = systemClock.wait(ms).then(() => (isOver = true));
      await vi.advanceTimersByTimeAsync(ms - 1);
      expect(isOver).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(isOver).toBe(true);
      await waiting;
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it.each([Number.POSITIVE_INFINITY, Number.MAX_VALUE])(
    'of %d ms does not end, but by its signal',
    async (ms) => {
      vi.useFakeTimers();
      const controller = new AbortController();
      const end = systemClock.wait(ms, controller.signal).catch((reason: unknown) => reason);
      await vi.advanceTimersByTimeAsync(4 * LONGER_THAN_A_TIMER_MS);
      expect(vi.getTimerCount()).toBe(1);
      controller.abort('enough');
      expect(await end).toBe('enough');
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it.each([-1, 0, Number.NaN])('of %d ms is over at once', async (ms) => {
    vi.useFakeTimers();
    const waiting = systemClock.wait(ms);
    await vi.advanceTimersByTimeAsync(1);
    await expect(waiting).resolves.toBeUndefined();
  });

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
