import type { WriteIntent } from '../../../use-cases/restore/restore-journal.js';

/** The first entry of every journal, which binds it to the files of its run. */
export interface HeaderEntry {
  readonly type: 'journal';
  readonly version: 1;
  readonly runId: string;
  /** SHA-256 of the run's inputs and decisions, which hold no secret. */
  readonly inputs: string;
  readonly decisions: string;
}

/** The entry of a process that took up the run. */
export interface AttemptEntry {
  readonly type: 'attempt';
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly pid: number;
  readonly host: string;
}

/** The entry of a call that is about to be made. */
export interface IntentEntry extends WriteIntent {
  readonly type: 'intent';
}

/**
 * The entry of a call's end. It holds the code of an error, never its text: a server's text can repeat what it was
 * sent.
 */
export interface OutcomeEntry {
  readonly type: 'outcome';
  /** Sequence number of the intent. */
  readonly of: number;
  readonly result: 'done' | 'settled' | 'failed';
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly at?: string | undefined;
  readonly unchanged?: boolean | undefined;
}

/** One line of a journal. */
export type JournalEntry = HeaderEntry | AttemptEntry | IntentEntry | OutcomeEntry;

/** An entry with its place. */
export interface JournalRecord {
  /** From 0, without gaps. */
  readonly seq: number;
  readonly entry: JournalEntry;
}
