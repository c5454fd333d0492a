import { describe, expect, it } from 'vitest';
import { askQuietly, listWhereAllowed } from '../../src/cloud/ask-quietly.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import {
  joinMembers,
  parseJson,
  readObject,
  readText,
  readTextOrEmpty,
  readTexts,
} from '../../src/cloud/json-value.js';
import {
  formatAlertsAddress,
  formatBackupLocationsAddress,
  formatGroupedAddress,
  formatQuotaAddress,
  formatSubscriptionAddress,
  formatSubscriptionsAdminAddress,
} from '../../src/cloud/operator-address.js';
import { isSystemGroup } from '../../src/cloud/shipped-resources.js';
import { isWithinReach, measureVersionDistance } from '../../src/cloud/stamp-versions.js';
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
} from '../../src/cloud/told-names.js';
import { catchRestackError } from '../fixtures/thrown.js';
import { nameSecret, nameSecretVersion } from '../../src/cloud/secret-name.js';

const address = { host: 'admin', path: '/x', apiVersion: '2015-11-01' } as const;

describe('askQuietly', () => {
  it.each(['PARTIAL', 'PERMISSION_MISSING'] as const)('takes %s for no answer', async (code) => {
    const ask = () => Promise.reject(new RestackError(code, 'refused'));
    expect(await askQuietly(ask)).toBeUndefined();
    expect(await listWhereAllowed({ list: ask }, address)).toEqual([]);
  });

  it.each(['TARGET_UNREACHABLE', 'TARGET_AUTH', 'INTERRUPTED'] as const)('throws %s on', async (code) => {
    const ask = () => Promise.reject(new RestackError(code, 'gone'));
    await expect(askQuietly(ask)).rejects.toMatchObject({ code });
    await expect(listWhereAllowed({ list: ask }, address)).rejects.toMatchObject({ code });
  });

  it('throws on what is no error of the cloud', async () => {
    const failure = Object.assign(new Error('bug'), { code: 'PARTIAL' });
    await expect(askQuietly(() => Promise.reject(failure))).rejects.toBe(failure);
  });
});

describe('listWhereAllowed', () => {
  it('lists nothing where there is no such list', async () => {
    expect(await listWhereAllowed({ list: () => Promise.resolve(undefined) }, address)).toEqual([]);
    expect(await listWhereAllowed({ list: () => Promise.resolve([{ id: 'a' }]) }, address)).toEqual([
      { id: 'a' },
    ]);
  });
});

