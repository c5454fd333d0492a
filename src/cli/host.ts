import type { SignalSource } from './terminal/signals.js';

/** The process a command runs in, so that tests can be one. */
export interface Host {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** What a terminal says about itself (`NO_COLOR`, `CI`, `TERM`, …). What use cases need is read in `app`. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly process: SignalSource;
  readonly now: () => Date;
  readonly monotonicMs: () => number;
}
