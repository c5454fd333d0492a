import type { EarlierCall, WriteIntent } from '../restore/ports.js';
import type { IntentEntry, JournalRecord, OutcomeEntry } from './journal-entry.js';

/** What all attempts so far tell of the calls of a run. The newest word on a call counts. */
export class EarlierCalls {
  readonly #calls = new Map<string, EarlierCall>();
  readonly #intents: readonly IntentEntry[];

  constructor(records: readonly JournalRecord[]) {
    const intents = new Map<number, IntentEntry>();
    for (const { seq, entry } of records) {
      if (entry.type === 'intent') {
        intents.set(seq, entry);
        this.#calls.set(keyOf(entry), { result: 'inDoubt' });
      } else if (entry.type === 'outcome') {
        const intent = intents.get(entry.of);
        if (intent !== undefined) this.#calls.set(keyOf(intent), describeOutcome(entry));
      }
    }
    this.#intents = [...new Map([...intents.values()].map((intent) => [keyOf(intent), intent])).values()];
  }

  /** Undefined when no attempt came to the call. */
  find(intent: WriteIntent): EarlierCall | undefined {
    return this.#calls.get(keyOf(intent));
  }

  /** Every call that was begun, once, and what is known of it. */
  list(): readonly { readonly intent: WriteIntent; readonly call: EarlierCall }[] {
    return this.#intents.map((intent) => ({ intent, call: this.find(intent) ?? { result: 'inDoubt' } }));
  }
}

function describeOutcome({ result, status = 200, at, unchanged }: OutcomeEntry): EarlierCall {
  return result === 'done' ? { result, status, at, unchanged } : { result };
}

function keyOf({ stage, kind, id, recordIndex }: WriteIntent): string {
  return [stage, kind, recordIndex, id].join(' ');
}
