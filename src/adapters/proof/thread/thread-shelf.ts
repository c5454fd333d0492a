import type { ProofThread } from './proof-thread.js';

/** Threads that wait for the next file. */
export interface ThreadShelf {
  /** Puts a new thread on the shelf. */
  prepare(): void;
  /**
   * Runs `work` on a waiting thread, or a new one. It comes back to the shelf when `work` leaves it idle, and is ended
   * when not.
   */
  use<T>(work: (thread: ProofThread) => Promise<T>): Promise<T>;
  /** Ends those that wait. */
  clear(): Promise<void>;
}

/** Makes an empty shelf. Aborting `signal` ends the threads that work, and `use` throws its reason. */
export function createThreadShelf(options: {
  readonly start: () => ProofThread;
  readonly signal: AbortSignal;
  /** Hears of each thread that was ended. */
  readonly onEnd: (thread: ProofThread) => void;
}): ThreadShelf {
  const { start, signal } = options;
  const idle: ProofThread[] = [];
  const put = (thread: ProofThread): void => {
    thread.keepAlive(false);
    idle.push(thread);
  };
  const end = async (thread: ProofThread): Promise<void> => {
    await thread.end();
    options.onEnd(thread);
  };
  return {
    prepare() {
      put(start());
    },
    async use(work) {
      signal.throwIfAborted();
      const thread = idle.pop() ?? start();
      thread.keepAlive(true);
      const stop = (): void => void thread.end();
      signal.addEventListener('abort', stop, { once: true });
      try {
        return await work(thread);
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener('abort', stop);
        if (thread.idle) put(thread);
        else await end(thread);
      }
    },
    async clear() {
      await Promise.all(idle.splice(0).map(end));
    },
  };
}
