import type { DescribedRecord } from '../describe-records.js';
import type { ReferenceGraph } from './reference-graph.js';

/**
 * Finds records that need each other in a circle, each circle once, in the order in which they need each other.
 * Works with a stack of its own, so that long chains do not exhaust that of the language.
 */
export function findCycles(
  described: readonly DescribedRecord[],
  graph: ReferenceGraph,
): readonly (readonly DescribedRecord[])[] {
  const cycles: DescribedRecord[][] = [];
  const done = new Set<DescribedRecord>();
  for (const start of described) {
    if (done.has(start)) continue;
    const path: DescribedRecord[] = [];
    const onPath = new Map<DescribedRecord, number>();
    const open = [{ record: start, next: neighbours(start, graph) }];
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
        open.push({ record: following, next: neighbours(following, graph) });
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
