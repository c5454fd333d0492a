import { groupByKey } from '../../../core/group-by-key.js';
import type { PlayedEntry } from '../plan/restore-plan.js';
import pLimit from 'p-limit';
import type { Settling } from './settling/settling.js';

/** Groups entries that must follow one another, in their order; all others stand alone. */
export function groupLanes(entries: readonly PlayedEntry[]): readonly Lane[] {
  const lanes = groupByKey(entries, ({ id, replay }) => replay.lane?.name ?? id);
  const position = ({ replay }: PlayedEntry) => replay.lane?.position ?? 0;
  for (const lane of lanes.values()) lane.sort((left, right) => position(left) - position(right));
  return putOpenersFirst([...lanes.values()]);
}

/**
 * Puts one lane of each container first, then all others: the access that the first one opens is open for them by then.
 */
function putOpenersFirst(lanes: readonly Lane[]): readonly Lane[] {
  const opened = new Set<string>();
  const openers: (readonly PlayedEntry[])[] = [];
  const others: (readonly PlayedEntry[])[] = [];
  for (const lane of lanes) {
    const inside = lane[0]?.replay.inside;
    const isOpener = inside !== undefined && !opened.has(inside);
    if (isOpener) opened.add(inside);
    (isOpener ? openers : others).push(lane);
  }
  return [...openers, ...others];
}

/** Records that follow one another. */
export type Lane = readonly PlayedEntry[];

/** Hands lanes out, each as soon as it is ready, to all who work on them. */
export interface LaneQueue {
  /** The number of all its lanes. */
  readonly size: number;
  /** Waits for a lane that is ready. @returns undefined once all are handed out, or no more shall be. */
  take(): Promise<Lane | undefined>;
}

/**
 * Queues lanes, those that are ready in their order.
 *
 * @param whenReady undefined for a lane that is ready now; false from the promise gives the lane up
 */
export function queueLanes(
  lanes: readonly Lane[],
  whenReady: (lane: Lane) => Promise<boolean> | undefined,
): LaneQueue {
  const ready: Lane[] = [];
  const takers: ((lane: Lane | undefined) => void)[] = [];
  let coming = 0;
  const arrive = (lane: Lane | undefined) => {
    coming -= 1;
    const taker = lane === undefined ? undefined : takers.shift();
    if (taker !== undefined) taker(lane);
    else if (lane !== undefined) ready.push(lane);
    if (coming === 0) for (const idle of takers.splice(0)) idle(undefined);
  };
  for (const lane of lanes) {
    const wait = whenReady(lane);
    if (wait === undefined) ready.push(lane);
    else {
      coming += 1;
      void wait.then((isReady) => arrive(isReady ? lane : undefined));
    }
  }
  let taken = 0;
  return {
    size: lanes.length,
    take: () => {
      if (taken < ready.length) return Promise.resolve(ready[taken++]);
      return coming === 0 ? Promise.resolve(undefined) : new Promise((resolve) => takers.push(resolve));
    },
  };
}

/** Lets so much work go on side by side as the target bears. */
export interface AdaptiveLimit {
  readonly concurrency: number;
  /** The most pieces of work at a time, which `concurrency` never exceeds. */
  readonly most: number;
  run<R>(work: () => Promise<R>): Promise<R>;
}

/**
 * Begins with half of `most`, adds one each time that as many pieces of work as go on side by side have ended without
 * strain, and halves when there was some. Work that was under way then tells nothing new, and is not counted.
 *
 * @param bounds `strain` counts how often the target has shown that it has too much to do.
 */
export function createAdaptiveLimit(bounds: {
  readonly most: number;
  readonly strain: () => number;
}): AdaptiveLimit {
  const { most, strain } = bounds;
  const limit = pLimit(Math.max(1, Math.ceil(most / 2)));
  let known = strain();
  let calm = 0;
  let stale = 0;
  const adapt = () => {
    const strained = strain() > known;
    known = strain();
    if (stale > 0) stale -= 1;
    else if (strained) {
      stale = limit.activeCount - 1;
      calm = 0;
      limit.concurrency = Math.max(1, Math.floor(limit.concurrency / 2));
    } else {
      calm += 1;
      if (calm < limit.concurrency || limit.concurrency >= most) return;
      calm = 0;
      limit.concurrency += 1;
    }
  };
  return {
    most,
    get concurrency() {
      return limit.concurrency;
    },
    run: (work) =>
      limit(async () => {
        try {
          return await work();
        } finally {
          adapt();
        }
      }),
  };
}

/** Lanes that are begun beside those that wait for the target to settle, which keep their places. */
const LANES_BESIDE_WAITS = 1000;

/** The places of lanes, and the waits that give theirs up. */
export interface SharedPlaces {
  readonly limit: AdaptiveLimit;
  readonly settling: Pick<Settling, 'isHolding' | 'onHold'>;
}

/**
 * Works on lanes, as many times as they go on side by side, and more often as soon as some of them have to wait.
 *
 * @param work takes lanes until there are none
 */
export async function workSideBySide(
  lanes: Pick<LaneQueue, 'size'>,
  { limit, settling }: SharedPlaces,
  work: (isBesideWaits: boolean) => Promise<void>,
): Promise<readonly PromiseSettledResult<void>[]> {
  const works: Promise<PromiseSettledResult<void>>[] = [];
  const begin = (most: number) => {
    while (works.length < Math.min(most, lanes.size)) {
      works.push(Promise.allSettled([work(works.length >= limit.most)]).then(([result]) => result));
    }
  };
  const beginMore = () => begin(limit.most + LANES_BESIDE_WAITS);
  begin(limit.most);
  const forget = settling.onHold(beginMore);
  if (settling.isHolding) beginMore();
  const results: PromiseSettledResult<void>[] = [];
  // A wait that begins meanwhile makes it longer.
  for (const one of works) results.push(await one);
  forget();
  return results;
}
