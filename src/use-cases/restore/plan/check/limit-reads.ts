import pLimit from 'p-limit';
import type { RestoreTarget } from '../../../../cloud/cloud-port.js';

/** Limits a target to so many reads at a time. */
export function limitReads(target: RestoreTarget, concurrency: number): RestoreTarget {
  const limit = pLimit(concurrency);
  return {
    ...target,
    read: (address) => limit(() => target.read(address)),
    list: (address) => limit(() => target.list(address)),
  };
}
