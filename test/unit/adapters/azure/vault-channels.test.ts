import { describe, expect, it } from 'vitest';
import { readPrincipalId } from '../../../../src/adapters/azure/sign-in/token-cache.js';
import { RateGate } from '../../../../src/adapters/azure/policies/rate-gate.js';
import { createVaultChannels, parseChallenge } from '../../../../src/adapters/azure/vault-channels.js';
import { TARGET } from '../../../doubles/memory-target.js';
import {
  createScriptedClient,
  createScriptedClock,
  type ScriptedAnswer,
} from '../../../doubles/scripted-client.js';

describe('parseChallenge', () => {
  it.each([
    ['Bearer authorization="https://login.x/y", resource="https://vault.z"', 'https://vault.z'],
    ['Bearer resource=https://vault.z, authorization="https://login.x"', 'https://vault.z'],
    ['Negotiate oYG3, Bearer authorization="a", resource="https://vault.z"', 'https://vault.z'],
    ['Bearer authorization="a", scope="https://vault.z/.default"', 'https://vault.z'],
    ['Negotiate oYG3', undefined],
    ['Basic realm="resource=x"', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j', (header, audience) => {
    expect(parseChallenge(header)).toBe(audience);
  });
});

describe('readPrincipalId', () => {
  const token = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

  it.each([
    [token({ oid: 'o', sub: 's' }), 'o'],
    [token({ primarysid: 'S-1-5-21-1', sub: 's' }), 'S-1-5-21-1'],
    [token({ sub: 's' }), 's'],
    [token({}), undefined],
    [token('text'), undefined],
    ['opaque', undefined],
    ['a.%%%.c', undefined],
  ])('reads %s', (text, principal) => {
    expect(readPrincipalId(text)).toBe(principal);
  });
});

describe('channels to vaults', () => {
  const CHALLENGE: ScriptedAnswer = {
    status: 401,
    headers: { 'www-authenticate': 'Bearer resource="https://vault.azs.contoso.example"' },
  };

  function openVaults(script: readonly ScriptedAnswer[]) {
    const { client, requests } = createScriptedClient(script);
    const { clock } = createScriptedClock();
    const retry = { clock, random: () => 1, maxRetries: 0, baseDelayMs: 1, maxDelayMs: 1 };
    const limits = { totalLimitMs: 1000, throttleLimitMs: 1000 };
    const gate = new RateGate({ clock });
    const open = createVaultChannels({
      identity: TARGET,
      shared: { client, gate, attemptLimitMs: 1000, retry: { ...retry, ...limits } },
      factory: () => Promise.reject(new Error('nobody signs in')),
      clock,
    });
    return { open, requests };
  }

  it('are opened once for each vault, with one challenge for all', async () => {
    const { open, requests } = openVaults([CHALLENGE]);
    const [first, again, other] = await Promise.all([open('kv-one'), open('kv-one'), open('kv-two')]);
    expect(again).toBe(first);
    expect(other?.endpoint).toContain('kv-two.');
    expect(await open('kv-two')).toBe(other);
    expect(requests).toHaveLength(1);
  });

  it('are opened again after it failed', async () => {
    const { open, requests } = openVaults([{ status: 200 }, CHALLENGE]);
    await expect(open('kv-one')).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
    expect((await open('kv-one')).endpoint).toContain('kv-one.');
    expect(requests).toHaveLength(2);
  });
});
