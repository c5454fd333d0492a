import { setMaxListeners } from 'node:events';

import { RestackError } from '../../core/errors/restack-error.js';

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** A signal that asks a command to stop. */
export type StopSignal = keyof typeof EXIT_CODES;

const STOP_SIGNALS: readonly StopSignal[] = ['SIGINT', 'SIGTERM'];

/** The part of `process` that signals need. */
export interface SignalSource {
  readonly pid: number;
  on(signal: StopSignal, listener: () => void): unknown;
  removeListener(signal: StopSignal, listener: () => void): unknown;
  kill(pid: number, signal: StopSignal): unknown;
}

/** The interruption of one command, which listens until it is released. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Acts as if the signal had come: for a terminal in raw mode, where Ctrl+C is only a key. */
  interrupt(name: StopSignal): void;
  readonly release: () => void;
}

/**
 * Turns the first SIGINT or SIGTERM into an abort whose reason is the `INTERRUPTED` error (exit 130 or 143).
 * The second one gets the system's own treatment: the process ends at once.
 *
 * @param beforeDeath called at the second one
 */
export function watchSignals(source: SignalSource, beforeDeath: () => void = () => {}): Interruption {
  const controller = new AbortController();
  // Whatever waits listens to it, and a run can wait for a thousand things: Node would tell the person of a leak.
  setMaxListeners(0, controller.signal);
  const listeners = STOP_SIGNALS.map((name) => ({ name, listener: () => interrupt(name) }));

  function release(): void {
    for (const { name, listener } of listeners) source.removeListener(name, listener);
  }

  function interrupt(name: StopSignal): void {
    if (controller.signal.aborted) {
      release();
      beforeDeath();
      source.kill(source.pid, name);
      return;
    }
    controller.abort(
      new RestackError('INTERRUPTED', `stopped by ${name}`, {
        exitCode: EXIT_CODES[name],
        details: { signal: name },
      }),
    );
  }

  for (const { name, listener } of listeners) source.on(name, listener);
  return { signal: controller.signal, interrupt, release };
}
