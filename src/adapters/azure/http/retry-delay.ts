import type { Clock } from '../../../core/clock.js';

/** The longest delay that is believed: a cloud counts calls by the hour. */
const LONGEST_BELIEVED_MS = 3_600_000;

/**
 * The delay a `Retry-After` header asks for, in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). One of
 * more than an hour, as a date of another century, is a fault of whoever asks, and counts as none.
 */
export function parseRetryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const isNumber = /^\d+(?:\.\d+)?$/.test(text);
  const delayMs = isNumber ? Math.round(Number(text) * 1000) : Math.max(0, Date.parse(text) - now.getTime());
  return delayMs <= LONGEST_BELIEVED_MS ? delayMs : undefined;
}

/** Exponential back-off with full jitter: somewhere between nothing and `baseMs` · 2^attempt, at most `maxMs`. */
export function computeBackoff(
  attempt: number,
  {
    baseMs,
    maxMs,
    random,
  }: { readonly baseMs: number; readonly maxMs: number; readonly random: () => number },
): number {
  return Math.round(random() * Math.min(maxMs, baseMs * 2 ** attempt));
}

/** Waits, and tells of a wait that is long enough for a person to wonder. */
export async function waitVisibly(
  delayMs: number,
  { clock, signal, note, reason }: WaitOptions & { readonly reason: string },
): Promise<void> {
  if (delayMs >= NOTED_WAIT_MS) note?.(`waiting: ${reason}`, { reason, delayMs });
  await clock.wait(delayMs, signal);
}

const NOTED_WAIT_MS = 2000;

/** The clock and the listeners of a wait. */
export interface WaitOptions {
  readonly clock: Clock;
  /** Ends the wait; the wait then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly note?: NoteWait | undefined;
}

/** Hears of a wait in words, and of the facts in them. */
export type NoteWait = (text: string, wait: { readonly reason: string; readonly delayMs: number }) => void;

/** Tells of waits for one reason once: calls that wait side by side for one thing are one wait. */
export function noteOnce(clock: Clock, note: (text: string, leftMs: number) => void): NoteWait {
  const toldUntilMs = new Map<string, number>();
  return (text, { reason, delayMs }) => {
    const nowMs = clock.monotonicMs();
    if (nowMs < (toldUntilMs.get(reason) ?? nowMs)) return;
    toldUntilMs.set(reason, nowMs + delayMs);
    note(text, delayMs);
  };
}
