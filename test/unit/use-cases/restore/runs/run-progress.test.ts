import { describe, expect, it } from 'vitest';
import { BUCKETS } from '../../../../../src/use-cases/restore/run/conservation.js';
import type { EarlierCall } from '../../../../../src/use-cases/restore/restore-journal.js';
import type { DecidedRecord } from '../../../../../src/use-cases/restore/plan/resume-plan.js';
import { summarizeProgress } from '../../../../../src/use-cases/restore/runs/run-progress.js';

const record = (action: DecidedRecord['action'], more: Partial<DecidedRecord> = {}): DecidedRecord => ({
  kind: 'offer',
  recordIndex: 0,
  id: '/offers/x',
  action,
  reason: 'because',
  stages: ['offers', 'offerStates'],
  ...more,
});

const DONE: EarlierCall = { result: 'done', status: 200 };
const UNCHANGED: EarlierCall = { ...DONE, unchanged: true };
const SETTLED: EarlierCall = { result: 'settled' };
const FAILED: EarlierCall = { result: 'failed' };
const IN_DOUBT: EarlierCall = { result: 'inDoubt' };

type Case = readonly [DecidedRecord, readonly (EarlierCall | undefined)[], string];

const CASES: readonly Case[] = [
  [record('create'), [], 'pending'],
  [record('create'), [DONE], 'pending'],
  [record('create'), [DONE, DONE], 'created'],
  [record('create'), [SETTLED, SETTLED], 'created'],
  [record('create'), [DONE, UNCHANGED], 'adopted'],
  [record('create'), [DONE, IN_DOUBT], 'pending'],
  [record('create'), [DONE, FAILED], 'failed'],
  [record('create', { followUp: 'call somebody' }), [DONE, DONE], 'manual'],
  [record('update'), [DONE, DONE], 'updated'],
  [record('adopt'), [], 'adopted'],
  [record('skip', { stages: [] }), [], 'skipped'],
  [record('manual', { stages: [] }), [], 'manual'],
  [record('outOfScope', { stages: [] }), [], 'outOfScope'],
  [record('blocked', { stages: [] }), [], 'pending'],
];

describe('summarizeProgress', () => {
  it.each(CASES)('counts %j with %j as %s', (decision, calls, expected) => {
    const { conservation } = summarizeProgress(
      [decision],
      ({ stage }) => calls[decision.stages.indexOf(stage)],
    );
    expect(conservation).toMatchObject({ read: 1, [expected]: 1 });
  });

  it('adds up, by kind and in total, and knows the stages', () => {
    const decisions = CASES.map(([decision], recordIndex) => ({ ...decision, recordIndex }));
    const { conservation, stages, inDoubt, problems } = summarizeProgress(
      decisions,
      ({ stage, recordIndex }) =>
        CASES[recordIndex]?.[1][decisions[recordIndex]?.stages.indexOf(stage) ?? -1],
    );
    for (const counts of [conservation, ...conservation.byKind]) {
      expect(BUCKETS.reduce((sum, bucket) => sum + counts[bucket], counts.pending)).toBe(counts.read);
    }
    expect(conservation.read).toBe(CASES.length);
    expect(inDoubt).toBe(1);
    expect(stages.find(({ name }) => name === 'offers')).toMatchObject({
      objects: 9,
      done: 8,
      state: 'partial',
    });
    expect(stages.find(({ name }) => name === 'offerStates')).toMatchObject({ objects: 10, done: 6 });
    expect(stages.find(({ name }) => name === 'plans')).toMatchObject({ objects: 0, state: 'skipped' });
    expect(problems.map(({ bucket }) => bucket).toSorted()).toEqual([
      'failed',
      'manual',
      'manual',
      'skipped',
    ]);
  });
});