describe('joinMembers', () => {
  it('makes the same object as Object.fromEntries, whatever the members are called', () => {
    const members = [
      ['name', 'a'],
      ['__proto__', { polluted: true }],
      ['constructor', 1],
      ['toString', null],
      ['name', 'b'],
    ] as const;
    const object = joinMembers(members);
    expect(JSON.stringify(object)).toBe(JSON.stringify(Object.fromEntries(members)));
    expect(Object.keys(object)).toEqual(['name', '__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(object['polluted']).toBeUndefined();
  });
});

describe('parseJson', () => {
  it('gives undefined for what is no JSON, and never throws', () => {
    const texts = ['{"a":[1]}', 'null', '', ' \n', '{', 'secret', '{"a":[1e999]}', null, undefined];
    const values = [
      { a: [1] },
      null,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ];
    expect(texts.map(parseJson)).toEqual(values);
  });
});

describe('readers of members', () => {
  const value = { name: 'a', empty: '', count: 1, inner: { b: 1 }, list: ['x', 2, 'y', null] };

  it('read texts, and nothing else as text', () => {
    const members = ['name', 'empty', 'count', 'inner', 'absent'];
    expect(members.map((member) => readText(value, member))).toEqual([
      'a',
      '',
      undefined,
      undefined,
      undefined,
    ]);
    expect(members.map((member) => readTextOrEmpty(value, member))).toEqual(['a', '', '', '', '']);
    expect([null, [value], 'name', undefined].map((other) => readText(other, 'name'))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('read objects and lists of texts, empty ones where there is something else', () => {
    expect([readObject(value, 'inner'), readObject(value, 'list'), readObject(value, 'absent')]).toEqual([
      { b: 1 },
      {},
      {},
    ]);
    expect([readTexts(value, 'list'), readTexts(value, 'inner')]).toEqual([['x', 'y'], []]);
  });
});

const PROVIDER = '3f0d7a52-6a1e-4b8b-9c55-2f0f6f1e8a10';
const cloud = { providerSubscriptionId: PROVIDER, region: 'seattle' };

describe('addresses of operator ARM', () => {
  it.each([
    [formatSubscriptionsAdminAddress(cloud, ['plans']), 'providers/Microsoft.Subscriptions.Admin/plans'],
    [
      formatGroupedAddress(cloud, 'rg one', ['offers', 'a/b']),
      'resourceGroups/rg%20one/providers/Microsoft.Subscriptions.Admin/offers/a%2Fb',
    ],
    [
      formatQuotaAddress(cloud, 'Microsoft.Compute.Admin'),
      'providers/Microsoft.Compute.Admin/locations/seattle/quotas',
    ],
    [
      formatQuotaAddress(cloud, 'Microsoft.Storage.Admin', 'Default Quota'),
      'providers/Microsoft.Storage.Admin/locations/seattle/quotas/Default%20Quota',
    ],
    [
      formatBackupLocationsAddress(cloud, ['seattle', 'backups']),
      'resourceGroups/system.seattle/providers/Microsoft.Backup.Admin/backupLocations/seattle/backups',
    ],
    [
      formatAlertsAddress(cloud),
      'resourceGroups/system.seattle/providers/Microsoft.InfrastructureInsights.Admin/regionHealths/seattle/alerts',
    ],
  ])('lie under the provider subscription, their segments encoded (%#)', (address, below) => {
    expect(address).toMatchObject({ host: 'admin', path: `/subscriptions/${PROVIDER}/${below}` });
  });

  it('give each provider of quotas its own api-version', () => {
    const namespaces = [
      'Microsoft.Compute.Admin',
      'Microsoft.Network.Admin',
      'Microsoft.Storage.Admin',
    ] as const;
    expect(namespaces.map((namespace) => formatQuotaAddress(cloud, namespace).apiVersion)).toEqual([
      '2021-01-01',
      '2015-06-15',
      '2019-08-08-preview',
    ]);
  });
});

describe('formatSubscriptionAddress', () => {
  const below = { segments: ['resourcegroups'], apiVersion: '2018-05-01' };

  it('asks operator ARM about the provider subscription, in any case, and tenant ARM about others', () => {
    const hosts = [PROVIDER, PROVIDER.toUpperCase(), 'c2d6e0b4-5d0a-4b0f-9d0e-1f6a2f7c3e55'].map(
      (id) => formatSubscriptionAddress(cloud, id, below).host,
    );
    expect(hosts).toEqual(['admin', 'admin', 'user']);
  });
});

it('knows the groups that deployment makes, in any case', () => {
  const names = ['system.global', 'System.Seattle', 'system', 'systems.global', 'my.system.group'];
  expect(names.map(isSystemGroup)).toEqual([true, true, false, false, false]);
});

const CASES: readonly (readonly [
  backup: string,
  target: string,
  releases: number,
  unknown: readonly number[],
])[] = [
  ['1.2301.0.55', '1.2301.2.58', 0, []],
  ['1.2301.0.55', '1.2306.0.1', 1, []],
  ['1.2301.0.55', '1.2311.1.22', 2, []],
  ['1.2301.0.55', '1.2206.1.24', -1, []],
  ['1.1811.0.101', '1.1901.0.95', 1, []],
  ['1.2501.1.47', '1.2506.0.1', 1, [2506]],
  ['1.2406.0.1', '1.2506.0.1', 3, [2506]],
  ['1.2506.0.1', '1.2511.0.1', 1, [2506, 2511]],
];

describe('measureVersionDistance', () => {
  it.each(CASES)('%s to %s is %i', (...[backup, target, releases, unknown]) => {
    const distance = measureVersionDistance(backup, target);
    expect(distance).toEqual({ releases, unknown });
    expect(distance !== undefined && isWithinReach(distance)).toBe(releases === 0 || releases === 1);
  });

  it.each([
    ['2301', '1.2301.0.1'],
    ['1.2301.0.1', ''],
    ['1.2301.0.1', '2.2301.0.1'],
  ])('cannot compare %j with %j', (backup, target) => {
    expect(measureVersionDistance(backup, target)).toBeUndefined();
  });
});

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

describe('the name of a secret for people', () => {
  it.each([
    ['https://kv-1.vault.x.example/secrets/db/0f', 'kv-1/db', 'kv-1/db 0f'],
    ['https://kv-1.vault.x.example:4443/secrets/db', 'kv-1/db', 'kv-1/db'],
    ['https://kv-1:4443/secrets/db/0f (2)', 'kv-1/db', 'kv-1/db 0f (2)'],
    ['https://kv-1.x/other/secrets/db/0f', '0f', '0f'],
    ['/subscriptions/s/resourceGroups/g', 'g', 'g'],
  ])('of %s is %s, and of the version %s', (id, secret, version) => {
    expect(nameSecret(id)).toBe(secret);
    expect(nameSecretVersion(id)).toBe(version);
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
