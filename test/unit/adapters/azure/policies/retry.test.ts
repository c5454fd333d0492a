import { describe, expect, it } from 'vitest';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { sendArmRequest } from '../../../../../src/adapters/azure/arm/arm-request.js';
import { createScriptedChannel, ENDPOINT, type ScriptedAnswer } from '../../../../doubles/scripted-client.js';

const url = `${ENDPOINT}/subscriptions?api-version=2015-11-01`;
const OK: ScriptedAnswer = { status: 200, body: {} };

async function send(method: 'GET' | 'PUT' | 'POST', script: readonly ScriptedAnswer[]) {
  const scripted = createScriptedChannel(script);
  const answer = await sendArmRequest(scripted.channel, { method, url }).then(
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

  it('repeats after silence', async () => {
    expect(await send('GET', ['silence', OK])).toMatchObject({ answer: 200, requests: 2 });
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

  it('gives up when the server asks for more than the time limit', async () => {
    expect(await send('GET', [{ status: 503, headers: { 'retry-after': '61' } }])).toMatchObject({
      answer: 503,
      requests: 1,
    });
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
