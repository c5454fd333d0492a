import type { SetRecords } from '../../../../backup-set/content/records.js';
import type { TargetIdentity } from '../../../../cloud/cloud-port.js';
import type { Clock } from '../../../../core/clock.js';
import type { ProcessMark, ProcessStanding, ProcessTable } from '../../../../core/process-mark.js';
import type { DecidedRecord } from '../../plan/resume-plan.js';
import type { KeptRun } from './kept-run.js';
import type { RestoredBackup, RunInputs } from './run-inputs.js';

/** All runs of one machine, and the locks of their targets. Errors as of a {@link KeptRun}. */
export interface RunArchive {
  /** Where they are kept, for messages. */
  readonly path: string;
  /** Ids of all runs, in no order. */
  listIds(): Promise<readonly string[]>;
  open(runId: string): KeptRun;
  /** Proves that a run can be kept, before the work is done that it tells of. */
  assertWritable(): Promise<void>;
  /**
   * Keeps a new run: all of it, or nothing. The caller holds the lock of the target under the same id; that of a drill
   * nobody else knows.
   */
  create(run: NewRun): Promise<KeptRun>;
  /**
   * Takes the lock of a target, so that no second run writes to it. A holder that died on this machine is passed over.
   *
   * @throws LOCKED when another run holds it.
   */
  lock(request: LockRequest): Promise<TargetLock>;
  /** The lock that a run holds; undefined when it holds none. */
  findLock(runId: string): Promise<(HeldLock & TargetLock) | undefined>;
}

/** A run that is planned, and not begun. */
export interface NewRun {
  readonly inputs: Omit<RunInputs, 'backup'> & { readonly backup: RestoredBackup };
  readonly decisions: readonly DecidedRecord[];
  /** The records that the plan was made of. */
  readonly records: SetRecords;
}

/** A target that is to be locked, and for which run. */
export interface LockRequest {
  readonly target: TargetIdentity;
  readonly runId: string;
  /** Asked about a holder on another machine, where nobody can see whether it still lives. Default: never. */
  readonly mayTakeOver?: (holder: LockHolder) => Promise<boolean>;
}

/** A lock that is held. */
export interface TargetLock {
  release(): Promise<void>;
}

/** The holder of a lock, and whether that process is still there. */
export interface HeldLock {
  /** Undefined when what stands there cannot be read. */
  readonly holder: LockHolder | undefined;
  readonly standing: ProcessStanding;
}

/** The holder of the lock of a target. */
export interface LockHolder {
  readonly runId: string;
  /** Admin endpoint, for people. */
  readonly target: string;
  /** ISO 8601 UTC. */
  readonly since: string;
  readonly process: ProcessMark;
}

/** The ground that runs stand on: where they are kept, which processes live, and the time. */
export interface RunGround {
  readonly archive: RunArchive;
  readonly processes: ProcessTable;
  readonly clock: Clock;
}
