import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listMisplaced, sortCommands } from '../../../../src/cli/line/command-order.js';

const ids = readdirSync(new URL('../../../../src/commands', import.meta.url), { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, '').replaceAll(/[\\/]/g, ':'));

describe('the order of commands', () => {
  it('has a place for every command, and none for others', () => {
    expect(ids.length).toBeGreaterThan(20);
    expect(listMisplaced(ids)).toEqual([]);
  });

  it('names a command that was forgotten, and one that is gone', () => {
    const changed = [...ids.filter((id) => id !== 'restore'), 'audit'];
    expect(listMisplaced(changed)).toEqual(['audit', 'restore']);
  });

  it('is what sorted commands come in, whatever order they had; one without a place comes last', () => {
    const commands = ['audit', ...ids.toSorted().toReversed()].map((id) => ({ id }));
    const sorted = sortCommands(commands).map(({ id }) => id);
    expect(sorted.toSorted()).toEqual(['audit', ...ids].toSorted());
    expect([sorted[0], sorted.at(-2), sorted.at(-1)]).toEqual(['doctor', 'controller:start', 'audit']);
    expect(sorted.indexOf('restore')).toBeLessThan(sorted.indexOf('controller:start'));
  });
});
