import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../../src/core/clock.js';
import { createConnectionError } from '../../../../src/adapters/azure/http/connection-error.js';
import { attemptTimeLimitPolicy } from '../../../../src/adapters/azure/policies/attempt-time-limit.js';
import { sendArmRequest } from '../../../../src/adapters/azure/arm/arm-request.js';
import { createScriptedChannel, ENDPOINT, type ScriptedAnswer } from '../../../doubles/scripted-client.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';

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
  it('holds nothing that listened to an attempt which is over', async () => {
    const { clock } = createStandingClock();
    const request = createPipelineRequest({ url: 'https://host.example/' });
    let heard = 0;
    let signal: typeof request.abortSignal;
    await attemptTimeLimitPolicy(clock, LIMIT_MS).sendRequest(request, () => {
      signal = request.abortSignal;
      signal?.addEventListener('abort', () => (heard += 1));
      return Promise.resolve({ status: 200, headers: createHttpHeaders(), request });
    });
    if (signal === undefined || !('abort' in signal) || typeof signal.abort !== 'function')
      throw new TypeError('the attempt had no signal of its own');
    Reflect.apply(signal.abort, signal, []);
    expect(heard).toBe(0);
  });

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

const urlIn = (subscription: string) => `${ENDPOINT}/subscriptions/${subscription}/x?api-version=1`;

const left = (writes: number): ScriptedAnswer => ({
  status: 200,
  headers: { 'x-ms-ratelimit-remaining-subscription-writes': String(writes) },
  body: {},
});

function open(script: readonly ScriptedAnswer[], limits: { readonly throttleLimitMs?: number } = {}) {
  const scripted = createScriptedChannel(script, limits);
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
    const throttled: ScriptedAnswer = { status: 429, headers: { 'retry-after': '1800' } };
    const { put, requests, waits } = open([throttled], { throttleLimitMs: 1_000_000 });
    expect((await put()).status).toBe(429);
    await expect(put()).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
      details: { status: 429, path: '/subscriptions/a/x' },
    });
    expect(requests).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it.each([
    ['-1'],
    ['NaN'],
    ['Infinity'],
    ['1e9'],
    ['0x10'],
    [''],
    ['Thu, 01 Jan 1970 00:00:00 GMT'],
    ['Thu, 19 Jan 2023 00:00:05 GMT'],
    ['3601'],
    ['999999999999999999999999'],
    ['Thu, 01 Jan 2099 00:00:00 GMT'],
    ['Fri, 31 Dec 9999 23:59:59 GMT'],
  ])('with Retry-After %j is asked again, and waited for in bounds', async (header) => {
    const { put, requests, waits } = open([{ status: 429, headers: { 'retry-after': header } }, left(100)]);
    const { status } = await put();
    expect([status, requests.length]).toEqual([200, 2]);
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

const url = `${ENDPOINT}/subscriptions?api-version=2015-11-01`;
const OK: ScriptedAnswer = { status: 200, body: {} };

async function send(
  method: 'GET' | 'PUT' | 'POST',
  script: readonly ScriptedAnswer[],
  how: { readonly repeatable?: boolean } = {},
) {
  const scripted = createScriptedChannel(script);
  const answer = await sendArmRequest(scripted.channel, { method, url, ...how }).then(
    ({ status }) => status,
    (error: unknown) => (error instanceof RestackError ? error.code : error),
  );
  return { answer, requests: scripted.requests.length, waits: scripted.waits };
}

describe('what is worth repeating', () => {
  it.each([408, 500, 502, 503, 504])('repeats a PUT after %i', async (status) => {
    expect(await send('PUT', [{ status }, OK])).toMatchObject({ answer: 200, requests: 2, waits: [100] });
  });

  it.each(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOTFOUND'])('repeats a GET after %s', async (lost) => {
    expect(await send('GET', [{ lost }, OK])).toMatchObject({ answer: 200, requests: 2 });
  });

  it.each([400, 403, 404, 409, 412, 501])('does not repeat after %i', async (status) => {
    expect(await send('PUT', [{ status }])).toMatchObject({ answer: status, requests: 1, waits: [] });
  });

  it('does not repeat when a certificate is not trusted', async () => {
    const result = await send('GET', [{ lost: 'SELF_SIGNED_CERT_IN_CHAIN' }]);
    expect(result).toMatchObject({ answer: 'TARGET_UNREACHABLE', requests: 1 });
  });

  it.each([
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another name/],
    ['CERT_HAS_EXPIRED', /has expired/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /root that is not known/],
  ])('tells why a certificate is not accepted: %s', (code, why) => {
    const request = createPipelineRequest({ url: 'https://host.example/path' });
    const error = createConnectionError(request, Object.assign(new Error('x'), { code }));
    expect(error.message).toMatch(why);
    expect(error.hints.some((hint) => hint.includes('--ca-file'))).toBe(code.startsWith('UNABLE'));
  });

  it('repeats after silence', async () => {
    expect(await send('GET', ['silence', OK])).toMatchObject({ answer: 200, requests: 2 });
  });
});

