import type { PlanEntry } from './restore-plan.js';

/** All that needs a record, directly or through others. Records that are not replayed need nothing. */
export type ListDependants = (entry: PlanEntry) => ReadonlySet<PlanEntry>;

/** Indexes who needs whom once, for all questions that follow. */
export function indexDependants(entries: readonly PlanEntry[]): ListDependants {
  const direct = new Map<string, PlanEntry[]>();
  for (const entry of entries) {
    for (const reference of entry.replay?.references ?? []) {
      const known = direct.get(reference);
      if (known === undefined) direct.set(reference, [entry]);
      else known.push(entry);
    }
  }
  return ({ id }) => {
    const reached = new Set(direct.get(id));
    for (const entry of reached) for (const next of direct.get(entry.id) ?? []) reached.add(next);
    return reached;
  };
}
