import { describe, expect, it } from 'vitest';
import { sendArmRequest } from '../../../../../src/adapters/azure/arm/arm-request.js';
import { createScriptedChannel, ENDPOINT, type ScriptedAnswer } from '../../../../doubles/scripted-client.js';

const urlIn = (subscription: string) => `${ENDPOINT}/subscriptions/${subscription}/x?api-version=1`;

const left = (writes: number): ScriptedAnswer => ({
  status: 200,
  headers: { 'x-ms-ratelimit-remaining-subscription-writes': String(writes) },
  body: {},
});

function open(script: readonly ScriptedAnswer[]) {
  const scripted = createScriptedChannel(script);
  const put = (subscription = 'a') =>
    sendArmRequest(scripted.channel, { method: 'PUT', url: urlIn(subscription), body: {} });
  return { ...scripted, put };
}

describe('a budget that is nearly spent', () => {
  it('slows calls down to what an hour allows, and says so once', async () => {
    const { put, waits, notes } = open([
      left(1199),
      left(60),
      left(59),
      left(58),
      left(57),
      left(1199),
      left(1198),
    ]);
    for (let call = 0; call < 3; call++) await put();
    expect(waits).toEqual([]);
    await put();
    expect(waits).toEqual([]);
    await put();
    await put();
    expect(waits).toEqual([3000, 3000]);
    expect(notes).toHaveLength(1);
    await put();
    expect(waits).toHaveLength(2);
  });

  it('is the budget of one subscription', async () => {
    const { put, waits } = open([left(1199), left(3), left(1199), left(1198)]);
    await put('a');
    await put('a');
    await put('b');
    await put('b');
    expect(waits).toEqual([]);
  });
});

describe('a cloud that throttles', () => {
  it('is asked nothing of the same budget until its time is over, by any call', async () => {
    const throttled: ScriptedAnswer = { status: 429, headers: { 'retry-after': '30' } };
    const { put, requests, waits, clock, gate } = open([throttled, left(100), left(99)]);
    await Promise.all([put(), put()]);
    expect(requests).toHaveLength(3);
    expect(clock.monotonicMs()).toBeGreaterThanOrEqual(30_000);
    expect(waits.length).toBeGreaterThan(0);
    expect(gate.strain).toBe(1);
  });

  it('longer than anybody waits is not waited for: neither by the call that hears it, nor by the next ones', async () => {
    const throttled: ScriptedAnswer = { status: 429, headers: { 'retry-after': '3000000' } };
    const { put, requests, waits } = open([throttled]);
    expect((await put()).status).toBe(429);
    await expect(put()).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
      details: { status: 429, path: '/subscriptions/a/x' },
    });
    expect(requests).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it.each([
    ['-1', 1],
    ['NaN', 1],
    ['Infinity', 1],
    ['1e9', 1],
    ['0x10', 1],
    ['', 1],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 1],
    ['Thu, 19 Jan 2023 00:00:05 GMT', 1],
    ['999999999999999999999999', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 0],
  ])('with Retry-After %j is asked again %d times, and waited for in bounds', async (header, repeats) => {
    const { put, requests, waits } = open([{ status: 429, headers: { 'retry-after': header } }, left(100)]);
    const { status } = await put();
    expect([status, requests.length]).toEqual(repeats === 1 ? [200, 2] : [429, 1]);
    for (const waitMs of waits) expect(waitMs).toBeLessThanOrEqual(20_000);
  });

  it.each([
    ['503', { status: 503 }],
    ['no answer', { lost: 'ECONNRESET' }],
  ] as const)('counts %s as strain', async (_what, answer) => {
    const { put, gate } = open([answer, left(100)]);
    await put();
    expect(gate.strain).toBe(1);
  });
});
