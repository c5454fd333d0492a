import type { Clock } from '../../../../core/clock.js';
import { type Progress, type ProgressStep, silentProgress } from '../../../../core/progress.js';

/** An object that was accepted, or a side of it, which the cloud does not show yet. */
export interface Awaited {
  /** The object. All that waits for it shares one budget. */
  readonly key: string;
  /** The side of it: calls that wait for the same one let a single call look. */
  readonly aspect: string;
  /** The sight that is waited for, in words: `vault kv-web to answer`. */
  readonly what: string;
  /** Another budget than the usual one, in milliseconds. */
  readonly limitMs?: number | undefined;
  /** The most that one call is worth waiting for, in milliseconds, where the budget is longer. */
  readonly atMostMs?: number | undefined;
}

/** The end of a call, and what it would have to be asked again for; undefined where it is believed. */
export interface Asked<T> {
  /** The result. Throws the error of a call that failed. */
  readonly end: () => T;
  readonly awaited: Awaited | undefined;
}

/** The clock, the budget and the listeners of waits. */
export interface SettlingOptions {
  readonly clock: Clock;
  /** For one object, all its waits together. 0 has no patience at all. */
  readonly limitMs: number;
  readonly progress?: Progress;
  readonly signal?: AbortSignal | undefined;
  /** True once waiting makes no sense any more. */
  readonly isOver?: () => boolean;
}

/** The budget of an object, when nobody says another: a cloud that needs longer for one has a fault. */
export const SETTLE_LIMIT_MS = 600_000;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** Waits that are worth telling. */
const TOLD_PAUSE_MS = 2000;

/** The waits of one object. Times in milliseconds. */
interface Budget {
  spentMs: number;
  /** Of the waits that are going on: their number, when they began, and what they have paused so far. */
  waits: number;
  sinceMs: number;
  pausedMs: number;
  /** By aspect: the call that looks for all, until it knows. */
  readonly looking: Map<string, Promise<void>>;
}

/**
 * The patience of a run with a cloud that takes its time: what contradicts an accepted write is asked for again, with
 * growing pauses, until it is true or the budget of its object is spent. Then it is the error that it was.
 *
 * Of all calls that wait for the same, one looks; the others follow once it knows. Waits hold up nothing else.
 */
export class Settling {
  readonly #options: SettlingOptions;
  readonly #budgets = new Map<string, Budget>();
  readonly #listeners = new Set<() => void>();
  readonly #slowListeners = new Set<() => void>();
  readonly #gaveUp = new WeakSet<object>();
  readonly #display: WaitDisplay;
  #held = 0;
  #isSlow = false;

  constructor(options: SettlingOptions) {
    this.#options = options;
    this.#display = new WaitDisplay(options.progress ?? silentProgress);
  }

  /** True while something is waited for. */
  get isHolding(): boolean {
    return this.#held > 0;
  }

