import type {
  EarlierCall,
  RestoreJournal,
  WriteIntent,
  WriteOutcome,
} from '../../src/use-cases/restore/restore-journal.js';

/** A journal that outlives the attempts of a run in memory. */
export class MemoryJournal implements RestoreJournal {
  readonly lines: { readonly intent: WriteIntent; readonly at: Date; outcome?: WriteOutcome }[] = [];
  readonly #earlier = new Map<string, EarlierCall>();
  readonly #step: (name: string) => void;

  /** @param step called before each line is kept and after; what it throws is a crash. */
  constructor(step: (name: string) => void = () => undefined) {
    this.#step = step;
  }

  /** The journal as the next attempt finds it. */
  reopen(step?: (name: string) => void): MemoryJournal {
    const next = new MemoryJournal(step);
    for (const [key, call] of this.#earlier) next.#earlier.set(key, call);
    for (const { intent, at, outcome } of this.lines) {
      next.#earlier.set(keyOf(intent), describeEarlier(outcome, at));
    }
    return next;
  }

  recall(intent: WriteIntent): EarlierCall | undefined {
    return this.#earlier.get(keyOf(intent));
  }

  intend(intent: WriteIntent, at: Date) {
    return this.#keep('intent', () => {
      const line: { readonly intent: WriteIntent; readonly at: Date; outcome?: WriteOutcome } = {
        intent,
        at,
      };
      this.lines.push(line);
      return {
        settle: (outcome: WriteOutcome) =>
          this.#keep('outcome', () => {
            line.outcome = outcome;
          }),
      };
    });
  }

  #keep<R>(name: string, keep: () => R): Promise<R> {
    return Promise.resolve().then(() => {
      this.#step(`before ${name}`);
      const kept = keep();
      this.#step(`after ${name}`);
      return kept;
    });
  }
}

function describeEarlier(outcome: WriteOutcome | undefined, at: Date): EarlierCall {
  const begunMs = at.getTime();
  if (outcome === undefined) return { result: 'inDoubt', begunMs };
  return outcome.result === 'failed' ? { result: 'failed', begunMs } : outcome;
}

function keyOf({ stage, kind, id, recordIndex }: WriteIntent): string {
  return [stage, kind, id, recordIndex].join(' ');
}
