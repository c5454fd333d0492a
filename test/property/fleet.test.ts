import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stableGuid } from '../../samples/generator/stable-values.js';
import { selectWorstCode } from '../../src/core/errors/error-codes.js';
import { groupByKey } from '../../src/core/group-by-key.js';
import type { SetResult, WorkList } from '../../src/schema/results.js';
import { mergeResults } from '../../src/use-cases/fleet/merge-results.js';
import { createSetResult, parseSetResult, renderSetResult } from '../../src/use-cases/fleet/set-results.js';
import { assignShards, type WeighedSet } from '../../src/use-cases/fleet/shards.js';
import { createFleet, failedBackup, passedBackup } from '../fixtures/fleet.js';

const anyChains: fc.Arbitrary<readonly WeighedSet[]> = fc
  .array(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((chains) =>
    chains.flatMap((added, chain) => {
      let sizeBytes = 0;
      return added.map((addedBytes): WeighedSet => ({
        chain,
        addedBytes,
        sizeBytes: (sizeBytes += addedBytes),
      }));
    }),
  );
const anyCount = fc.integer({ min: 1, max: 12 });
const bytesOf = (sets: readonly WeighedSet[]) => sets.reduce((sum, { addedBytes }) => sum + addedBytes, 0);

describe('assignShards', () => {
  it('gives every set to one shard, and tells what that one reads for it', () => {
    fc.assert(
      fc.property(anyChains, anyCount, (sets, count) => {
        const shards = assignShards(sets, count);
        expect(shards).toHaveLength(count);
        expect(shards.flatMap((shard) => shard.sets).toSorted((a, b) => a - b)).toEqual([...sets.keys()]);
        for (const { sets: own, bytes } of shards) {
          const standing = own.reduce((sum, place, index) => {
            const { chain = -1, sizeBytes = 0, addedBytes = 0 } = sets[place] ?? {};
            const follows = own[index - 1] === place - 1 && sets[place - 1]?.chain === chain;
            return sum + (follows ? addedBytes : sizeBytes);
          }, 0);
          // Two parts of one chain in one shard read what they share once.
          expect(bytes).toBeGreaterThanOrEqual(standing);
        }
      }),
    );
  });

  it('keeps the slowest shard within 2% of the mean where every chain is a small part of it', () => {
    const small = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 12 * 100, maxLength: 2000 });
    fc.assert(
      fc.property(small, anyCount, (sizes, count) => {
        const sets = sizes.map((bytes, chain) => ({ chain, sizeBytes: bytes, addedBytes: bytes }));
        const mean = bytesOf(sets) / count;
        fc.pre(Math.max(...sizes) <= 0.02 * mean);
        const slowest = Math.max(...assignShards(sets, count).map(({ bytes }) => bytes));
        expect(100 * count * slowest).toBeLessThanOrEqual(102 * bytesOf(sets));
      }),
      { numRuns: 15 },
    );
  });

  it('is never worse than the mean and the largest chain together, which no order of whole chains passes', () => {
    fc.assert(
      fc.property(anyChains, anyCount, (sets, count) => {
        const chains = groupByKey(sets, ({ chain }) => String(chain));
        const largest = Math.max(...[...chains.values()].map(bytesOf));
        const slowest = Math.max(...assignShards(sets, count).map(({ bytes }) => bytes));
        // In whole numbers: a quotient can be rounded down.
        expect(count * slowest).toBeLessThanOrEqual(bytesOf(sets) + largest * (count - 1));
      }),
    );
  });
});

type Told = 'missing' | 'passed' | 'failed' | 'failure' | 'retried' | 'contradictory';

/** What shards told of each set, and what that has to come to. */
function tell(work: WorkList, position: number, told: Told): readonly SetResult[] {
  const id = work.sets[position]?.backupId ?? '';
  const result = (ended: Parameters<typeof createSetResult>[2]) => createSetResult(work, position, ended);
  const unreachable = result({ failure: { code: 'SHARE_UNREACHABLE', message: 'it broke' } });
  const [passed, failed] = [result({ backup: passedBackup(id) }), result({ backup: failedBackup(id) })];
  const ends: Readonly<Record<Told, readonly SetResult[]>> = {
    missing: [],
    passed: [passed],
    failed: [failed],
    failure: [unreachable],
    retried: [unreachable, passed],
    contradictory: [passed, failed],
  };
  return ends[told];
}

const CODES = {
  missing: 'NOTHING_CHECKED',
  passed: undefined,
  failed: 'INTEGRITY',
  failure: 'SHARE_UNREACHABLE',
  retried: undefined,
  contradictory: 'INTEGRITY',
} as const;

const anyTold = fc.constantFrom<Told>('missing', 'passed', 'failed', 'failure', 'retried', 'contradictory');
const anyNight = fc.array(fc.array(anyTold, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });

describe('mergeResults', () => {
  it('comes to the same for any partition of the work, any order, and repeats', () => {
    const anyWay = anyNight.chain((night) => {
      const total = night.flat().length * 2;
      return fc.tuple(
        fc.constant(night),
        fc.array(fc.nat(), { minLength: total, maxLength: total }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: total, maxLength: total }),
      );
    });
    fc.assert(
      fc.property(anyWay, ([night, order, repeats]) => {
        const work = createFleet(night.map((sets, index) => ({ name: `stamp-${index}`, sets: sets.length })));
        const results = night.flat().flatMap((told, position) => tell(work, position, told));
        const shuffled = results
          .flatMap((one, index) => Array.from({ length: repeats[index] ?? 1 }, () => one))
          .map((one, index) => ({
            one: parseSetResult(renderSetResult(one), 'x.json', work),
            at: order[index % order.length] ?? 0,
          }))
          .toSorted((left, right) => left.at - right.at)
          .map(({ one }) => one);
        const merged = mergeResults(work, results);
        expect(mergeResults(work, shuffled)).toEqual(merged);
        expect(merged.outcome).toBe(selectWorstCode(night.flat().flatMap((told) => CODES[told] ?? [])));
      }),
    );
  });

  it('calls no stamp recoverable that has no set which passed, and none without reserve that has any other', () => {
    fc.assert(
      fc.property(anyNight, (night) => {
        const work = createFleet(night.map((sets, index) => ({ name: `stamp-${index}`, sets: sets.length })));
        const results = night.flat().flatMap((told, position) => tell(work, position, told));
        const { result } = mergeResults(work, results);
        const states = night.map((sets) => {
          const good = sets.filter((told) => CODES[told] === undefined).length;
          if (good === 0) return 'notRecoverable';
          return good === sets.length ? 'recoverable' : 'impaired';
        });
        expect(result.stamps.map(({ state }) => state)).toEqual(states);
        const { passed, failed, unproved } = result.counts;
        expect(passed + failed + unproved).toBe(night.flat().length);
      }),
    );
  });
});

it('a result of another work list is refused, whatever it says', () => {
  const [mine, other] = [createFleet([{ name: 'a', sets: 1 }]), createFleet([{ name: 'a', sets: 2 }])];
  const foreign = createSetResult(other, 0, {
    backup: passedBackup(other.sets[0]?.backupId ?? stableGuid('')),
  });
  expect(() => parseSetResult(renderSetResult(foreign), 'x.json', mine)).toThrow(
    /no result of this work list/,
  );
});
