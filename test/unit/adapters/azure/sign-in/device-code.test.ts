import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { createPollPace, takeDeviceCode } from '../../../../../src/adapters/azure/sign-in/device-code.js';
import { systemClock } from '../../../../../src/core/clock.js';

const SERVICE = 'https://adfs.oslo.azs.example';
const CODE = {
  device_code: 'd',
  user_code: 'ABCD-EFGH',
  verification_uri: `${SERVICE}/adfs/oauth2/deviceauth`,
};

function answer(body: unknown, status = 200, headers: Record<string, string> = {}): PipelineResponse {
  const form = new URLSearchParams({ grant_type: 'device_code', device_code: 'd' }).toString();
  return {
    status,
    headers: createHttpHeaders(headers),
    request: createPipelineRequest({ url: `${SERVICE}/adfs/oauth2/token/`, method: 'POST', body: form }),
    bodyAsText: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

describe('takeDeviceCode', () => {
  it.each<[unknown, unknown, { expires_in: number; interval: number }]>([
    [600, 7, { expires_in: 600, interval: 7 }],
    ['600', '7', { expires_in: 600, interval: 7 }],
    [undefined, undefined, { expires_in: 900, interval: 5 }],
    [0, 0, { expires_in: 900, interval: 1 }],
    [-5, -5, { expires_in: 900, interval: 5 }],
    [1e12, 1e12, { expires_in: 900, interval: 60 }],
    ['soon', 'x', { expires_in: 900, interval: 5 }],
    [null, {}, { expires_in: 900, interval: 5 }],
  ])('makes of a life of %j and an interval of %j what can be waited for', (life, interval, expected) => {
    const response = answer({ ...CODE, expires_in: life, interval });
    takeDeviceCode(SERVICE, response);
    expect(JSON.parse(response.bodyAsText ?? '')).toEqual({ ...CODE, ...expected });
  });

  it.each<[string, PipelineResponse]>([
    ['refuses', answer({ error: 'invalid_client', error_description: 'no such application\r\nTrace' }, 400)],
    ['leads elsewhere', answer({}, 302)],
    ['is no JSON', answer('<html>')],
    ['is empty', answer('')],
    ['is a list', answer([CODE])],
    ['has no page', answer({ ...CODE, verification_uri: undefined })],
    ['has no code', answer({ ...CODE, user_code: 7 })],
    ['has nothing to look with', answer({ ...CODE, device_code: undefined })],
    ['has a code that nobody can type', answer({ ...CODE, user_code: '\u001b[2J' })],
    ['has a page of somebody else', answer({ ...CODE, verification_uri: 'https://evil.example/' })],
    ['has a script for a page', answer({ ...CODE, verification_uri: 'javascript:alert(1)' })],
    ['has a page with a user', answer({ ...CODE, verification_uri: 'https://a@adfs.oslo.azs.example/' })],
  ])('shows nothing to a person when the answer %s', (_what, response) => {
    const take = () => takeDeviceCode(SERVICE, response);
    expect(take).toThrow(expect.objectContaining({ code: 'TARGET_AUTH' }));
  });

  it('repeats why there is no code', () => {
    const refused = answer(
      { error: 'invalid_client', error_description: `AADSTS7: ${'x'.repeat(5000)}` },
      401,
    );
    const take = () => takeDeviceCode(SERVICE, refused);
    expect(take).toThrow(/invalid_client, AADSTS7: x{100}/);
    expect(take).not.toThrow(/x{600}/);
  });

  it.each([429, 500, 503])('leaves %i to who tries again', (status) => {
    expect(() => takeDeviceCode(SERVICE, answer('', status))).not.toThrow();
  });
});

describe('createPollPace', () => {
  const PENDING = { error: 'authorization_pending' };
  const SLOW = { error: 'slow_down' };

  function create() {
    const waits: number[] = [];
    const clock = { ...systemClock, wait: async (ms: number) => void waits.push(ms) };
    const pace = createPollPace(clock, undefined);
    const look = async (response: PipelineResponse) => {
      await pace(response.request, response);
      return [response.status, JSON.parse(response.bodyAsText ?? '')] as const;
    };
    return { waits, look };
  }

  it('goes slower with each slow_down, stays there, and lets the library go on', async () => {
    const { waits, look } = create();
    expect(await look(answer(PENDING, 400))).toEqual([400, PENDING]);
    for (const body of [SLOW, SLOW, PENDING]) expect(await look(answer(body, 400))).toEqual([400, PENDING]);
    expect(waits).toEqual([5000, 10_000, 10_000]);
    const token = { access_token: 't' };
    expect(await look(answer(token))).toEqual([200, token]);
    expect(waits).toHaveLength(3);
  });

  it('takes a throttled look for one that came too early, and waits no longer than a minute', async () => {
    const { waits, look } = create();
    for (const after of ['7', 'Thu, 01 Jan 2099 00:00:00 GMT', '3000']) {
      expect(await look(answer('"busy"', 429, { 'retry-after': after }))).toEqual([400, PENDING]);
    }
    expect(waits).toEqual([7000, 10_000, 60_000]);
  });

  it.each(['access_denied', 'expired_token', 'invalid_grant'])('leaves %s as it is', async (error) => {
    const { waits, look } = create();
    expect(await look(answer({ error }, 400))).toEqual([400, { error }]);
    expect(waits).toEqual([]);
  });

  it('leaves other requests as they are', async () => {
    const { waits, look } = create();
    const response = answer(SLOW, 400);
    response.request.body = 'grant_type=refresh_token';
    expect(await look(response)).toEqual([400, SLOW]);
    expect(waits).toEqual([]);
  });
});
