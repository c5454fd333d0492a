import type { SetRecords } from '../../../../backup-set/content/records.js';
import type { ProcessMark } from '../../../../core/process-mark.js';
import type { ReportDocument, RunReport } from '../../../../schema/results.js';
import type { DecidedRecord } from '../../plan/resume-plan.js';
import type { EarlierCall, RestoreJournal, WriteIntent } from '../../restore-journal.js';
import type { RunInputs } from './run-inputs.js';

/**
 * One run, as it is kept on this machine. Every method throws NOT_FOUND, INTEGRITY or UNSUPPORTED as the fault of what
 * is kept is, and PERMISSION_MISSING or CONFIG when it cannot be read or written.
 */
export interface KeptRun {
  readonly runId: string;
  /** Where it is kept, for messages. */
  readonly path: string;
  readInputs(): Promise<RunInputs>;
  readStatus(): Promise<RunStatus>;
  writeStatus(status: RunStatus): Promise<void>;
  /** The decisions of its plan, read as they are asked for. */
  readDecisions(): Iterable<DecidedRecord>;
  /** The calls that its journal tells of, for looking. */
  readCalls(): KeptCalls;
  /** The result of the newest attempt that came to an end; undefined when none did. */
  readResult(): Promise<KeptResult | undefined>;
  writeResult(result: KeptResult): Promise<void>;
  /** The report that a drill ended with, as it lies; undefined where it came to none. */
  readReport(): Promise<unknown>;
  writeReport(report: ReportDocument): Promise<void>;
  /** Keyed digest of records, as in the inputs of the run: equal for the records that it began with. */
  digestRecords(records: SetRecords): Promise<string>;
  /** Opens the journal for an attempt. The caller holds the lock of the target. */
  openAttempt(): Promise<RunAttempt>;
}

/** The open journal of one attempt. */
export interface RunAttempt {
  readonly journal: RestoreJournal;
  /** Notes which process begins the attempt, safely on disk. */
  begin(holder: ProcessMark, at: Date): Promise<void>;
  /** Ends all writes, and closes the journal. Closing again does nothing more. */
  close(): Promise<void>;
}

/** The calls of all attempts so far. */
export interface KeptCalls {
  /** Undefined when no attempt came to the call. */
  find(intent: WriteIntent): EarlierCall | undefined;
  /** The time in which calls of a stage were begun; undefined where none was, or an earlier version kept no times. */
  spanOf(stage: string): CallSpan | undefined;
  /** Every call that was begun, once, and what is known of it. */
  list(): readonly { readonly intent: WriteIntent; readonly call: EarlierCall }[];
}

/** The calls of a stage in all attempts, in milliseconds since 1970. */
export interface CallSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** Calls that an earlier attempt had begun already. */
  readonly again: number;
}

/** The result of an attempt that came to its end. It holds no secret. */
export interface KeptResult extends Pick<RunReport, 'conservation' | 'problems'> {
  readonly outcome: string | null;
  readonly readBack: { readonly compared: number; readonly different: number };
  readonly stages: readonly {
    readonly name: string;
    /** ISO 8601 UTC; null where the stage was not begun. Earlier versions kept neither this nor waits. */
    readonly startedAt?: string | null;
    readonly durationMs: number;
    /** The time of the stage in which a call waited. */
    readonly waitMs?: number;
    /** The number of waits that began in the stage. */
    readonly retries?: number;
    readonly state: 'done' | 'partial' | 'failed' | 'skipped';
  }[];
}

/** The states of a run. Source: command-line contract, "Restore run states". */
export type RunStateName =
  'planned' | 'running' | 'completed' | 'partial' | 'blocked' | 'interrupted' | 'failed';

/** The state of a run, and the process that has it. */
export interface RunStatus {
  readonly state: RunStateName;
  /** ISO 8601 UTC. */
  readonly updatedAt: string;
  /** The process that took it up last; null before the first. */
  readonly holder: ProcessMark | null;
  /** The number of processes that took it up. */
  readonly attempts: number;
  /** ISO 8601 UTC; null unless a person gave the run up. */
  readonly abandonedAt: string | null;
}

/** True when a run cannot be taken up again: all of it is done, nothing of it was begun, or it was given up. */
export function isTerminal({ state, abandonedAt }: Pick<RunStatus, 'state' | 'abandonedAt'>): boolean {
  return state === 'completed' || state === 'blocked' || abandonedAt !== null;
}
