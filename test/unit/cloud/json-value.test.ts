import { describe, expect, it } from 'vitest';
import { joinMembers } from '../../../src/cloud/json-value.js';

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
