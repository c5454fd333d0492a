import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../src/cloud/json-value.js';
import { KINDS } from '../../../../src/use-cases/restore/kinds/kind-registry.js';
import { VALID_RECORDS } from '../../../fixtures/valid-records.js';
import {
  areEqual,
  compareObjects,
  type ComparisonRules,
  selectOwnMembers,
} from '../../../../src/use-cases/restore/comparison.js';

const RULES: ComparisonRules = {
  serverOwned: ['id', 'properties.count'],
  defaults: { 'properties.limit': 0, 'properties.addons': [], 'properties.addons[].max': 1 },
  anyCase: ['location', 'properties.ids[]', 'properties.addons[].planId'],
  anyOrder: ['properties.ids', 'properties.addons'],
  aliases: { 'properties.gpuCount': 'properties.GPUCount' },
  secret: ['properties.password'],
  optional: ['tags.*', 'properties.expiry', 'properties.addons[].owner'],
};

const TOLERATED: readonly (readonly [string, object, object])[] = [
  ['server-owned members', { properties: {} }, { id: '/x', properties: { count: 3 } }],
  ['the case of ids', { location: 'Seattle' }, { location: 'seattle' }],
  ['defaults shown by the server', { properties: {} }, { properties: { limit: 0, addons: [] } }],
  ['defaults sent and not shown', { properties: { limit: 0 } }, { properties: {} }],
  ['defaults inside a list', { properties: { addons: [{}] } }, { properties: { addons: [{ max: 1 }] } }],
  ['null for absent', { tags: null, properties: {} }, { properties: { description: null } }],
  ['order and case of a list', { properties: { ids: ['/A', '/b'] } }, { properties: { ids: ['/B', '/a'] } }],
  ['another spelling', { properties: { gpuCount: 2 } }, { properties: { GPUCount: 2 } }],
  [
    'members that the server adds, at any depth',
    { properties: { limit: 1, sku: { name: 'a' } } },
    {
      systemData: { createdBy: 'x' },
      novel: [1],
      properties: { limit: 1, novel: {}, sku: { name: 'a', b: 1 } },
    },
  ],
  [
    'members that the server adds to the elements of a list, whatever their order',
    { properties: { addons: [{ planId: '/a' }, { planId: '/b', max: 2 }] } },
    {
      properties: {
        addons: [
          { a: 1, planId: '/B', max: 2 },
          { planId: '/a', z: [] },
        ],
      },
    },
  ],
  [
    'elements that several could stand for',
    { properties: { addons: [{}, { planId: '/a' }, { planId: '/a', label: 'x' }] } },
    { properties: { addons: [{ planId: '/a', label: 'x' }, { planId: '/a' }, { planId: '/c' }] } },
  ],
  ['members that the server adds in an ordered list', { list: [{ a: 1 }] }, { list: [{ a: 1, b: 2 }] }],
  ['order of members', { a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 1 }],
];

const DIFFERENT: readonly (readonly [string, object, object, readonly string[]])[] = [
  ['a changed value', { properties: { limit: 3 } }, { properties: { limit: 4 } }, ['properties.limit']],
  ['a dropped member', { properties: { name: 'x' } }, { properties: {} }, ['properties.name']],
  ['an added member that counts', { properties: {} }, { properties: { expiry: 'x' } }, ['properties.expiry']],
  ['an added tag', { tags: { a: '1' } }, { tags: { a: '1', b: '2' } }, ['tags.b']],
  ['a default that was changed', { properties: {} }, { properties: { limit: 7 } }, ['properties.limit']],
  [
    'an added member of an element that counts',
    { properties: { addons: [{ planId: '/a' }] } },
    { properties: { addons: [{ planId: '/a', owner: 'x' }] } },
    ['properties.addons'],
  ],
  ['the case of free text', { displayName: 'Gold' }, { displayName: 'gold' }, ['displayName']],
  [
    'a lost element',
    { properties: { ids: ['/a', '/b'] } },
    { properties: { ids: ['/a'] } },
    ['properties.ids'],
  ],
  [
    'a doubled element',
    { properties: { ids: ['/a', '/b'] } },
    { properties: { ids: ['/a', '/a'] } },
    ['properties.ids'],
  ],
  ['a number as text', { a: 1 }, { a: '1' }, ['a']],
  ['lost tags', { tags: { a: '1', b: '2' } }, { tags: { a: '1' } }, ['tags.b']],
  ['the order of an ordered list', { list: [1, 2] }, { list: [2, 1] }, ['list']],
];

describe('compareObjects', () => {
  it.each(TOLERATED)('tolerates %s', (_name, sent, found) => {
    expect(compareObjects({ ...sent }, { ...found }, RULES)).toEqual([]);
  });

  it.each(DIFFERENT)('finds %s', (...[, sent, found, paths]) => {
    const there = compareObjects({ ...sent }, { ...found }, RULES).map(({ path }) => path);
    expect(there).toEqual(paths);
    expect(areEqual({ ...sent }, { ...found }, RULES)).toBe(false);
    expect(areEqual({ ...found }, { ...sent }, RULES)).toBe(false);
  });

  it('shows no secret', () => {
    const differences = compareObjects(
      { properties: { password: 'one-canary' } },
      { properties: { password: 'other-canary' } },
      RULES,
    );
    expect(differences.map(({ path }) => path)).toEqual(['properties.password']);
    expect(JSON.stringify(differences)).not.toContain('canary');
  });
});

describe('selectOwnMembers', () => {
  it('leaves out what the server owns and what is null, and keeps what is not known', () => {
    const record = { id: '/x', location: 'Seattle', tags: null, properties: { count: 1, novel: [1, null] } };
    expect(selectOwnMembers(record, RULES)).toEqual({
      location: 'Seattle',
      properties: { novel: [1, null] },
    });
  });

  it('writes the spelling of the wire', () => {
    expect(selectOwnMembers({ properties: { gpuCount: 2 } }, RULES)).toEqual({ properties: { GPUCount: 2 } });
  });
});

/** The value with a member that nobody knows in each of its objects. Tags are the tenants' own words. */
function addUnknown(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(addUnknown);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([name, member]): [string, JsonValue] => [
    name,
    name === 'tags' || member === undefined ? (member ?? null) : addUnknown(member),
  ]);
  return { ...Object.fromEntries(members), madeUpByAServer: { of: ['tomorrow'] } };
}

describe('members that no kind knows', () => {
  it.each(Object.values(KINDS))('do not keep a $kind from being adopted', ({ kind, rules }) => {
    const sent: JsonObject = selectOwnMembers(VALID_RECORDS[kind], rules);
    const found = addUnknown(structuredClone(sent));
    if (!isJsonObject(found)) throw new Error('is no object');
    expect(JSON.stringify(found)).toContain('madeUpByAServer');
    expect(compareObjects(sent, found, rules)).toEqual([]);
  });
});
