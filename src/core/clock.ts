/** The source of time, so that tests can move it. */
export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for durations. */
  monotonicMs(): number;
  /** Resolves after `delayMs`; rejects with the signal's reason when it is aborted first. */
  wait(delayMs: number, signal?: AbortSignal): Promise<void>;
}
