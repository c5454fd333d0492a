import { describe, expect, it } from 'vitest';
import {
  isAtOrBelow,
  isDnsName,
  isVaultName,
  parsePrincipalId,
  parseRegion,
  parseResourceId,
  parseSecretId,
  parseToldGuid,
  parseVaultUri,
} from '../../../src/cloud/told-names.js';
import { catchRestackError } from '../../fixtures/thrown.js';

const CLOUD = { region: 'seattle', domain: 'azs.contoso.example' };
const GUID = '7d1b4d53-1f0e-4d3c-8a3c-6f0a2a5f9f11';

/** Texts that are no name of anything. */
const NAMELESS = ['', '.', '..', ' ', '../x', 'a/b', 'a\u0000', '\u202ea', 'a\r\nb', 'a@b', '\ud800', 'a?b'];

describe('a name that a cloud tells', () => {
  it.each(NAMELESS)('is none when it is %j', (text) => {
    expect(isDnsName(text)).toBe(false);
    expect(isVaultName(text)).toBe(false);
    expect(parseRegion(text, text)).toBeUndefined();
    expect(parsePrincipalId(text)).toBeUndefined();
    expect(parseVaultUri(`https://${text}.vault.seattle.azs.contoso.example/`, CLOUD)).toBeUndefined();
    expect(parseSecretId(`https://kv.vault.x/secrets/${text}/1`)).toBeUndefined();
    expect(() => parseToldGuid(text, 'it')).toThrow(expect.objectContaining({ code: 'TARGET_UNREACHABLE' }));
  });

  it('is the region of the address, in any case', () => {
    expect(parseRegion('Seattle', 'seattle')).toBe('Seattle');
    expect(parseRegion('oslo', 'seattle')).toBeUndefined();
    expect(parseRegion(undefined, 'seattle')).toBeUndefined();
  });

  it('is a GUID in lower case, and nothing of another one is shown', () => {
    expect(parseToldGuid(GUID.toUpperCase(), 'it')).toBe(GUID);
    const error = catchRestackError(() => parseToldGuid('canary', 'the id'));
    expect(JSON.stringify([error, String(error)])).not.toContain('canary');
  });

  it('is a principal by its object id or its SID', () => {
    expect(parsePrincipalId(GUID)).toBe(GUID);
    expect(parsePrincipalId('S-1-5-21-1-2-3-1104')).toBe('S-1-5-21-1-2-3-1104');
    expect(parsePrincipalId('S-1')).toBeUndefined();
  });

  it('lies below another one by whole labels', () => {
    expect(isAtOrBelow('Vault.x.example', 'X.example')).toBe(true);
    expect(isAtOrBelow('x.example', 'x.example')).toBe(true);
    expect(isAtOrBelow('evilx.example', 'x.example')).toBe(false);
    expect(isAtOrBelow('x.example.evil', 'x.example')).toBe(false);
  });
});

describe('parseVaultUri', () => {
  it.each([
    'https://kv-one.vault.seattle.azs.contoso.example',
    'https://KV-one.vault.seattle.azs.contoso.example:4443/',
  ])('reads %s', (uri) => {
    expect(parseVaultUri(uri, CLOUD)).toBe('kv-one');
  });

  it.each([
    'https://kv-one.vault.evil.example/',
    'https://kv-one.vault.seattle.azs.contoso.example.evil.example/',
    'https://a.kv-one.vault.seattle.azs.contoso.example/',
    'https://vault.seattle.azs.contoso.example/',
    'http://kv-one.vault.seattle.azs.contoso.example/',
    'https://kv-one.vault.seattle.azs.contoso.example/more',
    'https://kv-one.vault.seattle.azs.contoso.example/?x',
    'https://evil@kv-one.vault.seattle.azs.contoso.example/',
    'kv-one',
  ])('refuses %s', (uri) => {
    expect(parseVaultUri(uri, CLOUD)).toBeUndefined();
  });
});

describe('parseSecretId', () => {
  it('reads a secret and a version of one', () => {
    const host = 'kv.vault.x.example';
    expect(parseSecretId(`https://${host}/secrets/a-1`)).toMatchObject({
      host,
      name: 'a-1',
      path: '/secrets/a-1',
    });
    expect(parseSecretId(`https://${host}:4443/secrets/a/0f`)).toMatchObject({
      version: '0f',
      path: '/secrets/a/0f',
    });
  });

  it.each([
    'https://kv.x/keys/a/1',
    'https://kv.x/secrets',
    'https://kv.x/secrets/a/1/2',
    'https://kv.x/secrets/a%2f..%2fb/1',
    'https://kv.x/secrets/a/1?x=1',
    '//kv.x/secrets/a/1',
    '/secrets/a/1',
  ])('refuses %s', (id) => {
    expect(parseSecretId(id)).toBeUndefined();
  });
});

describe('parseResourceId', () => {
  it.each(['/subscriptions/a/resourceGroups/b (c)', `/providers/X.Y/z/${GUID}`])('reads %s', (id) => {
    expect(parseResourceId(id)).toBe(id);
  });

  it.each([
    '//evil.example/x',
    '/\\evil.example/x',
    'https://evil.example/x',
    '/a//b',
    '/a/../b',
    '/a/./b',
    '/a/',
    '/a?b',
    '/a#b',
    '/a\u0000',
    '/a\u202e',
    `/${'a'.repeat(5000)}`,
    '',
  ])('refuses %j', (id) => {
    expect(parseResourceId(id)).toBeUndefined();
  });
});
