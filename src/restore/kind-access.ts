import type { Clock } from '../core/clock.js';
import type { EarlierRuns, RestoreTarget } from './ports.js';
import type { KindAccess } from './resource-kind.js';

/** Access with the means to end a stage. */
export interface RunAccess extends KindAccess {
  /** Does all that was put off, each through `run`, and throws the first error of it after the last was tried. */
  finishStage(run: <T>(work: () => Promise<T>) => Promise<T>): Promise<void>;
}

/** Access for one plan or one run: what is done once is done once for its whole duration. */
export function createKindAccess(target: RestoreTarget, clock: Clock, earlierRuns?: EarlierRuns): RunAccess {
  const results = new Map<string, Promise<unknown>>();
  const putOff: (() => Promise<void>)[] = [];
  return {
    target,
    clock,
    earlierRuns,
    once: <T>(key: string, work: () => Promise<T>) => remember(results, key, work),
    afterStage: (work) => {
      putOff.push(work);
    },
    async finishStage(run) {
      const ended = await Promise.allSettled(putOff.splice(0).map((work) => run(work)));
      for (const end of ended) if (end.status === 'rejected') throw end.reason;
    },
  };
}

function remember<T>(results: Map<string, Promise<unknown>>, key: string, work: () => Promise<T>): Promise<T>;
function remember(results: Map<string, Promise<unknown>>, key: string, work: () => Promise<unknown>) {
  const result = results.get(key) ?? work();
  results.set(key, result);
  return result;
}
