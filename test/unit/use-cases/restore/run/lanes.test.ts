import { describe, expect, it } from 'vitest';
import { groupLanes } from '../../../../../src/use-cases/restore/run/lanes.js';
import type { PlanEntry } from '../../../../../src/use-cases/restore/plan/restore-plan.js';

interface Place {
  readonly inside?: string;
  readonly lane?: { readonly name: string; readonly position: number };
}

const entry = (id: string, place: Place): PlanEntry => ({
  kind: 'secret',
  recordIndex: 0,
  id,
  action: 'create',
  reason: '',
  replay: {
    address: { host: 'user', path: `/${id}`, apiVersion: '1' },
    steps: [{ stage: 'secrets', body: {} }],
    references: [],
    ...place,
  },
});
const group = (...entries: readonly PlanEntry[]) =>
  groupLanes(entries).map((lane) => lane.map(({ id }) => id));

describe('groupLanes', () => {
  it('leaves entries without a lane to themselves, in their order', () => {
    expect(group(entry('b', {}), entry('a', {}))).toEqual([['b'], ['a']]);
  });

  it('puts those of one lane together, by position', () => {
    const at = (name: string, position: number) => ({ lane: { name, position } });
    expect(
      group(entry('new', at('one', 2)), entry('other', at('two', 1)), entry('old', at('one', 1))),
    ).toEqual([['old', 'new'], ['other']]);
  });

  it('begins with one lane of each container, which opens it for the others', () => {
    const secrets = ['a1', 'a2', 'b1', 'b2'].map((id) => entry(id, { inside: `vault ${id.slice(0, 1)}` }));
    expect(group(...secrets)).toEqual([['a1'], ['b1'], ['a2'], ['b2']]);
  });
});
