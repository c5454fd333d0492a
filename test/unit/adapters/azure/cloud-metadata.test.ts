import { describe, expect, it } from 'vitest';
import {
  isSameAuthority,
  parseAdminEndpoint,
  parseCloudMetadata,
  parseUserEndpoint,
} from '../../../../src/adapters/azure/cloud-metadata.js';

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
    expect(() => parseAdminEndpoint(text)).toThrow(expect.objectContaining({ code: 'CONFIG' }));
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