  /** Hears of each wait that begins, until the returned function is called. */
  onHold(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** True once something settles so slowly that it is told of. It stays so: a cloud like this has more of it. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** Hears once when something begins to settle slowly, until the returned function is called. */
  onSlow(listener: () => void): () => void {
    this.#slowListeners.add(listener);
    return () => this.#slowListeners.delete(listener);
  }

  /** True for an error that was waited for as long as could be: it is the fault of one object. */
  hasGivenUp(error: unknown): boolean {
    return typeof error === 'object' && error !== null && this.#gaveUp.has(error);
  }

  /** Asks again and again, until the answer is believed or the budget is spent. @throws the signal's reason. */
  async ask<T>(ask: () => Promise<Asked<T>>): Promise<T> {
    let look: Look | undefined;
    try {
      for (;;) {
        const { end, awaited } = await ask();
        if (awaited === undefined) return end();
        if (look !== undefined && !isSame(look.awaited, awaited)) {
          look.end();
          look = undefined;
        }
        const other = look === undefined ? this.#budgetOf(awaited).looking.get(awaited.aspect) : undefined;
        if (other === undefined) {
          look ??= this.#beginLook(awaited);
          if (!(await this.#pause(look))) return this.#giveUp(end);
        } else {
          await other;
          this.#options.signal?.throwIfAborted();
        }
      }
    } finally {
      look?.end();
    }
  }

  #giveUp<T>(end: () => T): T {
    try {
      return end();
    } catch (error) {
      if (typeof error === 'object' && error !== null) this.#gaveUp.add(error);
      throw error;
    }
  }

  /** False once the budget is spent. */
  async #pause(look: Look): Promise<boolean> {
    const { clock, signal, isOver } = this.#options;
    const { awaited } = look;
    const leftMs = Math.min(this.#leftMs(awaited), (awaited.atMostMs ?? Infinity) - look.pausedMs);
    if (leftMs <= 0 || isOver?.() === true) return false;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** look.pauses, LONGEST_PAUSE_MS, leftMs);
    look.pauses += 1;
    if (pauseMs >= TOLD_PAUSE_MS) this.#tell(look, leftMs);
    await clock.wait(pauseMs, signal);
    this.#budgetOf(awaited).pausedMs += pauseMs;
    look.pausedMs += pauseMs;
    return true;
  }

  #tell(look: Look, leftMs: number): void {
    this.#display.show(look, leftMs);
    this.#isSlow = true;
    for (const listener of this.#slowListeners) listener();
    this.#slowListeners.clear();
  }

  #beginLook(awaited: Awaited): Look {
    const { clock } = this.#options;
    const budget = this.#budgetOf(awaited);
    if (budget.waits === 0) Object.assign(budget, { sinceMs: clock.monotonicMs(), pausedMs: 0 });
    budget.waits += 1;
    this.#held += 1;
    let tell = () => {};
    budget.looking.set(awaited.aspect, new Promise((resolve) => (tell = resolve)));
    for (const listener of this.#listeners) listener();
    const look: Look = {
      awaited,
      pauses: 0,
      pausedMs: 0,
      end: () => {
        budget.waits -= 1;
        this.#held -= 1;
        if (budget.waits === 0) budget.spentMs += this.#elapsedMs(budget);
        budget.looking.delete(awaited.aspect);
        this.#display.hide(look);
        tell();
      },
    };
    return look;
  }

  #budgetOf({ key }: Awaited): Budget {
    const known = this.#budgets.get(key);
    if (known !== undefined) return known;
    const looking = new Map<string, Promise<void>>();
    const budget = { spentMs: 0, waits: 0, sinceMs: 0, pausedMs: 0, looking };
    this.#budgets.set(key, budget);
    return budget;
  }

  #leftMs(awaited: Awaited): number {
    const budget = this.#budgetOf(awaited);
    const current = budget.waits === 0 ? 0 : this.#elapsedMs(budget);
    return (awaited.limitMs ?? this.#options.limitMs) - budget.spentMs - current;
  }

  /** The time of the waits that go on: by the clock, and at least the pauses that it was asked for. */
  #elapsedMs({ sinceMs, pausedMs }: Budget): number {
    return Math.max(this.#options.clock.monotonicMs() - sinceMs, pausedMs);
  }
}

/** The wait of the one call that looks for all that wait for the same. */
interface Look {
  readonly awaited: Awaited;
  pauses: number;
  /** Its pauses together. */
  pausedMs: number;
  /** Ends the wait, and lets the others follow. */
  readonly end: () => void;
}

function isSame(left: Awaited, right: Awaited): boolean {
  return left.key === right.key && left.aspect === right.aspect;
}

/** Shows waits as one step, which lasts as long as there is one. */
class WaitDisplay {
  readonly #progress: Progress;
  readonly #shown = new Set<Look>();
  #step: ProgressStep | undefined;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  show(look: Look, leftMs: number): void {
    this.#shown.add(look);
    this.#step ??= this.#progress.begin('Settling', { isPassing: true });
    const others = this.#shown.size - 1;
    const more = others === 0 ? '' : ` (+${others})`;
    this.#step.note(`waiting for ${look.awaited.what}${more}`, leftMs);
  }

  hide(look: Look): void {
    this.#shown.delete(look);
    if (this.#shown.size > 0) return;
    this.#step?.end('done');
    this.#step = undefined;
  }
}
