import { type MessagePort, Worker } from 'node:worker_threads';
import type { SegmentHasher } from '../../../backup-set/data-file/segment-hasher.js';
import type { Finding } from '../../../core/errors/finding.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { EntriesToProve, FileToProve } from './proof-messages.js';
import { createRingWriter, createSegmentRing } from './segment-ring.js';
import { createConversation } from './conversation.js';

/**
 * The address of the worker's module. Undefined when restack runs from its sources, which a worker cannot load: all
 * work is done in one thread then.
 */
const WORKER_MODULE = import.meta.url.endsWith('.js')
  ? new URL('../adapters/proof/worker/proof-worker.js', import.meta.url)
  : undefined;

/** True when another thread can be had. */
export function canStartThread(): boolean {
  return WORKER_MODULE !== undefined;
}

/** A second thread that computes: one thing at a time. */
export interface ProofThread {
  /** False while it works, and for ever once it has failed. */
  readonly idle: boolean;
  /** Proves one file of a store. */
  proveFile(
    file: FileToProve,
    onBytes: (bytes: number) => void,
  ): Promise<{ readonly findings: readonly Finding[]; readonly bytes: number }>;
  /** Proves some of the entries of a file. @throws INTEGRITY for the first of them that is not sound. */
  proveEntries(entries: EntriesToProve): Promise<void>;
  /** Hashes the segments of one file there, while this thread goes on. */
  createHasher(macKey: Uint8Array): SegmentHasher;
  /** Lets the thread keep the process from ending, or not; a thread that waits does not. */
  keepAlive(alive: boolean): void;
  /** Ends the thread, whatever it does. */
  end(): Promise<void>;
}

/** Makes the port by which a thread reads from a share of a file server. */
export type LendWay = () => MessagePort | undefined;

/** Starts a thread. Errors that it throws, and its own end, reach the caller that waits for an answer. */
export function startProofThread(lend?: LendWay): ProofThread {
  if (WORKER_MODULE === undefined)
    throw new RestackError('INTERNAL', 'no thread can be started from sources');
  const port = lend?.();
  const worker = new Worker(WORKER_MODULE, port && { workerData: { port }, transferList: [port] });
  const conversation = createConversation(worker);
  return {
    get idle() {
      return conversation.idle;
    },
    async proveFile(file, onBytes) {
      conversation.ask({ kind: 'file', ...file });
      const { findings, bytes } = await conversation.receive('proved', onBytes);
      return { findings, bytes };
    },
    async proveEntries(entries) {
      conversation.ask({ kind: 'entries', ...entries });
      await conversation.receive('entriesProved');
    },
    createHasher(macKey) {
      const ring = createSegmentRing();
      conversation.ask({ kind: 'hash', macKey, ring });
      return createRingWriter(ring, {
        throwIfFailed: () => conversation.throwIfFailed(),
        onFailure: (listener) => conversation.onFailure(listener),
        receiveTag: async () => (await conversation.receive('tag')).tag,
      });
    },
    keepAlive(alive) {
      if (alive) worker.ref();
      else worker.unref();
    },
    async end() {
      await worker.terminate();
    },
  };
}

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
