import { describe, expect, it } from 'vitest';
import { readPrincipalId } from '../../../../src/adapters/azure/sign-in/access-token.js';
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

const OBJECT = '4d0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f';
const OTHER = 'c2d6e0b4-5d0a-4b0f-9d0e-1f6a2f7c3e55';

describe('readPrincipalId', () => {
  const token = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

  it.each([
    [token({ oid: OBJECT, sub: OTHER }), OBJECT],
    [token({ primarysid: 'S-1-5-21-1', sub: OTHER }), 'S-1-5-21-1'],
    [token({ oid: '../../x', sub: OTHER }), OTHER],
    [token({ oid: 'a\nb', primarysid: 'S-1-5-21-1 or more', sub: 7 }), undefined],
    [token({}), undefined],
    [token('text'), undefined],
    ['opaque', undefined],
    ['a.%%%.c', undefined],
  ])('reads %s', (text, principal) => {
    expect(readPrincipalId(text)).toBe(principal);
  });
});

const USER_AUDIENCE = 'https://management.contoso.onmicrosoft.com/7d1b4d53-1f0e-4d3c-8a3c-6f0a2a5f9f11';
const BELOW = `${TARGET.region}.${TARGET.domain}`;

describe('channels to vaults', () => {
  const challenge = (resource: string): ScriptedAnswer => ({
    status: 401,
    headers: { 'www-authenticate': `Bearer resource="${resource}"` },
  });
  const CHALLENGE: ScriptedAnswer = {
    status: 401,
    headers: { 'www-authenticate': `Bearer resource="https://vault.${TARGET.region}.${TARGET.domain}"` },
  };

  function openVaults(script: readonly ScriptedAnswer[]) {
    const { client, requests } = createScriptedClient(script);
    const { clock } = createScriptedClock();
    const retry = { clock, random: () => 1, maxRetries: 0, baseDelayMs: 1, maxDelayMs: 1 };
    const limits = { totalLimitMs: 1000, throttleLimitMs: 1000 };
    const gate = new RateGate({ clock });
    const open = createVaultChannels({
      identity: TARGET,
      shared: { client, gate, attemptLimitMs: 1000, listLimitMs: 1000, retry: { ...retry, ...limits } },
      userAudience: USER_AUDIENCE,
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

  it.each([
    `https://vault.${BELOW}`,
    `https://vault.${BELOW}/`,
    `https://kv-one.vault.${BELOW}`,
    `https://${BELOW.toUpperCase()}`,
    USER_AUDIENCE.replace('management', 'vault'),
  ])('take the audience %s', async (resource) => {
    const { open } = openVaults([challenge(resource)]);
    expect((await open('kv-one')).endpoint).toContain(`https://kv-one.vault.${BELOW}`);
  });

  it.each([
    'https://graph.microsoft.com',
    'https://vault.azure.net',
    'https://management.azure.com/',
    `https://kv-two.vault.${BELOW}`,
    `https://${TARGET.domain}`,
    `https://evil.example/vault.${BELOW}`,
    `https://vault.${BELOW}.evil.example`,
    `https://user@vault.${BELOW}`,
    `https://vault.${BELOW}/more`,
    USER_AUDIENCE,
    'vault',
  ])('ask for no token of the audience %s', async (resource) => {
    const { open, requests } = openVaults([challenge(resource)]);
    await expect(open('kv-one')).rejects.toMatchObject({ code: 'TARGET_AUTH' });
    expect(requests).toHaveLength(1);
  });

  it.each(['', 'a', '../x', 'evil.example/x', 'kv one', 'kv.one', '-kv', 'kv-', 'k'.repeat(25)])(
    'are not opened to %j',
    async (vault) => {
      const { open, requests } = openVaults([]);
      await expect(open(vault)).rejects.toMatchObject({ code: 'PARTIAL' });
      expect(requests).toEqual([]);
    },
  );

  it('are opened again after it failed', async () => {
    const { open, requests } = openVaults([{ status: 200 }, CHALLENGE]);
    await expect(open('kv-one')).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
    expect((await open('kv-one')).endpoint).toContain('kv-one.');
    expect(requests).toHaveLength(2);
  });
});
