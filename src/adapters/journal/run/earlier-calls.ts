import type { EarlierCall, WriteIntent } from '../../../use-cases/restore/restore-journal.js';
import type { JournalRecord, OutcomeEntry } from '../lines/journal-entry.js';

/** A call that was begun, and what is known of it. */
interface BegunCall {
  readonly intent: WriteIntent;
  call: EarlierCall;
}

const IN_DOUBT: EarlierCall = { result: 'inDoubt' };

/** What all attempts so far tell of the calls of a run. The newest word on a call counts. */
export class EarlierCalls {
  readonly #calls = new Map<string, BegunCall>();

  constructor(records: Iterable<JournalRecord>) {
    const open = new Map<number, BegunCall>();
    for (const { seq, entry } of records) {
      if (entry.type === 'intent') {
        const begun = { intent: entry, call: IN_DOUBT };
        open.set(seq, begun);
        this.#calls.set(keyOf(entry), begun);
      } else if (entry.type === 'outcome') {
        const begun = open.get(entry.of);
        if (begun !== undefined) begun.call = describeOutcome(entry);
        open.delete(entry.of);
      }
    }
  }

  /** Undefined when no attempt came to the call. */
  find(intent: WriteIntent): EarlierCall | undefined {
    const begun = this.#calls.get(keyOf(intent));
    return begun?.intent.id === intent.id ? begun.call : undefined;
  }

  /** Every call that was begun, once, and what is known of it. */
  list(): readonly { readonly intent: WriteIntent; readonly call: EarlierCall }[] {
    return [...this.#calls.values()];
  }
}

function describeOutcome({ result, status = 200, at, unchanged }: OutcomeEntry): EarlierCall {
  return result === 'done' ? { result, status, at, unchanged } : { result };
}

/** Without the id, which a record has one of: keys that hold it would take as much memory as all the rest. */
function keyOf({ stage, kind, recordIndex }: WriteIntent): string {
  return `${stage} ${kind} ${recordIndex}`;
}
