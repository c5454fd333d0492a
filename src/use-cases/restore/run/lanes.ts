import { groupByKey } from '../../../core/group-by-key.js';
import type { PlanEntry } from '../plan/restore-plan.js';

/** Groups entries that must follow one another, in their order; all others stand alone. */
export function groupLanes(entries: readonly PlanEntry[]): readonly (readonly PlanEntry[])[] {
  const lanes = groupByKey(entries, ({ id, replay }) => replay?.lane?.name ?? id);
  const position = ({ replay }: PlanEntry) => replay?.lane?.position ?? 0;
  for (const lane of lanes.values()) lane.sort((left, right) => position(left) - position(right));
  return putOpenersFirst([...lanes.values()]);
}

/**
 * Puts one lane of each container first, then all others: the access that the first one opens is open for them by then.
 */
function putOpenersFirst(lanes: readonly (readonly PlanEntry[])[]): readonly (readonly PlanEntry[])[] {
  const opened = new Set<string>();
  const openers: (readonly PlanEntry[])[] = [];
  const others: (readonly PlanEntry[])[] = [];
  for (const lane of lanes) {
    const inside = lane[0]?.replay?.inside;
    const isOpener = inside !== undefined && !opened.has(inside);
    if (isOpener) opened.add(inside);
    (isOpener ? openers : others).push(lane);
  }
  return [...openers, ...others];
}
