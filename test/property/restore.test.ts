import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import { BUCKETS } from '../../src/use-cases/restore/run/conservation.js';
import { listKinds } from '../../src/use-cases/restore/plan/describe-records.js';
import { planRestore, type PlanOptions } from '../../src/use-cases/restore/plan/plan-restore.js';
import type { RestorePlan } from '../../src/use-cases/restore/plan/restore-plan.js';
import { listDecisions, rebuildPlan } from '../../src/use-cases/restore/plan/resume-plan.js';
import { type RestoreResult, runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import { validateRecord } from '../../src/schema/validation.js';
import { createFixedClock } from '../doubles/clocks.js';
import { MemoryJournal } from '../doubles/memory-journal.js';
import { MemoryTarget } from '../doubles/memory-target.js';
import { faultSchedules, FaultyTarget } from './faulty-target.js';
import { assertPlanLaw } from './plan-law.js';
import { recordSets } from './random-records.js';

const RUNS = { numRuns: 40 };
const clock = createFixedClock();

const planFor = (records: SetRecords, target: MemoryTarget, options: Partial<PlanOptions> = {}) =>
  planRestore({ records, target, ...options });

function expectBalanced({ conservation, outcome }: RestoreResult, records: SetRecords): void {
  expect(conservation.unaccounted).toEqual([]);
  expect(outcome).not.toBe('UNACCOUNTED');
  const read = Object.fromEntries(listKinds(records).map((kind) => [kind, records[kind].length]));
  expect(Object.fromEntries(conservation.byKind.map((counts) => [counts.kind, counts.read]))).toEqual(read);
  const all = Object.values(read).reduce((sum, count) => sum + count, 0);
  expect(conservation.total.read).toBe(all);
  for (const counts of [conservation.total, ...conservation.byKind]) {
    expect(BUCKETS.reduce((sum, bucket) => sum + counts[bucket], 0)).toBe(counts.read);
  }
}

/** The plan of a set that nothing stands in the way of; others are not looked at here. */
async function planFreely(records: SetRecords, target: MemoryTarget): Promise<RestorePlan> {
  const plan = await planFor(records, target);
  fc.pre(plan.blockers.length === 0);
  return plan;
}

/** All of a plan that is decided, in words. */
function describePlan(plan: RestorePlan) {
  const { entries, stages, blockers, notes } = plan;
  return {
    decisions: listDecisions(plan),
    differing: entries.map(({ differing }) => differing),
    stages: stages.map(({ stage, entries: of }) => [stage.name, of.map(({ id }) => id)]),
    blockers,
    notes,
  };
}

describe('random sets', () => {
  it('are made of valid records', async () => {
    await fc.assert(
      fc.asyncProperty(recordSets, async (records) => {
        for (const kind of listKinds(records)) {
          for (const record of records[kind]) expect(await validateRecord(kind, record)).toEqual([]);
        }
      }),
      RUNS,
    );
  });
});

describe('a restore of any set', () => {
  it('accounts for every record, and a second one writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(recordSets, async (records) => {
        const target = new MemoryTarget();
        const first = await runRestore({ plan: await planFreely(records, target), target, clock });
        expectBalanced(first, records);
        const before = new Map(target.objects);
        target.writes.length = 0;
        const plan = await planFor(records, target);
        const actions = new Set(plan.entries.map(({ action }) => action));
        for (const action of actions) expect(['adopt', 'skip', 'manual']).toContain(action);
        expectBalanced(await runRestore({ plan, target, clock }), records);
        expect(target.writes).toEqual([]);
        expect(target.objects).toEqual(before);
      }),
      RUNS,
    );
  });

  it('accounts for every record whatever goes wrong, and ends as if nothing had once it is resumed', async () => {
    let disturbed = 0;
    await fc.assert(
      fc.asyncProperty(recordSets, faultSchedules, async (records, faults) => {
        const undisturbed = new MemoryTarget();
        const end = await runRestore({
          plan: await planFreely(records, undisturbed),
          target: undisturbed,
          clock,
        });
        const target = new FaultyTarget();
        const plan = await planFor(records, target);
        const decisions = listDecisions(plan);
        const journal = new MemoryJournal();
        target.setFaults(faults);
        const faulty = await runRestore({ plan, target, clock, journal, concurrency: 3 });
        expectBalanced(faulty, records);
        if (faulty.outcome !== end.outcome) disturbed += 1;
        target.setFaults(new Map());
        const rebuilt = await rebuildPlan({ records, target }, decisions);
        const resumed = await runRestore({ plan: rebuilt, target, clock, journal: journal.reopen() });
        expectBalanced(resumed, records);
        expect(resumed.outcome).toBe(end.outcome);
        expect(resumed.conservation).toEqual(end.conservation);
        expect(target.objects).toEqual(undisturbed.objects);
      }),
      RUNS,
    );
    expect(disturbed).toBeGreaterThan(RUNS.numRuns / 4);
  });

  it('is planned twice in the same way, and writes nothing as long as anything blocks it', async () => {
    let blocked = 0;
    await fc.assert(
      fc.asyncProperty(recordSets, async (records) => {
        const target = new MemoryTarget();
        const plan = await planFor(records, target, { closed: true });
        expect(describePlan(await planFor(records, target, { closed: true }))).toEqual(describePlan(plan));
        const isBlocked = plan.entries.some(({ action }) => action === 'blocked');
        expect(plan.blockers.length > 0).toBe(isBlocked);
        if (isBlocked) {
          blocked += 1;
          await expect(runRestore({ plan, target, clock })).rejects.toMatchObject({ code: 'PLAN_BLOCKED' });
        }
        expect(target.writes).toEqual([]);
      }),
      RUNS,
    );
    expect(blocked).toBeGreaterThan(0);
  });
});

describe('a plan of any set, for any target and any decisions', () => {
  it('says where each record ends, and how many writes that takes', async () => {
    const tally = await assertPlanLaw(50);
    for (const count of Object.values(tally)) expect(count).toBeGreaterThan(0);
  });
});
