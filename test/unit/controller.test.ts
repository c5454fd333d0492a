import { expect, it, describe } from 'vitest';
import { isSameSecret } from '../../src/controller/cloud/accounts/principals.js';
import { ObjectMap } from '../../src/controller/cloud/state/cloud-state.js';
import { findOrigins, rewriteIds } from '../../src/controller/control/seed/seed-records.js';
import { createRateCounters, rateKindOf } from '../../src/controller/server/rate-counters.js';
import { createRouter } from '../../src/controller/server/router.js';
import { routesOf } from '../../src/controller/cloud/route.js';
import { ok } from '../../src/controller/wire/reply.js';
import { ARM_WIRE } from '../../src/controller/wire/wire.js';
import { CLEAR, createEvenLags, NAMED_PROFILES } from '../../src/controller/server/weather/named-profiles.js';
import { parseWeatherProfile, validateWeatherProfile } from '../../src/controller/server/weather/profile.js';

it('tells secrets apart, of whatever length', () => {
  const pairs = [
    ['a', 'a'],
    ['', ''],
    ['a', 'A'],
    ['a', 'ab'],
    ['', 'a'],
  ] as const;
  expect(pairs.map(([one, other]) => isSameSecret(one, other))).toEqual([true, true, false, false, false]);
});

describe('ObjectMap', () => {
  it('finds without regard to case and keeps the place of what is updated', () => {
    const map = new ObjectMap<string>();
    expect(map.set('Alpha', 'a')).toBe(true);
    expect(map.set('beta', 'b')).toBe(true);
    expect(map.set('ALPHA', 'c')).toBe(false);
    expect(map.get('alpha')).toBe('c');
    expect(map.list()).toEqual(['c', 'b']);
    expect(map.size).toBe(2);
  });

  it('removes by key and by test', () => {
    const map = new ObjectMap<number>();
    for (const [index, key] of ['a', 'b', 'c'].entries()) map.set(key, index);
    expect(map.delete('B')).toBe(true);
    expect(map.delete('B')).toBe(false);
    map.deleteWhere((value) => value > 1);
    expect(map.entries()).toEqual([['a', 0]]);
  });

  it('lists a group as it is after changes, moves and removals', () => {
    const map = new ObjectMap<{ readonly at: string; readonly text: string }>(({ at }) => at);
    map.set('A', { at: 'left', text: 'a' });
    map.set('b', { at: 'left', text: 'b' });
    map.set('c', { at: 'right', text: 'c' });
    map.set('a', { at: 'left', text: 'changed' });
    const textsOf = (group: string) => map.listGroup(group).map(({ text }) => text);
    expect(textsOf('left')).toEqual(['changed', 'b']);
    map.set('b', { at: 'right', text: 'moved' });
    expect(textsOf('left')).toEqual(['changed']);
    expect(textsOf('right')).toEqual(['c', 'moved']);
    map.delete('C');
    map.deleteWhere(({ text }) => text === 'changed');
    expect(textsOf('left')).toEqual([]);
    expect(textsOf('right')).toEqual(['moved']);
    expect(textsOf('nowhere')).toEqual([]);
  });
});

const OLD = '3F0D7A52-6a1e-4b8b-9c55-2f0f6f1e8a10';
const NEW = 'aaaaaaaa-6a1e-4b8b-9c55-2f0f6f1e8a10';
const USER = 'c2d6e0b4-5d0a-4b0f-9d0e-1f6a2f7c3e55';

describe('rewriteIds', () => {
  const origins = findOrigins([
    { id: `/subscriptions/${OLD}/providers/Microsoft.Compute.Admin/locations/seattle/quotas/q` },
    {
      id: `/subscriptions/${USER}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v`,
      location: 'seattle',
    },
  ]);
  const rewriting = { ...origins, providerSubscriptionId: NEW, region: 'drill' };

  it('finds the provider subscription and the region by admin ids', () => {
    expect([...origins.providers]).toEqual([OLD.toLowerCase()]);
    expect([...origins.regions]).toEqual(['seattle']);
  });

  it.each([
    [
      `/subscriptions/${OLD}/providers/X.Admin/locations/Seattle/quotas/seattle`,
      `/subscriptions/${NEW}/providers/X.Admin/locations/drill/quotas/seattle`,
    ],
    [
      `/subscriptions/${OLD.toLowerCase()}/resourceGroups/system.seattle`,
      `/subscriptions/${NEW}/resourceGroups/system.drill`,
    ],
    [`/subscriptions/${USER}/resourceGroups/seattle`, `/subscriptions/${USER}/resourceGroups/seattle`],
    [OLD, NEW],
    ['text about seattle', 'text about seattle'],
  ])('%s', (text, expected) => {
    expect(rewriteIds({ list: [text], flag: true, none: null }, rewriting)).toEqual({
      list: [expected],
      flag: true,
      none: null,
    });
  });
});

const limits = { reads: 3, writes: 2, deletes: 3 };

