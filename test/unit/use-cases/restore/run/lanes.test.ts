import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import { TimedTarget } from '../../../../doubles/memory-target.js';
import { createAdaptiveLimit, groupLanes } from '../../../../../src/use-cases/restore/run/lanes.js';
import type { PlayedEntry } from '../../../../../src/use-cases/restore/plan/restore-plan.js';

interface Place {
  readonly inside?: string;
  readonly lane?: { readonly name: string; readonly position: number };
}

const entry = (id: string, place: Place): PlayedEntry => ({
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
const group = (...entries: readonly PlayedEntry[]) =>
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

function createLimit(most: number) {
  const target = { strain: 0 };
  const limit = createAdaptiveLimit({ most, strain: () => target.strain });
  let active = 0;
  let mostActive = 0;
  const work = async (during?: () => void) => {
    active += 1;
    mostActive = Math.max(mostActive, active);
    await new Promise((resolve) => setImmediate(resolve));
    during?.();
    active -= 1;
  };
  const runMany = (count: number) =>
    Promise.all(Array.from({ length: count }, () => limit.run(() => work())));
  return { limit, target, work, runMany, mostActive: () => mostActive };
}

describe('a limit that adapts', () => {
  it('begins with half, grows with success, and never beyond its most', async () => {
    const { limit, runMany, mostActive } = createLimit(8);
    expect(limit.concurrency).toBe(4);
    await runMany(4);
    expect(limit.concurrency).toBe(5);
    await runMany(100);
    expect(limit.concurrency).toBe(8);
    expect(mostActive()).toBe(8);
  });

  it('halves once for all that was under way when the target was strained', async () => {
    const { limit, target, work, runMany } = createLimit(8);
    await runMany(100);
    await Promise.all(Array.from({ length: 8 }, () => limit.run(() => work(() => (target.strain += 1)))));
    expect(limit.concurrency).toBe(4);
  });

  it('goes down to one and no further, and recovers', async () => {
    const { limit, target, work, runMany } = createLimit(4);
    for (let round = 0; round < 5; round++) await limit.run(() => work(() => (target.strain += 1)));
    expect(limit.concurrency).toBe(1);
    await runMany(20);
    expect(limit.concurrency).toBe(4);
  });

  it('is free again after work that fails', async () => {
    const { limit, runMany } = createLimit(1);
    const failing = limit.run(() => Promise.reject(new Error('refused')));
    await expect(failing).rejects.toThrow('refused');
    await runMany(2);
    expect(limit.concurrency).toBe(1);
  });
});

describe('a target that has too much to do', () => {
  /** The time that a whole restore takes, by the latency of its calls. */
  async function measureMs(strain: (calls: number) => number) {
    const target = new (class extends TimedTarget {
      strain = () => strain(this.calls);
    })(20);
    const plan = await planRestore({ records: contosoRecordsAt(new Date(TIMES.wednesdayNoon)), target });
    const beginMs = target.nowMs;
    expect(await runRestore({ plan, target, clock: target.clock })).toMatchObject({ outcome: undefined });
    return target.nowMs - beginMs;
  }

  it('is asked less at a time by a whole run', async () => {
    const calmMs = await measureMs(() => 0);
    expect(await measureMs((calls) => calls)).toBeGreaterThan(2 * calmMs);
  });
});
