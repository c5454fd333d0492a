import { type PoolOptions, type PoolWorker, ThreadsPoolWorker, type WorkerRequest } from 'vitest/node';

type Listener = (argument: unknown) => void;

/** Runs after which a thread is given up, with what it has gathered meanwhile. */
const RUNS_OF_A_THREAD = 100;

let kept: { readonly thread: ThreadsPoolWorker; runs: number } | undefined;

/**
 * A thread that the run of the next mutant takes over, with all modules that are loaded: to load them takes longer than
 * the tests that notice most mutants. Files of tests are read anew for each run.
 */
export class KeptThread implements PoolWorker {
  readonly name = 'kept-thread';
  readonly #listeners: (readonly [event: string, listener: Listener])[] = [];
  #isDone = false;

  constructor(private readonly options: PoolOptions) {}

  async start(): Promise<void> {
    if (kept !== undefined) return;
    const thread = new ThreadsPoolWorker(this.options);
    await thread.start();
    kept = { thread, runs: 0 };
  }

  on(event: string, listener: Listener): void {
    this.#listeners.push([event, listener]);
    kept?.thread.on(event, listener);
  }

  off(event: string, listener: Listener): void {
    kept?.thread.off(event, listener);
  }

  /** Passes on everything but the request to end, which it answers itself. */
  send(message: WorkerRequest): void {
    if (message.type !== 'stop') {
      kept?.thread.send(message);
      return;
    }
    this.#isDone = true;
    for (const [event, listener] of this.#listeners) {
      if (event === 'message') listener({ type: 'stopped', __vitest_worker_response__: true });
    }
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  async stop(): Promise<void> {
    for (const [event, listener] of this.#listeners) this.off(event, listener);
    if (kept === undefined) return;
    kept.runs += 1;
    if (!this.#isDone || kept.runs >= RUNS_OF_A_THREAD) await endKeptThread();
  }
}

/** Ends the thread that waits for another run. */
export async function endKeptThread(): Promise<void> {
  const ended = kept;
  kept = undefined;
  await ended?.thread.stop();
}