describe('createRateCounters', () => {
  it('refuses from an empty budget until its window ends', () => {
    const counters = createRateCounters({
      limits,
      windowMs: 10_000,
      isEnforced: { reads: false, writes: true, deletes: true },
    });
    const charge = (nowMs: number) => counters.charge('a', 'writes', nowMs);
    expect([charge(0).remaining, charge(1).remaining]).toEqual([1, 0]);
    expect(charge(2500)).toMatchObject({ remaining: 0, retryAfterSeconds: 8, limit: 2, windowSeconds: 10 });
    expect(charge(9999).retryAfterSeconds).toBe(1);
    expect(charge(10_000)).toMatchObject({ remaining: 1 });
    expect(charge(10_000).retryAfterSeconds).toBeUndefined();
  });

  it('counts each key and kind for itself, and stops at 0 where nothing is enforced', () => {
    const counters = createRateCounters({
      limits,
      windowMs: 10_000,
      isEnforced: { reads: false, writes: false, deletes: false },
    });
    const left = [1, 2, 3, 4].map(() => counters.charge('a', 'reads', 0));
    expect(left.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0]);
    expect(left.at(-1)?.retryAfterSeconds).toBeUndefined();
    expect(counters.charge('b', 'reads', 0).remaining).toBe(2);
    expect(counters.charge('a', 'deletes', 0).remaining).toBe(2);
  });

  it.each([
    ['GET', 'reads'],
    ['HEAD', 'reads'],
    ['PUT', 'writes'],
    ['POST', 'writes'],
    ['PATCH', 'writes'],
    ['DELETE', 'deletes'],
  ])('charges %s to %s', (method, kind) => {
    expect(rateKindOf(method)).toBe(kind);
  });
});

const handle = () => ok(null);
const router = createRouter(
  routesOf(
    { hosts: ['admin'], apiVersions: [], wire: ARM_WIRE },
    {
      '/subscriptions': { GET: handle },
      '/subscriptions/{subscriptionId}/providers/Microsoft.X/things/{thing}': { GET: handle, PUT: handle },
      '/subscriptions/{subscriptionId}/providers/{namespace}': { GET: handle },
      '/{scope}/providers/Microsoft.Authorization/roleAssignments/{name}': { GET: handle },
    },
  ),
);

describe('createRouter', () => {
  it.each([
    ['GET', '/subscriptions', {}],
    ['GET', '/SUBSCRIPTIONS/', {}],
    ['PUT', '/subscriptions/A/providers/microsoft.x/THINGS/a%20b', { subscriptionId: 'A', thing: 'a b' }],
    [
      'GET',
      '/subscriptions/A/providers/Microsoft.Other',
      { subscriptionId: 'A', namespace: 'Microsoft.Other' },
    ],
    [
      'GET',
      '/subscriptions/A/resourceGroups/g/providers/Microsoft.Authorization/roleAssignments/n',
      { scope: '/subscriptions/A/resourceGroups/g', name: 'n' },
    ],
  ])('%s %s', (method, path, params) => {
    expect(router.match('admin', method, path)).toMatchObject({ kind: 'route', params });
  });

  it.each([
    ['user', '/subscriptions'],
    ['admin', '/'],
    ['admin', '/subscriptions/A/providers/Microsoft.X/things/%zz'],
    ['admin', '/subscriptions/A/providers/Microsoft.X/things'],
    ['admin', '/%2Fa/subscriptions'],
  ] as const)('does not know %s %s', (host, path) => {
    expect(router.match(host, 'GET', path).kind).toBe('unknown');
  });

  it('tells a wrong verb from an unknown path', () => {
    const match = router.match('admin', 'DELETE', '/subscriptions/A/providers/Microsoft.X/things/t');
    expect(match).toEqual({ kind: 'wrong-method', allowed: ['GET', 'PUT'] });
  });

  it('knows the namespaces that have routes', () => {
    expect(router.hasNamespace('admin', 'MICROSOFT.x')).toBe(true);
    expect(router.hasNamespace('admin', 'Microsoft.Y')).toBe(false);
    expect(router.hasNamespace('user', 'Microsoft.X')).toBe(false);
  });
});

const LAGS = createEvenLags(1000);

describe('weather profiles', () => {
  it.each([CLEAR, ...Object.values(NAMED_PROFILES)])('$name is valid, also as JSON', (profile) => {
    expect(validateWeatherProfile(profile)).toEqual([]);
    expect(parseWeatherProfile(JSON.stringify(profile))).toEqual(profile);
  });

  it.each<[string, object, readonly string[]]>([
    ['no name', { name: '' }, ['/name']],
    ['a negative latency', { latencyMs: -1 }, ['/latencyMs']],
    ['a share over 1', { rates: { ...CLEAR.rates, resets: 1.5 } }, ['/rates/resets']],
    ['half a write', { budgets: { ...CLEAR.budgets, writes: 0.5 } }, ['/budgets/writes']],
    ['a window of null', { budgets: { ...CLEAR.budgets, windowSeconds: null } }, ['/budgets/windowSeconds']],
    [
      'a lag of text, one that is missing, and one that nobody knows',
      {
        settling: {
          ...LAGS,
          listsMs: '1',
          vaultHostsMs: undefined,
          objectsMs: { ...LAGS.objectsMs, moon: 1 },
        },
      },
      ['/settling/listsMs', '/settling/vaultHostsMs', '/settling/objectsMs/moon'],
    ],
    ['unknown members', { gusts: 1, rates: { ...CLEAR.rates, hail: 1 } }, ['/gusts', '/rates/hail']],
    [
      'a number for a group',
      { longRunning: 1 },
      ['/longRunning/durationScale', '/longRunning/retryAfterScale', '/longRunning'],
    ],
    ['text for a number', { seed: '1', jitterMs: 'x' }, ['/seed', '/jitterMs']],
  ])('finds %s', (_what, ...[change, pointers]) => {
    const problems = validateWeatherProfile({ ...CLEAR, ...change });
    const found = new Set(problems.map((problem) => problem.split(':')[0]));
    expect(found).toEqual(new Set(pointers));
  });

  it.each(['', '[]', 'null', '{"name":"x"}'])('refuses %j', (text) => {
    expect(() => parseWeatherProfile(text)).toThrow(expect.objectContaining({ code: 'CONFIG' }));
  });
});
