import { describe, expect, it } from 'vitest';
import { readPrincipalId } from '../../../src/target/token-claims.js';
import { parseChallenge } from '../../../src/target/vault-channels.js';

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
