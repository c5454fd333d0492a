import { describe, expect, it } from 'vitest';
import { type Bucket, countConservation } from '../../../../../src/use-cases/restore/run/conservation.js';
import type { PlanEntry, RestorePlan } from '../../../../../src/use-cases/restore/plan/restore-plan.js';
import { createRecordNames } from '../../../../../src/use-cases/restore/ids/record-names.js';
import { emptyRecords } from '../../../../fixtures/valid-records.js';
import { TARGET } from '../../../../doubles/memory-target.js';

const entry = (recordIndex: number): PlanEntry => ({
  kind: 'plan',
  recordIndex,
  id: `p${recordIndex}`,
  action: 'create',
  reason: '',
});

const planOf = (read: number): RestorePlan => ({
  source: {
    providerSubscriptionId: undefined,
    region: undefined,
    domain: undefined,
    directories: [],
    homeTenantId: undefined,
  },
  target: TARGET,
  entries: [],
  names: createRecordNames(emptyRecords()),
  stages: [],
  read: new Map([['plan', read]]),
  rulesOf: () => ({ serverOwned: [] }),
  untold: [],
  blockers: [],
  unmapped: [],
  notes: [],
});

const ends = (...pairs: readonly (readonly [number, Bucket])[]) =>
  new Map(pairs.map(([index, bucket]) => [entry(index), bucket]));

describe('countConservation', () => {
  it('adds up', () => {
    const { total, byKind, unaccounted } = countConservation(
      planOf(3),
      ends([0, 'created'], [1, 'failed'], [2, 'created']),
    );
    expect(unaccounted).toEqual([]);
    expect(total).toMatchObject({ read: 3, created: 2, failed: 1 });
    expect(byKind).toMatchObject([{ kind: 'plan', read: 3, created: 2, failed: 1 }]);
  });

  it.each([
    ['a record without a bucket', 2, ends([0, 'created']), 1],
    ['a record in two buckets', 1, ends([0, 'created'], [0, 'failed']), 0],
    ['a bucket without a record', 1, ends([0, 'created'], [1, 'created']), 1],
  ] as const)('finds %s', (...[, read, ended, recordIndex]) => {
    expect(countConservation(planOf(read), ended).unaccounted).toEqual([{ kind: 'plan', recordIndex }]);
  });
});
