import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import type { ResourceAddress } from '../../src/cloud/cloud-port.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import type { PlanEntry, RestorePlan } from '../../src/use-cases/restore/plan/restore-plan.js';
import type { RestoreJournal, WriteIntent } from '../../src/use-cases/restore/restore-journal.js';
import { runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import { endsBefore, type StageName } from '../../src/use-cases/restore/stage-order.js';
import { createFixedClock } from '../doubles/clocks.js';
import { WatchedTarget } from '../doubles/memory-target.js';
import { recordSets } from './random-records.js';

const clock = createFixedClock();
/** Stages whose writes nobody needs: others need the object as it was before. */
const LAST: ReadonlySet<string> = new Set<StageName>(['offerStates', 'disabledSubscriptions']);

/** An event of a run: `write` of a record in a stage begins, `read` of the object at a path has ended. */
type Event =
  | { readonly what: 'write'; readonly id: string; readonly stage: string }
  | { readonly what: 'read'; readonly path: string };

/** Answers late, each call as many turns as its number says, so that calls overtake each other. */
class UnevenTarget extends WatchedTarget {
  #calls = 0;

  constructor(
    readonly turns: readonly number[],
    readonly events: Event[],
  ) {
    super();
  }

  override async read(address: ResourceAddress) {
    const value = await super.read(address);
    this.events.push({ what: 'read', path: pathOf(address) });
    return value;
  }

  protected override async pass<R>(call: () => Promise<R>): Promise<R> {
    const turns = this.turns[this.#calls % this.turns.length] ?? 0;
    this.#calls += 1;
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    return call();
  }
}

function pathOf({ path }: ResourceAddress): string {
  return decodeURIComponent(path).toLowerCase();
}

function watchWrites(events: Event[]): RestoreJournal {
  return {
    intend: ({ id, stage }: WriteIntent) => {
      events.push({ what: 'write', id, stage });
      return Promise.resolve({ settle: () => Promise.resolve() });
    },
  };
}

interface Observed {
  readonly plan: RestorePlan;
  readonly events: readonly Event[];
}

async function observeRun(records: SetRecords, turns: readonly number[]): Promise<Observed> {
  const events: Event[] = [];
  const target = new UnevenTarget(turns, events);
  const plan = await planRestore({ records, target });
  fc.pre(plan.blockers.length === 0);
  events.length = 0;
  const result = await runRestore({ plan, target, clock, journal: watchWrites(events) });
  expect(result.outcome).toBeUndefined();
  return { plan, events };
}

/** When a record was read back for the first time as those need it that refer to it. */
function findReadBack({ events }: Observed, { id, replay }: PlanEntry): number {
  const standing = replay?.steps.findLast(({ stage }) => !LAST.has(stage));
  const written = events.findIndex(
    (one) => one.what === 'write' && one.id === id && one.stage === standing?.stage,
  );
  const path = replay === undefined ? '' : pathOf(replay.address);
  return events.findIndex((one, index) => index > written && one.what === 'read' && one.path === path);
}

function listPairs({ entries }: RestorePlan): readonly (readonly [PlanEntry, PlanEntry])[] {
  const byId = new Map(
    entries.flatMap((entry) => (entry.action === 'create' ? [[entry.id, entry] as const] : [])),
  );
  return [...byId.values()].flatMap((entry) =>
    (entry.replay?.references ?? []).flatMap((reference) => {
      const other = byId.get(reference);
      return other === undefined || other === entry ? [] : [[entry, other] as const];
    }),
  );
}

const turnsOfCalls = fc.array(fc.nat(60), { minLength: 1, maxLength: 40 });

it('what a record refers to is read back before the first write of the record, in any set', async () => {
  let pairs = 0;
  await fc.assert(
    fc.asyncProperty(recordSets, turnsOfCalls, async (records, turns) => {
      const observed = await observeRun(records, turns);
      for (const [entry, other] of listPairs(observed.plan)) {
        const first = observed.events.findIndex((one) => one.what === 'write' && one.id === entry.id);
        const readBack = findReadBack(observed, other);
        expect(readBack, other.id).toBeGreaterThanOrEqual(0);
        expect(first, `${entry.id} needs ${other.id}`).toBeGreaterThan(readBack);
        pairs += 1;
      }
    }),
    { numRuns: 60 },
  );
  expect(pairs).toBeGreaterThan(1000);
});

it('a record is closed for others only once all that refers to it was read back', async () => {
  let closed = 0;
  await fc.assert(
    fc.asyncProperty(recordSets, turnsOfCalls, async (records, turns) => {
      const observed = await observeRun(records, turns);
      for (const [entry, other] of listPairs(observed.plan)) {
        const closing = other.replay?.steps.find(({ closes }) => closes === true);
        const first = entry.replay?.steps[0].stage;
        if (closing === undefined || first === undefined || !endsBefore(first, closing.stage)) continue;
        const closes = observed.events.findIndex(
          (one) => one.what === 'write' && one.id === other.id && one.stage === closing.stage,
        );
        expect(closes, `${entry.id} needs ${other.id}`).toBeGreaterThan(findReadBack(observed, entry));
        closed += 1;
      }
    }),
    { numRuns: 60 },
  );
  expect(closed).toBeGreaterThan(0);
});
