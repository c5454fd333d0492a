import type { PayloadKind } from '../../../schema/payloads.js';
import { type Bucket, BUCKETS, type BucketCounts } from '../run/conservation.js';
import type { EarlierCall, WriteIntent } from '../restore-journal.js';
import { selectPlannedBucket } from '../plan/restore-plan.js';
import type { DecidedRecord } from '../plan/resume-plan.js';
import type { RecordProblem } from '../run/run-state.js';
import { STAGES } from '../stage-order.js';

/** The records in each bucket; `pending` are those that did not end yet. All of them add up to `read`. */
export type ProgressCounts = BucketCounts & { readonly pending: number };

/** The progress of a run, from its plan and its journal. */
export interface RunProgress {
  readonly conservation: ProgressCounts & {
    readonly byKind: readonly (ProgressCounts & { readonly kind: PayloadKind })[];
  };
  readonly stages: readonly {
    readonly name: string;
    readonly kind: PayloadKind;
    readonly objects: number;
    /** Objects that this stage has written, or that were equal before. */
    readonly done: number;
    readonly state: 'done' | 'partial' | 'skipped' | 'pending';
  }[];
  /** Calls that were begun and whose end is not known. */
  readonly inDoubt: number;
  readonly problems: readonly RecordProblem[];
}

/** Looks up the end of a call. */
export type FindCall = (intent: WriteIntent) => EarlierCall | undefined;

/** Sums up the state of each record. Nothing is asked of the target. */
export function summarizeProgress(decisions: Iterable<DecidedRecord>, find: FindCall): RunProgress {
  const tally = new Map<PayloadKind, MutableCounts>();
  const stages = new Map<string, { objects: number; done: number }>();
  const problems: RecordProblem[] = [];
  let inDoubt = 0;
  for (const decision of decisions) {
    const calls = decision.stages.map((stage) => find({ ...decision, stage }));
    inDoubt += calls.filter((call) => call?.result === 'inDoubt').length;
    countStages(stages, decision, calls);
    const end = selectEnd(decision, calls);
    const counts = tally.get(decision.kind) ?? createCounts();
    counts.read += 1;
    counts[end] += 1;
    tally.set(decision.kind, counts);
    const problem = describeProblem(decision, end);
    if (problem !== undefined) problems.push(problem);
  }
  const byKind = [...tally].map(([kind, counts]) => ({ kind, ...counts }));
  return {
    conservation: { ...sumCounts(byKind), byKind },
    stages: STAGES.map(({ name, kind }) => {
      const { objects, done } = stages.get(name) ?? { objects: 0, done: 0 };
      return { name, kind, objects, done, state: selectStageState(objects, done) };
    }),
    inDoubt,
    problems,
  };
}

type Calls = readonly (EarlierCall | undefined)[];
type MutableCounts = { -readonly [Member in keyof ProgressCounts]: number };

function selectEnd({ action, followUp }: DecidedRecord, calls: Calls): Bucket | 'pending' {
  const planned = selectPlannedBucket(action, followUp) ?? 'pending';
  if (action !== 'create' && action !== 'update') return planned;
  if (calls.some((call) => call?.result === 'failed')) return 'failed';
  if (!calls.every(isDone)) return 'pending';
  const last = calls.at(-1);
  return last?.result === 'done' && last.unchanged === true ? 'adopted' : planned;
}

function isDone(call: EarlierCall | undefined): boolean {
  return call?.result === 'done' || call?.result === 'settled';
}

function countStages(
  counts: Map<string, { objects: number; done: number }>,
  { action, stages }: DecidedRecord,
  calls: Calls,
): void {
  if (action !== 'create' && action !== 'update' && action !== 'adopt') return;
  for (const [index, stage] of stages.entries()) {
    if (action === 'adopt' && index < stages.length - 1) continue;
    const count = counts.get(stage) ?? { objects: 0, done: 0 };
    count.objects += 1;
    if (action === 'adopt' || isDone(calls[index])) count.done += 1;
    counts.set(stage, count);
  }
}

function selectStageState(objects: number, done: number): 'done' | 'partial' | 'skipped' | 'pending' {
  if (objects === 0) return 'skipped';
  if (done === objects) return 'done';
  return done === 0 ? 'pending' : 'partial';
}

function describeProblem(decision: DecidedRecord, end: Bucket | 'pending'): RecordProblem | undefined {
  const { kind, id, reason, followUp } = decision;
  if (end === 'skipped') return { kind, id, bucket: end, reason };
  if (end === 'manual') return { kind, id, bucket: end, reason: followUp ?? reason };
  return end === 'failed' ? { kind, id, bucket: end, reason: 'its last write failed' } : undefined;
}

function createCounts(): MutableCounts {
  return {
    read: 0,
    created: 0,
    adopted: 0,
    updated: 0,
    skipped: 0,
    manual: 0,
    failed: 0,
    outOfScope: 0,
    pending: 0,
  };
}

function sumCounts(all: readonly ProgressCounts[]): ProgressCounts {
  const total = createCounts();
  for (const counts of all) {
    total.read += counts.read;
    total.pending += counts.pending;
    for (const bucket of BUCKETS) total[bucket] += counts[bucket];
  }
  return total;
}
