import type { Clock } from '../../../core/clock.js';
import type { RestoreTarget } from '../../../cloud/cloud-port.js';

/** A target whose reads are timed. */
export interface MeasuredTarget extends RestoreTarget {
  /** Mean time of a read so far, in milliseconds; 0 before the first. */
  readonly meanLatencyMs: () => number;
}

/** Measures the time of a target's reads. */
export function measureTarget<T extends RestoreTarget>(target: T, clock: Clock): T & MeasuredTarget {
  let [count, sumMs] = [0, 0];
  const time = async <R>(ask: () => Promise<R>): Promise<R> => {
    const startedMs = clock.monotonicMs();
    try {
      return await ask();
    } finally {
      count += 1;
      sumMs += clock.monotonicMs() - startedMs;
    }
  };
  return {
    ...target,
    read: (address) => time(() => target.read(address)),
    list: (address) => time(() => target.list(address)),
    meanLatencyMs: () => (count === 0 ? 0 : sumMs / count),
  };
}
