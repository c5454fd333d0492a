import type { Progress } from '../../../../core/progress.js';
import type { Untold } from '../../../../backup-set/content/records.js';
import type { TargetIdentity } from '../../../../cloud/cloud-port.js';
import type { Mapping } from '../../ids/mapping.js';
import type { RestorePolicy } from '../../plan/restore-policy.js';

/** Everything that a run was started with, except secrets. Paths are absolute. */
export interface RunInputs {
  /** The command that began it; absent for a restore. */
  readonly command?: 'drill' | undefined;
  readonly runId: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly restackVersion: string;
  /** The backup share, as a path that can be given again. */
  readonly share: string;
  readonly backup: RestoredBackup & {
    /** Keyed digest of all records, under a key that the run keeps. */
    readonly digest: string;
  };
  /** Null for a drill that came to no cloud. */
  readonly target: TargetIdentity | null;
  /** The time of the incident that the run answers, ISO 8601 UTC; absent where nobody told it. */
  readonly incidentAt?: string | undefined;
  /** File with further trust roots. */
  readonly caFile: string | null;
  readonly settings: RunSettings;
  /** The things that the set does not tell about its records; absent in runs of earlier versions. */
  readonly untold?: readonly Untold[] | undefined;
}

/** The inputs of a restore: its target is there, and can be gone on with. */
export interface RestoreInputs extends RunInputs {
  readonly command?: undefined;
  readonly target: TargetIdentity;
}

/** True for the run of a restore: the target of a drill ended with the drill. */
export function isRestore(inputs: RunInputs): inputs is RestoreInputs {
  return inputs.command === undefined && inputs.target !== null;
}

/** The backup that a run restores. */
export interface RestoredBackup {
  readonly backupId: string;
  readonly deploymentId: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** The digest that restack digest prints; absent in runs of earlier versions. */
  readonly setDigest?: string | undefined;
}

/** The decisions of a person before the plan was made. */
export interface RunSettings {
  readonly mapping: Mapping;
  readonly policy: RestorePolicy;
}

/** The voice of a run: progress, warnings and questions; and the signal that ends it. */
export interface RunDialogue {
  readonly progress: Progress;
  /** Aborted when the run is to stop; its reason is the error to throw. */
  readonly signal: AbortSignal;
  warn(message: string): void;
  /** A line on whatever step is going on. */
  readonly note?: ((text: string) => void) | undefined;
  /**
   * Asks. `instead` is the flag by which the caller would have said it himself.
   *
   * @throws CANCELLED or CONFIRMATION_REQUIRED unless the answer is yes.
   */
  confirm(question: { readonly message: string; readonly instead?: string | undefined }): Promise<void>;
}
