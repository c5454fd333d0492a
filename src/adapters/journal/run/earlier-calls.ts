import type { EarlierCall, WriteIntent } from '../../../use-cases/restore/restore-journal.js';
import type { CallSpan, KeptCalls } from '../../../use-cases/restore/runs/kept/kept-run.js';
import type { JournalRecord, OutcomeEntry } from '../lines/journal-line.js';

/** A call that was begun, and its end as far as it is known. */
interface BegunCall {
  readonly intent: WriteIntent;
  call: EarlierCall;
}

/** The calls of a run in all attempts so far. The newest entry about a call counts. */
export class EarlierCalls implements KeptCalls {
  readonly #calls = new Map<string, BegunCall>();
  readonly #spans = new Map<string, CallSpan>();

  constructor(records: Iterable<JournalRecord>) {
    const open = new Map<number, BegunCall>();
    for (const { seq, entry } of records) {
      if (entry.type === 'intent') {
        const { type: _, time, ...intent } = entry;
        const call = { result: 'inDoubt', begunMs: parseTime(time) } as const;
        const begun: BegunCall = { intent, call };
        open.set(seq, begun);
        this.#widen(intent.stage, { atMs: call.begunMs, isAgain: this.#calls.has(keyOf(entry)) });
        this.#calls.set(keyOf(entry), begun);
      } else if (entry.type === 'outcome') {
        const begun = open.get(entry.of);
        if (begun !== undefined) begun.call = describeOutcome(entry, begun.call);
        open.delete(entry.of);
      }
    }
  }

  /** Finds a call; undefined when no attempt came to it. */
  find(intent: WriteIntent): EarlierCall | undefined {
    const begun = this.#calls.get(keyOf(intent));
    return begun?.intent.id === intent.id ? begun.call : undefined;
  }

  spanOf(stage: string): CallSpan | undefined {
    return this.#spans.get(stage);
  }

  #widen(
    stage: string,
    { atMs, isAgain }: { readonly atMs: number | undefined; readonly isAgain: boolean },
  ): void {
    if (atMs === undefined) return;
    const { fromMs, toMs, again } = this.#spans.get(stage) ?? { fromMs: atMs, toMs: atMs, again: 0 };
    this.#spans.set(stage, {
      fromMs: Math.min(fromMs, atMs),
      toMs: Math.max(toMs, atMs),
      again: again + (isAgain ? 1 : 0),
    });
  }

  /** Every call that was begun, once, with its end as far as it is known. */
  list(): readonly { readonly intent: WriteIntent; readonly call: EarlierCall }[] {
    return [...this.#calls.values()];
  }
}

function describeOutcome(
  { result, status = 200, at, unchanged, doubted }: OutcomeEntry,
  begun: EarlierCall,
): EarlierCall {
  if (result === 'done') return { result, status, at, unchanged, doubted };
  if (result === 'settled') return { result };
  return { result, begunMs: begun.result === 'inDoubt' ? begun.begunMs : undefined };
}

function parseTime(time: string | undefined): number | undefined {
  const timeMs = Date.parse(time ?? '');
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

/**
 * The key of a call. The id is left out, because a record has one of it: keys with it would take as much memory as all
 * the rest.
 */
function keyOf({ stage, kind, recordIndex }: WriteIntent): string {
  return `${stage} ${kind} ${recordIndex}`;
}
