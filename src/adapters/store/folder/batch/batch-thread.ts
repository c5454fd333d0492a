import type { Worker } from 'node:worker_threads';
import type { Batch, BatchAnswer } from './batch-messages.js';

/** Undefined when restack runs from its sources, which a worker cannot load: there is no other thread then. */
const WORKER_MODULE = import.meta.url.endsWith('.js')
  ? new URL('../adapters/store/folder/batch/batch-worker.js', import.meta.url)
  : undefined;

/** A thread that makes calls one after the other. It keeps the process from ending while it is at work. */
export interface BatchThread {
  /** The answers come in the order of the batches. @throws Error when the thread has ended. */
  ask(batch: Batch): Promise<BatchAnswer>;
  /** Ends the thread, whatever it does. */
  end(): void;
}

/** Starts a thread, and resolves once it works. @throws Error when it cannot be had. */
export type StartThread = () => Promise<BatchThread>;

/** Starts threads; undefined where none can be had. */
export const startBatchThread: StartThread | undefined =
  WORKER_MODULE === undefined ? undefined : () => start(WORKER_MODULE);

async function start(module: URL): Promise<BatchThread> {
  const { Worker: Thread } = await import('node:worker_threads');
  const worker = new Thread(module, { trackUnmanagedFds: false });
  worker.unref();
  await new Promise<void>((resolve, reject) => {
    worker.once('online', resolve);
    worker.once('error', reject);
  });
  return talkTo(worker);
}

interface Waiting {
  readonly resolve: (answer: BatchAnswer) => void;
  readonly reject: (error: unknown) => void;
}

function talkTo(worker: Worker): BatchThread {
  const waiting: Waiting[] = [];
  let hasEnded = false;
  const fail = (error: unknown): void => {
    hasEnded = true;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.on('message', (answer: BatchAnswer) => {
    waiting.shift()?.resolve(answer);
    if (waiting.length === 0) worker.unref();
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread has ended')));
  return {
    ask(batch) {
      if (hasEnded) return Promise.reject(new Error('the thread has ended'));
      worker.ref();
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage(batch, []);
      });
    },
    end: () => void worker.terminate(),
  };
}
