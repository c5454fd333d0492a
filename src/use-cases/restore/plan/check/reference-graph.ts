import type { DescribedRecord } from '../describe-records.js';

/** The references between the records of a plan. */
export interface ReferenceGraph {
  /** The record with this lower-case id; undefined when the set has none. */
  find(id: string): DescribedRecord | undefined;
  /** The ids of the objects that must be there before the record's. */
  referencesOf(record: DescribedRecord): readonly string[];
  readonly collectDependants: CollectDependants<DescribedRecord>;
  /** The records that need this one themselves. */
  collectDirectDependants(record: DescribedRecord): readonly DescribedRecord[];
}

/** Indexes the references between records. */
export function createReferenceGraph(described: readonly DescribedRecord[]): ReferenceGraph {
  const byId = new Map<string, DescribedRecord>();
  // Of several records with one id the first is the one that is replayed.
  for (const record of described) if (!byId.has(record.id)) byId.set(record.id, record);
  const direct = indexDirect(described, listReferences);
  return {
    find: (id) => byId.get(id),
    referencesOf: listReferences,
    collectDependants: collectAll(direct),
    collectDirectDependants: ({ id }) => direct.get(id) ?? [],
  };
}

function listReferences({ disposition }: DescribedRecord): readonly string[] {
  return disposition.action === 'replay' ? disposition.replay.references : [];
}

/** Collects everything that needs one of some things, directly or through others, and the things themselves. */
export type CollectDependants<T> = (things: Iterable<T>) => ReadonlySet<T>;

/**
 * Indexes the dependants of each thing once, for all questions that follow.
 *
 * @param referencesOf ids of the things that a thing needs; ids of nothing among `all` are passed over
 */
export function indexDependants<T extends { readonly id: string }>(
  all: readonly T[],
  referencesOf: (thing: T) => readonly string[],
): CollectDependants<T> {
  return collectAll(indexDirect(all, referencesOf));
}

function indexDirect<T extends { readonly id: string }>(
  all: readonly T[],
  referencesOf: (thing: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const direct = new Map<string, T[]>();
  for (const thing of all) {
    for (const reference of referencesOf(thing)) {
      const known = direct.get(reference);
      if (known === undefined) direct.set(reference, [thing]);
      else known.push(thing);
    }
  }
  return direct;
}

function collectAll<T extends { readonly id: string }>(
  direct: ReadonlyMap<string, readonly T[]>,
): CollectDependants<T> {
  return (things) => {
    const reached = new Set(things);
    for (const thing of reached) for (const next of direct.get(thing.id) ?? []) reached.add(next);
    return reached;
  };
}

/**
 * Finds records that need each other in a circle, each circle once, in the order in which they need each other. A record
 * that is not among them closes no circle.
 * Works with a stack of its own, so that long chains do not exhaust that of the language.
 */
export function findCycles(
  described: readonly DescribedRecord[],
  graph: ReferenceGraph,
): readonly (readonly DescribedRecord[])[] {
  const cycles: DescribedRecord[][] = [];
  const done = new Set<DescribedRecord>();
  const among = new Set(described);
  const neighboursOf = (record: DescribedRecord) =>
    neighbours(record, graph).filter((found) => among.has(found));
  for (const start of described) {
    if (done.has(start)) continue;
    const path: DescribedRecord[] = [];
    const onPath = new Map<DescribedRecord, number>();
    const open = [{ record: start, next: neighboursOf(start) }];
    enter(start, path, onPath);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const following = top.next.pop();
      if (following === undefined) {
        open.pop();
        path.pop();
        onPath.delete(top.record);
        done.add(top.record);
      } else if (onPath.has(following)) {
        cycles.push(path.slice(onPath.get(following)));
      } else if (!done.has(following)) {
        enter(following, path, onPath);
        open.push({ record: following, next: neighboursOf(following) });
      }
    }
  }
  return cycles;
}

function enter(record: DescribedRecord, path: DescribedRecord[], onPath: Map<DescribedRecord, number>): void {
  onPath.set(record, path.length);
  path.push(record);
}

function neighbours(record: DescribedRecord, graph: ReferenceGraph): DescribedRecord[] {
  return graph
    .referencesOf(record)
    .map((id) => graph.find(id))
    .filter((found) => found !== undefined);
}