describe('an answer that is no JSON', () => {
  const ask = async (script: readonly ScriptedAnswer[], expectsJson = true) => {
    const scripted = createScriptedChannel(script);
    const { bodyAsText } = await sendArmRequest(scripted.channel, { method: 'GET', url, expectsJson });
    return { text: bodyAsText ?? '', requests: scripted.requests.length };
  };

  it.each(['{"value":[{"id":', '', '<html>busy</html>', '{"a":1}}'])(
    'is asked for again: %j',
    async (text) => {
      expect(await ask([{ status: 200, body: text }, OK])).toMatchObject({ requests: 2, text: '{}' });
      expect(await ask([{ status: 200, body: text }], false)).toMatchObject({ requests: 1 });
    },
  );

  it('is taken as it is in the end', async () => {
    const script = Array.from({ length: 4 }, (): ScriptedAnswer => ({ status: 200, body: '<html>' }));
    expect(await ask(script)).toEqual({ text: '<html>', requests: 4 });
  });

  it.each(['\ufeff{"a":1}', ' [] ', 'null', '7'])('is not said of %j', async (text) => {
    expect(await ask([{ status: 200, body: text }])).toMatchObject({ requests: 1 });
  });

  it('is not said of an answer that is no success', async () => {
    expect(await ask([{ status: 404, body: '' }])).toMatchObject({ requests: 1 });
  });
});

describe('an action, which must not be applied twice', () => {
  it.each<readonly [string, ScriptedAnswer]>([
    ['a lost connection', { lost: 'ECONNRESET' }],
    ['silence', 'silence'],
  ])('is not repeated after %s', async (_name, answer) => {
    expect(await send('POST', [answer])).toMatchObject({ answer: 'TARGET_UNREACHABLE', requests: 1 });
  });

  it('is not repeated after 500', async () => {
    expect(await send('POST', [{ status: 500 }])).toMatchObject({ answer: 500, requests: 1 });
  });

  it.each<readonly [string, ScriptedAnswer]>([
    ['a lost connection', { lost: 'ECONNRESET' }],
    ['silence', 'silence'],
    ['503', { status: 503 }],
  ])('is repeated after %s when it is marked as one that may be applied twice', async (_name, answer) => {
    expect(await send('POST', [answer, OK], { repeatable: true })).toMatchObject({
      answer: 200,
      requests: 2,
    });
  });

  it.each<readonly [string, ScriptedAnswer]>([
    ['it was never sent', { lost: 'ECONNREFUSED' }],
    ['it was turned away', { status: 429, headers: { 'retry-after': '1' } }],
  ])('is repeated when %s', async (_name, answer) => {
    expect(await send('POST', [answer, OK])).toMatchObject({ answer: 200, requests: 2 });
  });
});

describe('how long is waited', () => {
  it('doubles the delay and gives up after the last retry', async () => {
    const result = await send('GET', [{ status: 503 }, { status: 503 }, { status: 503 }, { status: 503 }]);
    expect(result).toEqual({ answer: 503, requests: 4, waits: [100, 200, 400] });
  });

  it('waits as long as the server asks, in seconds or as a date', async () => {
    const script: ScriptedAnswer[] = [
      { status: 503, headers: { 'retry-after': '3' } },
      { status: 503, headers: { 'retry-after': 'Thu, 19 Jan 2023 00:00:05 GMT' } },
      OK,
    ];
    expect((await send('GET', script)).waits).toEqual([3000, 2000]);
  });

  it('waits through throttling without counting it as a retry', async () => {
    const throttled: ScriptedAnswer = { status: 429, headers: { 'retry-after': '60' } };
    const result = await send('PUT', [...Array.from({ length: 20 }, () => throttled), OK]);
    expect(result).toMatchObject({ answer: 200, requests: 21 });
  });

  it('does not wait through throttling for ever', async () => {
    const throttled: ScriptedAnswer = { status: 429, headers: { 'retry-after': '1800' } };
    const result = await send('PUT', [throttled, throttled, throttled]);
    expect(result.answer).toBe(429);
    expect(result.requests).toBeLessThanOrEqual(3);
  });

  it.each([
    ['61', 30_000],
    ['3600', 30_000],
    ['3601', 100],
    ['Thu, 01 Jan 2099 00:00:00 GMT', 100],
  ])('looks again in time after a fault, also when the server asks for %s', async (after, waitMs) => {
    const broken: ScriptedAnswer = { status: 503, headers: { 'retry-after': after } };
    expect(await send('GET', [broken, OK])).toEqual({ answer: 200, requests: 2, waits: [waitMs] });
  });

  it('gives up when the waits are more than the time limit', async () => {
    const broken: ScriptedAnswer = { status: 503, headers: { 'retry-after': '31' } };
    expect(await send('GET', [broken, broken, broken])).toMatchObject({ answer: 503, requests: 3 });
  });

  it('stops waiting when the run is interrupted', async () => {
    const reason = new RestackError('INTERRUPTED', 'stopped');
    const { channel, requests } = createScriptedChannel([{ status: 503 }], {
      signal: AbortSignal.abort(reason),
    });
    await expect(sendArmRequest(channel, { method: 'GET', url })).rejects.toBe(reason);
    expect(requests.length).toBe(1);
  });
});
