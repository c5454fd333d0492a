import type { PayloadKind } from '../../schema/payloads.js';

/** A write that is about to happen. Holds no body: bodies can hold secrets. */
export interface WriteIntent {
  readonly stage: string;
  readonly kind: PayloadKind;
  /** Lower-case id of the resource in the target. */
  readonly id: string;
  readonly recordIndex: number;
}

/**
 * The end of a write. `settled`: the call of an earlier attempt was in doubt, and the target shows that it took effect.
 * `at` is the id that the target gave to the written object; `unchanged` and `doubted` as in the reply.
 */
export type WriteOutcome =
  | {
      readonly result: 'done';
      readonly status: number;
      readonly at?: string | undefined;
      readonly unchanged?: boolean | undefined;
      readonly doubted?: boolean | undefined;
    }
  | { readonly result: 'settled' }
  | { readonly result: 'failed'; readonly code: string; readonly message: string };

/** The end of a call in earlier attempts of a run. `inDoubt`: it was about to be made, and its end is not known. */
export type EarlierCall =
  | Exclude<WriteOutcome, { result: 'failed' }>
  | {
      readonly result: 'failed' | 'inDoubt';
      /** The time just before it was made, in milliseconds since 1970; runs of earlier versions kept none. */
      readonly begunMs?: number | undefined;
    };

/** The record of a run: an intent is safe before the call is made, its outcome after. */
export interface RestoreJournal {
  /** Resolves when the intent would survive a crash. `at` is the time of it. */
  intend(intent: WriteIntent, at: Date): Promise<JournaledCall>;
  /** Recalls a call from before this attempt; undefined when no attempt came to it. */
  recall?(intent: WriteIntent): EarlierCall | undefined;
}

/** One call between its intent and its outcome. */
export interface JournaledCall {
  settle(outcome: WriteOutcome): Promise<void>;
}

/** The journal of a run that nobody will resume: a drill's target is gone when the drill ends. */
export const unjournaled: RestoreJournal = {
  intend: () => Promise.resolve({ settle: () => Promise.resolve() }),
};
