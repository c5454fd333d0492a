import { hash } from 'node:crypto';
import { isObject } from '../../../core/is-object.js';
import type { WriteIntent } from '../../../use-cases/restore/restore-journal.js';

/** A line as it was read. It is whole in itself; the reader checks that it follows the one before. */
export interface JournalLine extends JournalRecord {
  /** Digest of the line before; empty for the first. */
  readonly previous: string;
  /** Highest sequence number that was safe on disk when this line was written; -1 for none. */
  readonly synced: number;
  readonly sum: string;
}

const SUM_LENGTH = 16;
const SEALED = /^(\{.*),"sum":"([0-9a-f]{16})"\}$/;
const TYPES: ReadonlySet<unknown> = new Set(['journal', 'attempt', 'intent', 'outcome']);

/** Formats a line, without its line end. Each holds the digest of the one before, and its own. */
export function formatJournalLine(line: Omit<JournalLine, 'sum'>): {
  readonly text: string;
  readonly sum: string;
} {
  const { seq, previous, synced, entry } = line;
  const content = JSON.stringify({ seq, previous, synced, entry });
  const sum = digest(content);
  return { text: `${content.slice(0, -1)},"sum":"${sum}"}`, sum };
}

/** Parses a line; undefined when it is not exactly as it was written. */
export function parseJournalLine(text: string): JournalLine | undefined {
  const [, start, sum] = SEALED.exec(text) ?? [];
  if (start === undefined || sum === undefined || digest(`${start}}`) !== sum) return undefined;
  const content = parseJson(`${start}}`);
  return isContent(content) ? { ...content, sum } : undefined;
}

/** The digest is no secret: a line whose digest is right need not be one that restack wrote. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Computes a digest in one call: an object for each line would stay until the next full garbage collection. */
function digest(content: string): string {
  return hash('sha256', content).slice(0, SUM_LENGTH);
}

/**
 * True for the content of a journal's line. The digest has shown that restack wrote it; this shows that it was this
 * kind of file.
 */
function isContent(value: unknown): value is Omit<JournalLine, 'sum'> {
  if (!isObject(value)) return false;
  const { seq, previous, synced, entry } = value;
  return (
    typeof seq === 'number' &&
    typeof previous === 'string' &&
    typeof synced === 'number' &&
    isObject(entry) &&
    isEntry(entry)
  );
}

function isEntry(value: Readonly<Record<string, unknown>>): value is JournalEntry & Record<string, unknown> {
  return TYPES.has(value['type']);
}

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
  /** ISO 8601 UTC; earlier versions wrote none. */
  readonly time?: string;
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
  readonly doubted?: boolean | undefined;
}

/** One line of a journal. */
export type JournalEntry = HeaderEntry | AttemptEntry | IntentEntry | OutcomeEntry;

/** An entry with its place. */
export interface JournalRecord {
  /** From 0, without gaps. */
  readonly seq: number;
  readonly entry: JournalEntry;
}
