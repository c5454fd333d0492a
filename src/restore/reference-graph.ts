import type { DescribedRecord } from './describe-records.js';

/** Which record needs which. */
export interface ReferenceGraph {
  /** The record with this lower-case id; undefined when the set has none. */
  find(id: string): DescribedRecord | undefined;
  /** What must be there before the record. */
  referencesOf(record: DescribedRecord): readonly string[];
  /** All that needs one of the records, directly or through others, and these themselves. */
  collectDependants(records: readonly DescribedRecord[]): ReadonlySet<DescribedRecord>;
}

/** Indexes who needs whom. */
export function createReferenceGraph(described: readonly DescribedRecord[]): ReferenceGraph {
  const byId = new Map<string, DescribedRecord>();
  // Of several records with one id the first is the one that is replayed.
  for (const record of described) if (!byId.has(record.id)) byId.set(record.id, record);
  const dependants = new Map<DescribedRecord, DescribedRecord[]>();
  for (const record of described) {
    for (const reference of listReferences(record)) {
      const needed = byId.get(reference);
      if (needed === undefined) continue;
      const known = dependants.get(needed);
      if (known === undefined) dependants.set(needed, [record]);
      else known.push(record);
    }
  }
  return {
    find: (id) => byId.get(id),
    referencesOf: listReferences,
    collectDependants(records) {
      const reached = new Set(records);
      for (const record of reached) for (const next of dependants.get(record) ?? []) reached.add(next);
      return reached;
    },
  };
}

function listReferences({ disposition }: DescribedRecord): readonly string[] {
  return disposition.action === 'replay' ? disposition.replay.references : [];
}
