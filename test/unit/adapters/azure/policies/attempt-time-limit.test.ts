import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../../../src/core/clock.js';
import { attemptTimeLimitPolicy } from '../../../../../src/adapters/azure/policies/attempt-time-limit.js';

const LIMIT_MS = 1000;

/** A clock that stands still until a test moves it. */
function createStandingClock() {
  let nowMs = 0;
  const waits = new Map<() => void, number>();
  let begun = 0;
  const clock: Clock = {
    now: () => new Date(nowMs),
    monotonicMs: () => nowMs,
    wait: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        begun += 1;
        waits.set(resolve, nowMs + delayMs);
        signal?.addEventListener('abort', () => {
          waits.delete(resolve);
          reject(new Error('ended'));
        });
      }),
  };
  const advance = async (byMs: number) => {
    nowMs += byMs;
    for (const [resolve, atMs] of waits) {
      if (atMs > nowMs) continue;
      waits.delete(resolve);
      resolve();
    }
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, advance, open: () => waits.size, begun: () => begun };
}

/** Sends a request that is answered when the test says so, or rejects when it is aborted. */
function createSender(clock: Clock) {
  const policy = attemptTimeLimitPolicy(clock, LIMIT_MS);
  return (name: string) => {
    const request = createPipelineRequest({ url: `https://host.example/${name}` });
    let answer: () => void = () => undefined;
    const ended = policy.sendRequest(
      request,
      () =>
        new Promise<PipelineResponse>((resolve, reject) => {
          answer = () => resolve({ status: 200, headers: createHttpHeaders(), request });
          request.abortSignal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    );
    const end = ended.then(
      ({ status }) => String(status),
      (error: unknown) => error,
    );
    return { answer: () => answer(), end };
  };
}

describe('the time limit of attempts', () => {
  it('is kept for each of them, with one timer for all', async () => {
    const { clock, advance, open, begun } = createStandingClock();
    const send = createSender(clock);
    const [slow, quick] = [send('slow'), send('quick')];
    await advance(400);
    const late = send('late');
    quick.answer();
    expect(await quick.end).toBe('200');
    expect(open()).toBe(1);
    await advance(600);
    expect(await slow.end).toMatchObject({
      code: 'TARGET_UNREACHABLE',
      details: { systemCode: 'ETIMEDOUT', path: '/slow' },
    });
    expect(open()).toBe(1);
    await advance(399);
    late.answer();
    expect(await late.end).toBe('200');
    expect(begun()).toBe(2);
  });

  it('leaves no timer behind', async () => {
    const { clock, advance, open } = createStandingClock();
    const send = createSender(clock);
    const [first, second] = [send('first'), send('second')];
    first.answer();
    second.answer();
    expect([await first.end, await second.end]).toEqual(['200', '200']);
    expect(open()).toBe(0);
    const third = send('third');
    await advance(LIMIT_MS);
    expect(await third.end).toMatchObject({ code: 'TARGET_UNREACHABLE' });
    expect(open()).toBe(0);
  });
});
