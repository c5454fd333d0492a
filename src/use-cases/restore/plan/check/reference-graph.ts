import { type CollectDependants, indexDependants } from './dependants.js';
import type { DescribedRecord } from '../describe-records.js';

/** The references between the records of a plan. */
export interface ReferenceGraph {
  /** The record with this lower-case id; undefined when the set has none. */
  find(id: string): DescribedRecord | undefined;
  /** The ids of the objects that must be there before the record's. */
  referencesOf(record: DescribedRecord): readonly string[];
  readonly collectDependants: CollectDependants<DescribedRecord>;
}

/** Indexes the references between records. */
export function createReferenceGraph(described: readonly DescribedRecord[]): ReferenceGraph {
  const byId = new Map<string, DescribedRecord>();
  // Of several records with one id the first is the one that is replayed.
  for (const record of described) if (!byId.has(record.id)) byId.set(record.id, record);
  return {
    find: (id) => byId.get(id),
    referencesOf: listReferences,
    collectDependants: indexDependants(described, listReferences),
  };
}

function listReferences({ disposition }: DescribedRecord): readonly string[] {
  return disposition.action === 'replay' ? disposition.replay.references : [];
}
