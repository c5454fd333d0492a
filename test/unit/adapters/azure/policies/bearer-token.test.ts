import { describe, expect, it } from 'vitest';
import { sendArmRequest } from '../../../../../src/adapters/azure/arm/arm-request.js';
import { TokenCache } from '../../../../../src/adapters/azure/sign-in/token-cache.js';
import { createScriptedChannel, ENDPOINT } from '../../../../doubles/scripted-client.js';

const request = { method: 'GET', url: `${ENDPOINT}/x` } as const;

function createTokens(lifetimeMs = 3_600_000) {
  const { clock } = createScriptedChannel([]);
  const log = { credentials: 0, tokens: 0, scopes: [] as (string | string[])[] };
  const cache = new TokenCache(
    () => {
      log.credentials += 1;
      return Promise.resolve({
        getToken(scopes: string | string[]) {
          log.tokens += 1;
          log.scopes.push(scopes);
          const expiresOnTimestamp = clock.now().getTime() + lifetimeMs;
          return Promise.resolve({ token: `token-${log.tokens}`, expiresOnTimestamp });
        },
      });
    },
    'https://adminmanagement.contoso.example/1',
    { clock },
  );
  return { cache, log };
}

describe('signing requests', () => {
  it('asks for one token for many requests', async () => {
    const { cache, log } = createTokens();
    const answers = Array.from({ length: 5 }, () => ({ status: 200 }));
    const { channel, requests } = createScriptedChannel(answers, { tokens: cache });
    await Promise.all(answers.map(() => sendArmRequest(channel, request)));
    expect(log).toEqual({
      credentials: 1,
      tokens: 1,
      scopes: ['https://adminmanagement.contoso.example/1/.default'],
    });
    expect(new Set(requests.map(({ headers }) => headers['authorization']))).toEqual(
      new Set(['Bearer token-1']),
    );
  });

  it('gives every request an id of its own', async () => {
    const { channel, requests } = createScriptedChannel([{ status: 503 }, { status: 200 }], {
      tokens: createTokens().cache,
    });
    await sendArmRequest(channel, request);
    const ids = requests.map(({ headers }) => headers['x-ms-client-request-id']);
    expect(ids.every((id) => id !== undefined && id.length === 36)).toBe(true);
    expect(new Set(ids).size).toBe(2);
  });

  it('renews a refused token once, with a new credential', async () => {
    const { cache, log } = createTokens();
    const { channel, requests } = createScriptedChannel([{ status: 401 }, { status: 200 }], {
      tokens: cache,
    });
    expect((await sendArmRequest(channel, request)).status).toBe(200);
    expect(requests.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
    expect(log.credentials).toBe(2);
  });

  it('does not try a third time', async () => {
    const { channel, requests } = createScriptedChannel([{ status: 401 }, { status: 401 }], {
      tokens: createTokens().cache,
    });
    expect((await sendArmRequest(channel, request)).status).toBe(401);
    expect(requests.length).toBe(2);
  });

  it('shares one renewal among all that were refused', async () => {
    const { cache, log } = createTokens();
    await cache.getToken();
    const renewed = await Promise.all(
      ['token-1', 'token-1', 'token-1'].map((token) => cache.renewToken(token)),
    );
    expect(new Set(renewed)).toEqual(new Set(['token-2']));
    expect(await cache.renewToken('token-1')).toBe('token-2');
    expect(log.tokens).toBe(2);
  });

  it('takes a success for a success, whatever WWW-Authenticate says', async () => {
    const { cache, log } = createTokens();
    const { channel } = createScriptedChannel(
      [{ status: 201, headers: { 'www-authenticate': 'Negotiate oYG3' } }],
      {
        tokens: cache,
      },
    );
    expect((await sendArmRequest(channel, request)).status).toBe(201);
    expect(log.tokens).toBe(1);
  });

  it('renews a token that is about to end', async () => {
    const { cache, log } = createTokens(60_000);
    await cache.getToken();
    await cache.getToken();
    expect(log.tokens).toBe(2);
  });
});

describe('a sign-in that fails', () => {
  const failing = (reason: Error) =>
    new TokenCache(() => Promise.resolve({ getToken: () => Promise.reject(reason) }), 'https://audience', {
      clock: createScriptedChannel([]).clock,
    });

  it('is TARGET_AUTH when it is refused', async () => {
    const error = Object.assign(new Error('long text'), {
      errorResponse: {
        error: 'invalid_client',
        errorDescription: 'AADSTS7000215: Invalid client secret.\r\nTrace',
      },
    });
    await expect(failing(error).getToken()).rejects.toMatchObject({
      code: 'TARGET_AUTH',
      details: { error: 'invalid_client' },
    });
  });

  it('is TARGET_UNREACHABLE when nobody answers', async () => {
    const error = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    await expect(failing(error).getToken()).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
  });
});
