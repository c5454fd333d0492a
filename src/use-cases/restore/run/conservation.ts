import type { PayloadKind } from '../../../schema/payloads.js';
import type { PlanEntry, RestorePlan } from '../plan/restore-plan.js';

/** The buckets that a record of the backup can end in. Source: command-line contract, "Restore run states". */
export const BUCKETS = [
  'created',
  'adopted',
  'updated',
  'skipped',
  'manual',
  'failed',
  'outOfScope',
] as const;

export type Bucket = (typeof BUCKETS)[number];

/** The number of records that were read, and of those in each bucket. */
export type BucketCounts = { readonly read: number } & { readonly [B in Bucket]: number };

/** The balance of a run: in total, and by kind in the order of the set. */
export interface Conservation {
  readonly total: BucketCounts;
  readonly byKind: readonly (BucketCounts & { readonly kind: PayloadKind })[];
  /** Records that ended in no bucket, or in more than one. Empty unless restack has a bug. */
  readonly unaccounted: readonly { readonly kind: PayloadKind; readonly recordIndex: number }[];
}

/** Counts the records in each bucket. The records are counted on their own, not through the entries of the plan. */
export function countConservation(plan: RestorePlan, ended: ReadonlyMap<PlanEntry, Bucket>): Conservation {
  const buckets = new Map<PayloadKind, (Bucket | 'twice')[]>();
  for (const [entry, bucket] of ended) {
    const ofKind = buckets.get(entry.kind) ?? [];
    ofKind[entry.recordIndex] = ofKind[entry.recordIndex] === undefined ? bucket : 'twice';
    buckets.set(entry.kind, ofKind);
  }
  const byKind: (BucketCounts & { kind: PayloadKind })[] = [];
  const unaccounted: { kind: PayloadKind; recordIndex: number }[] = [];
  for (const [kind, read] of plan.read) {
    const counts = { ...emptyCounts(), read };
    const ofKind = buckets.get(kind) ?? [];
    for (let recordIndex = 0; recordIndex < Math.max(read, ofKind.length); recordIndex++) {
      const bucket = recordIndex < read ? ofKind[recordIndex] : 'twice';
      if (bucket === undefined || bucket === 'twice') unaccounted.push({ kind, recordIndex });
      else counts[bucket] += 1;
    }
    byKind.push({ kind, ...counts });
  }
  return { total: sumCounts(byKind), byKind, unaccounted };
}

type MutableCounts = { read: number } & { [B in Bucket]: number };

function emptyCounts(): MutableCounts {
  return { read: 0, created: 0, adopted: 0, updated: 0, skipped: 0, manual: 0, failed: 0, outOfScope: 0 };
}

function sumCounts(all: readonly BucketCounts[]): BucketCounts {
  const total = emptyCounts();
  for (const counts of all) {
    total.read += counts.read;
    for (const bucket of BUCKETS) total[bucket] += counts[bucket];
  }
  return total;
}
