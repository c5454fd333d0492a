import { describe, expect, it } from 'vitest';
import { ObjectMap } from '../../../../../src/controller/cloud/state/cloud-state.js';

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
