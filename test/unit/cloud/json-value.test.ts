import { describe, expect, it } from 'vitest';
import {
  joinMembers,
  parseJson,
  readObject,
  readText,
  readTextOrEmpty,
  readTexts,
} from '../../../src/cloud/json-value.js';

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
