import { describe, expect, it } from 'vitest';
import { ObjectMap } from '../../../src/controller/state/object-map.js';

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
});
