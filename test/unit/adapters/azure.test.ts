import { describe, expect, it } from 'vitest';
import { readPrincipalId } from '../../../src/adapters/azure/sign-in/access-token.js';
import { RateGate } from '../../../src/adapters/azure/policies/rate-gate.js';
import { createVaultChannels, parseChallenge } from '../../../src/adapters/azure/vault-channels.js';
import { TARGET } from '../../doubles/memory-target.js';
import {
  createScriptedClient,
  createScriptedClock,
  type ScriptedAnswer,
} from '../../doubles/scripted-client.js';
import {
  isSameAuthority,
  parseAdminEndpoint,
  parseCloudMetadata,
  parseUserEndpoint,
} from '../../../src/adapters/azure/cloud-metadata.js';

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

const AUDIENCE = 'https://management.adfs.azs-int.local/7d1b4d53-1f0e-4d3c-8a3c-6f0a2a5f9f11';
const TRUSTED = { cloudDomain: 'seattle.azs.contoso.example', named: 'https://login.named.example/' };

const cloud = (loginEndpoint: unknown, audiences: unknown = [AUDIENCE]) => ({
  authentication: { loginEndpoint, audiences },
});

const CLOUDS = [
  [
    'https://adfs.seattle.azs.contoso.example/adfs',
    'adfs',
    'https://adfs.seattle.azs.contoso.example',
    undefined,
  ],
  [
    'https://adfs.Seattle.azs.contoso.example:8443/ADFS/',
    'adfs',
    'https://adfs.seattle.azs.contoso.example:8443',
    undefined,
  ],
  ['https://login.windows.net/', 'aad', 'https://login.windows.net', undefined],
  [
    'https://login.microsoftonline.com/contoso.example/',
    'aad',
    'https://login.microsoftonline.com',
    'contoso.example',
  ],
  ['https://login.named.example/adfs-like', 'aad', 'https://login.named.example', 'adfs-like'],
] as const;

describe('parseCloudMetadata', () => {
  it.each(CLOUDS)('reads %s', (...[loginEndpoint, identitySystem, authorityHost, loginTenant]) => {
    const expected = { identitySystem, authorityHost, loginTenant, audience: AUDIENCE };
    expect(parseCloudMetadata(cloud(loginEndpoint), 'x', TRUSTED)).toEqual(expected);
    expect(parseCloudMetadata([cloud(loginEndpoint)], 'x', TRUSTED)).toEqual(expected);
  });

  it.each([
    AUDIENCE,
    `${AUDIENCE}/`,
    'https://management.contoso.onmicrosoft.com/7d1b4d53-1f0e-4d3c-8a3c-6f0a2a5f9f11',
    'https://contoso.onmicrosoft.com/7D1B4D53-1F0E-4D3C-8A3C-6F0A2A5F9F11',
  ])('takes the audience %s as it stands', (audience) => {
    const body = cloud('https://login.windows.net', [audience]);
    expect(parseCloudMetadata(body, 'x', TRUSTED).audience).toBe(audience);
  });

  it.each([
    undefined,
    null,
    [],
    {},
    cloud(undefined),
    cloud('no url'),
    cloud('http://login.windows.net/'),
    cloud('https://user:password@login.windows.net/'),
    cloud('https://[::1]/adfs'),
    cloud('https://login.windows.net/', []),
    cloud('https://login.windows.net/', [1]),
    cloud('https://login.windows.net/', ['https://graph.microsoft.com']),
    cloud('https://login.windows.net/', ['https://management.azure.com/']),
    cloud('https://login.windows.net/', ['https://vault.azure.net']),
    cloud('https://login.windows.net/', [`${AUDIENCE}/more`]),
    cloud('https://login.windows.net/', [`${AUDIENCE} openid`]),
    cloud('https://login.windows.net/', [`${AUDIENCE}?x=1`]),
  ])('refuses %j', (body) => {
    expect(() => parseCloudMetadata(body, 'x', TRUSTED)).toThrow(
      expect.objectContaining({ code: 'TARGET_UNREACHABLE' }),
    );
  });

  it.each([
    'https://evil.example/adfs',
    'https://adfs.azs.contoso.example/adfs',
    'https://seattle.azs.contoso.example.evil.example/adfs',
    'https://evilseattle.azs.contoso.example/',
    'https://login.microsoftonline.com.evil.example/',
    'https://login.microsoftonline.com:8443/',
    'https://login.named.example:8443/',
  ])('sends no secret to %s', (loginEndpoint) => {
    expect(() => parseCloudMetadata(cloud(loginEndpoint), 'x', TRUSTED)).toThrow(
      expect.objectContaining({ code: 'TARGET_AUTH' }),
    );
  });
});

describe('isSameAuthority', () => {
  it.each([
    ['https://adfs.x.example', 'https://adfs.x.example', true],
    ['https://login.windows.net', 'https://login.microsoftonline.com', true],
    ['https://adfs.x.example', 'https://login.microsoftonline.com', false],
    ['https://adfs.x.example', 'https://adfs.x.example:8443', false],
    ['https://login.windows.net', 'https://evil.example', false],
  ])('of %s says about %s: %s', (authorityHost, origin, expected) => {
    expect(isSameAuthority(authorityHost, origin)).toBe(expected);
  });
});

describe('parseAdminEndpoint', () => {
  it.each([
    ['https://adminmanagement.seattle.azs.contoso.example', 'https://management.seattle.azs.contoso.example'],
    [
      'https://AdminManagement.seattle.azs.contoso.example/',
      'https://management.seattle.azs.contoso.example',
    ],
    ['https://adminmanagement.drill.localhost:4443', 'https://management.drill.localhost:4443'],
  ])('derives the user endpoint of %s', (text, userEndpoint) => {
    expect(parseAdminEndpoint(text).userEndpoint).toBe(userEndpoint);
  });

  it('names region and domain', () => {
    expect(parseAdminEndpoint('https://adminmanagement.seattle.azs.contoso.example')).toMatchObject({
      region: 'seattle',
      domain: 'azs.contoso.example',
    });
  });

  it.each([
    'adminmanagement.seattle.azs.contoso.example',
    'http://adminmanagement.seattle.azs.contoso.example',
    'https://management.seattle.azs.contoso.example',
    'https://portal.seattle.azs.contoso.example',
    'https://adminmanagement.seattle',
    'https://adminmanagement..example',
    '',
  ])('refuses %j', (text) => {
    const isOfCloud = text.endsWith('.seattle.azs.contoso.example');
    const hints = isOfCloud
      ? ['where this is the cloud: --target https://adminmanagement.seattle.azs.contoso.example']
      : [];
    expect(() => parseAdminEndpoint(text)).toThrow(expect.objectContaining({ code: 'CONFIG', hints }));
  });
});

describe('parseUserEndpoint', () => {
  it('is an origin', () => {
    expect(parseUserEndpoint('https://management.seattle.azs.contoso.example/')).toBe(
      'https://management.seattle.azs.contoso.example',
    );
  });

  it.each(['http://management.x.example', 'management.x.example', 'https://a:b@management.x.example', ''])(
    'refuses %j',
    (text) => {
      expect(() => parseUserEndpoint(text)).toThrow(expect.objectContaining({ code: 'CONFIG' }));
    },
  );
});
