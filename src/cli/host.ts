import type { SignalSource } from './terminal/signals.js';

/** The process in which a command runs. A test can take its place. */
export interface Host {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /**
   * Variables by which a terminal describes itself (`NO_COLOR`, `CI`, `TERM`, …). Variables for use cases are read in
   * `app`.
   */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly process: SignalSource;
  readonly now: () => Date;
  readonly monotonicMs: () => number;
}
