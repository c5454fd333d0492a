import type { Clock } from '../core/clock.js';
import type { RestoreTarget } from './ports.js';
import type { KindAccess } from './resource-kind.js';

/** Access for one plan or one run: what is done once is done once for its whole duration. */
export function createKindAccess(target: RestoreTarget, clock: Clock): KindAccess {
  const results = new Map<string, Promise<unknown>>();
  return {
    target,
    clock,
    once: <T>(key: string, work: () => Promise<T>) => remember(results, key, work),
  };
}

function remember<T>(results: Map<string, Promise<unknown>>, key: string, work: () => Promise<T>): Promise<T>;
function remember(results: Map<string, Promise<unknown>>, key: string, work: () => Promise<unknown>) {
  const result = results.get(key) ?? work();
  results.set(key, result);
  return result;
}
