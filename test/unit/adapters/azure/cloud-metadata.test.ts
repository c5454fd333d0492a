import { describe, expect, it } from 'vitest';
import { parseAdminEndpoint, parseCloudMetadata } from '../../../../src/adapters/azure/cloud-metadata.js';

const cloud = (loginEndpoint: unknown, audiences: unknown = ['https://aud']) => ({
  authentication: { loginEndpoint, audiences },
});

const CLOUDS = [
  [
    'https://adfs.seattle.azs.contoso.example/adfs',
    'adfs',
    'https://adfs.seattle.azs.contoso.example',
    undefined,
  ],
  ['https://adfs.x.y/ADFS/', 'adfs', 'https://adfs.x.y', undefined],
  ['https://login.windows.net/', 'aad', 'https://login.windows.net', undefined],
  [
    'https://login.microsoftonline.com/contoso.example/',
    'aad',
    'https://login.microsoftonline.com',
    'contoso.example',
  ],
  ['https://login.drill.localhost:8443/adfs-like', 'aad', 'https://login.drill.localhost:8443', 'adfs-like'],
] as const;

describe('parseCloudMetadata', () => {
  it.each(CLOUDS)('reads %s', (...[loginEndpoint, identitySystem, authorityHost, loginTenant]) => {
    const expected = { identitySystem, authorityHost, loginTenant, audience: 'https://aud' };
    expect(parseCloudMetadata(cloud(loginEndpoint), 'x')).toEqual(expected);
    expect(parseCloudMetadata([cloud(loginEndpoint)], 'x')).toEqual(expected);
  });

  it.each([
    undefined,
    null,
    [],
    {},
    cloud(undefined),
    cloud('no url'),
    cloud('https://x/', []),
    cloud('https://x/', [1]),
  ])('refuses %j', (body) => {
    expect(() => parseCloudMetadata(body, 'x')).toThrow(
      expect.objectContaining({ code: 'TARGET_UNREACHABLE' }),
    );
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
    '',
  ])('refuses %j', (text) => {
    expect(() => parseAdminEndpoint(text)).toThrow(expect.objectContaining({ code: 'CONFIG' }));
  });
});
