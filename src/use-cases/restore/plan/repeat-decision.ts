import type { DescribedRecord } from './describe-records.js';
import type { PlanEntry } from './restore-plan.js';

/** The decision about a record when its run was planned. */
export type Decision = Pick<PlanEntry, 'action' | 'reason' | 'foundAt'>;

/** Finds the earlier decision about a record. */
export type FindDecision = (record: Pick<PlanEntry, 'kind' | 'recordIndex' | 'id'>) => Decision;

/** Makes the entry of a record from an earlier decision, with bodies made anew. */
export function repeatDecision(record: DescribedRecord, find: FindDecision): PlanEntry {
  const { kind, recordIndex, id, disposition } = record;
  const entry = { kind, recordIndex, id, ...find(record) };
  const isPlayed = entry.action === 'create' || entry.action === 'update' || entry.action === 'adopt';
  return isPlayed && disposition.action === 'replay' ? { ...entry, replay: disposition.replay } : entry;
}
