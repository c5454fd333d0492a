import type { Finding } from '../../core/errors/finding.js';
import type { Bucket } from '../restore/run/conservation.js';
import type { RestorePlan } from '../restore/plan/restore-plan.js';
import type { RestoreResult } from '../restore/run/run-restore.js';
import type { RecordProblem } from '../restore/run/run-state.js';
import type { SetRecords, Untold } from '../../backup-set/content/records.js';
import type { RestoreTarget } from '../../cloud/cloud-port.js';
import type { Clock } from '../../core/clock.js';
import type { RunTask } from '../../schema/results.js';
import type { PreflightCheck } from '../restore/preflight/preflight.js';

type Counts = { readonly read: number } & { readonly [B in Bucket]: number };

/** The result of a drill. Times in milliseconds, dates ISO 8601 UTC. */
export interface DrillReport {
  readonly runId: string;
  readonly backupId: string;
  readonly backup: DrilledBackup;
  /** The cloud of the drill; null where it was not reached. */
  readonly target: DrillTarget | null;
  readonly preflight: readonly PreflightCheck[];
  /** The parts of the drill in their order, from its start. */
  readonly phases: readonly DrillPhase[];
  readonly state: 'completed' | 'partial' | 'failed';
  /** True: a drill's target ends with the drill, so there is nothing to resume. */
  readonly terminal: boolean;
  readonly startedAt: string;
  /** From the start of the drill to the end of the read-back. */
  readonly durationMs: number;
  readonly verification: DrillVerification;
  /** The records by the bucket that they ended in. The buckets add up to `read`, in total and for each kind. */
  readonly conservation: Counts & { readonly byKind: readonly (Counts & { readonly kind: string })[] };
  readonly stages: readonly {
    readonly name: string;
    readonly kind: string;
    readonly objects: number;
    /** From the start of the drill. */
    readonly startMs: number;
    readonly durationMs: number;
    /** The time of the stage in which a call waited. */
    readonly waitMs: number;
    readonly retries: number;
    readonly state: 'done' | 'partial' | 'failed' | 'skipped' | 'pending';
  }[];
  readonly readBack: { readonly compared: number; readonly different: number };
  readonly problems: readonly RecordProblem[];
  readonly tasks: readonly RunTask[];
  /** The achieved and the given objectives; an objective that was not given is null. */
  readonly objectives: {
    readonly rtoMs: number | null;
    readonly achievedRtoMs: number;
    readonly rpoMs: number | null;
    readonly achievedRpoMs: number;
    /** ISO 8601 UTC: the time from which the age of the set is counted. */
    readonly incidentAt: string;
  };
}

/** The set of a drill: when it was taken, and of which cloud. */
export interface DrilledBackup {
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly deploymentId: string;
  readonly stampVersion: string;
  /** 64 hexadecimal digits. Source: format specification, section 10. */
  readonly digest: string;
}

/** The cloud of a drill, in the words of its own metadata. */
export interface DrillTarget {
  readonly adminEndpoint: string;
  readonly region: string;
  readonly domain: string;
  readonly identitySystem: string;
}

/** A part of a drill. */
export interface DrillPhase {
  readonly name: 'proof' | 'cloud' | 'plan' | 'restore';
  readonly startMs: number;
  readonly durationMs: number;
}

/** The proof of the set, which comes before the replay. */
export interface DrillVerification {
  readonly level: 'structure' | 'keys' | 'integrity' | 'content';
  readonly verdict: 'passed' | 'failed';
  /** True when nothing that anybody names is missing, and nothing is there in part. */
  readonly complete: boolean;
  readonly findings: readonly Finding[];
}

/** A set as the drill takes it: proved, and with its records. */
export interface ProvedSet {
  readonly backupId: string;
  readonly createdAt: Date;
  readonly deploymentId: string;
  readonly stampVersion: string;
  readonly digest: string;
  readonly verification: DrillVerification;
  /** Undefined when the verdict is `failed`: nothing is replayed then. */
  readonly records: SetRecords | undefined;
  /** The things that the set does not tell about its records; absent where it tells all. */
  readonly untold?: readonly Untold[] | undefined;
}

/** A cloud made for one drill, connected. */
export interface DrillCloud {
  readonly target: RestoreTarget & {
    /** The time by which its clock is ahead, in milliseconds; undefined when it did not tell. */
    clockOffsetMs?(): number | undefined;
  };
  /** Ends the connection, then the cloud. */
  close(): Promise<void>;
}

/** A replay of a drill that is about to begin. */
export interface DrillReplay {
  readonly set: ProvedSet & { readonly records: SetRecords };
  readonly plan: RestorePlan;
  readonly target: RestoreTarget;
  readonly startedAt: Date;
  /** By which its calls wait. */
  readonly clock: Clock;
  /** Calls at a time inside a stage. */
  readonly concurrency: number;
  readonly settleMs: number | undefined;
  /** Judges what came of it. */
  readonly judge: (restored: RestoreResult) => RestoreResult;
}

/** The set and the cloud of a drill. */
export interface DrillPorts {
  /** Proves the set to `content` and reads its records. */
  readSet(): Promise<ProvedSet>;
  /**
   * Starts a fresh cloud and connects to it. It must have nothing of an earlier drill.
   *
   * @param clock by which its calls wait
   */
  startCloud(clock: Clock): Promise<DrillCloud>;
  /** Replays, and keeps all that tells of it. Absent: only replays. */
  readonly replay?: (work: DrillReplay) => Promise<RestoreResult>;
  /** Keeps a drill whose set was not proved, so that nothing was replayed. */
  readonly keepUnproved?: (set: ProvedSet, startedAt: Date) => Promise<void>;
}
