import { systemClock } from '../../core/system-clock.js';
import type { LockHolder } from '../../adapters/journal/lock-holder.js';
import { machineProcesses } from '../../adapters/disk/process/machine-processes.js';
import { acquireTargetLock } from '../../adapters/journal/target-lock.js';
import type { TargetIdentity } from '../../cloud/cloud-port.js';

/** The target to lock, and the run that holds it. */
export interface TargetLockOptions {
  readonly runsFolder: string;
  readonly target: TargetIdentity;
  readonly runId: string;
  /** Asked about a holder on another machine. Default: it is never passed over. */
  readonly mayTakeOver?: (holder: LockHolder) => Promise<boolean>;
}

/**
 * Holds a target for as long as `use` runs, so that no second run writes to it.
 *
 * @throws LOCKED when another run holds it; what `use` throws.
 */
export async function withTargetLock<R>(options: TargetLockOptions, use: () => Promise<R>): Promise<R> {
  const now = systemClock.now();
  const lock = await acquireTargetLock({ ...options, processes: machineProcesses, now });
  try {
    return await use();
  } finally {
    await lock.release();
  }
}
