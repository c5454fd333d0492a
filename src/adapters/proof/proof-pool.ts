import { availableParallelism } from 'node:os';
import type { Snapshot } from '../../backup-set/catalog.js';
import { type KeyedContext } from '../../backup-set/data-file/open-data-file.js';
import { proveWithKey } from '../../backup-set/content/prove-snapshot.js';
import type { SnapshotKey } from '../../backup-set/data-file/snapshot-key.js';
import { type Finding, hasErrors } from '../../core/errors/finding.js';
import { canStartThread, type ProofThread, startProofThread } from './proof-thread.js';

/** A file to be proved, with its key. */
export interface ProofJob {
  readonly snapshot: Snapshot;
  readonly key: SnapshotKey;
  readonly onBytes: (bytes: number) => void;
}

/** What came of it. */
export interface JobResult {
  readonly findings: readonly Finding[];
  readonly bytes: number;
}

/** Proves large files on all cores, where they lie. */
export interface ProofPool {
  /** Announces one more job, so that a thread can start while its key is being made ready. */
  expect(): void;
  prove(job: ProofJob): Promise<JobResult>;
}

interface QueuedJob {
  readonly job: ProofJob;
  readonly settle: (work: Promise<JobResult>) => void;
}

/** More threads than this read faster than a share delivers. */
const MAX_THREADS = 8;

/** Undefined when there is nothing to gain: one core, or no threads to be had. */
export function createProofPool(context: KeyedContext, signal: AbortSignal): ProofPool | undefined {
  const threadCount = Math.min(availableParallelism(), MAX_THREADS);
  if (threadCount < 2 || !canStartThread()) return undefined;
  const queue: QueuedJob[] = [];
  const threads = createThreadShelf(signal);
  let running = 0;
  let expected = 0;
  let scheduled = false;

  function dispatch(): void {
    scheduled = false;
    // The largest first: what is left at the end is small, and the cores end together.
    queue.sort((one, other) => sizeOf(other) - sizeOf(one));
    const dominant = running === 0 ? takeDominant(queue) : undefined;
    if (dominant !== undefined) run(dominant, async (thread) => proveInTwo(dominant.job, thread, context));
    while (running < threadCount) {
      const next = queue.shift();
      if (next === undefined) return;
      const { snapshot, key, onBytes } = next.job;
      const file = { location: context.store.location, snapshot, key };
      run(next, async (thread) => thread.prove(file, onBytes));
    }
  }

  function run(queued: QueuedJob, work: (thread: ProofThread) => Promise<JobResult>): void {
    running += 1;
    const finished = threads.use(work).finally(() => {
      running -= 1;
      if (queue.length > 0) dispatch();
      else threads.clear();
    });
    queued.settle(finished);
  }

  return {
    expect() {
      expected += 1;
      if (expected <= threadCount) threads.prepare();
    },
    prove: async (job) =>
      new Promise((resolve) => {
        queue.push({ job, settle: resolve });
        if (scheduled) return;
        scheduled = true;
        // All files of a set are asked for in one breath; what is best depends on all of them.
        setImmediate(dispatch);
      }),
  };
}

function sizeOf({ job }: QueuedJob): number {
  return job.snapshot.dataFileSizeBytes;
}

/** The file that alone takes longer than all others together: it is worth two threads. */
function takeDominant(queue: QueuedJob[]): QueuedJob | undefined {
  const [first, ...others] = queue;
  const rest = others.reduce((sum, queued) => sum + sizeOf(queued), 0);
  if (first === undefined || sizeOf(first) <= rest) return undefined;
  return queue.shift();
}

/** This thread computes the tag, which takes longest and cannot be divided; the other one does all else. */
async function proveInTwo(job: ProofJob, thread: ProofThread, context: KeyedContext): Promise<JobResult> {
  const { snapshot, key, onBytes } = job;
  const createDigester = thread.createDigester.bind(thread);
  const { findings, bytes, dataFile } = await proveWithKey(snapshot, key, {
    ...context,
    onBytes,
    createDigester,
  });
  await dataFile?.dispose();
  return { findings, bytes };
}

/** Threads that wait for the next file. */
interface ThreadShelf {
  /** Puts a new thread on the shelf. */
  prepare(): void;
  /** Runs `work` on a waiting thread, or a new one. It comes back to the shelf unless the work failed. */
  use(work: (thread: ProofThread) => Promise<JobResult>): Promise<JobResult>;
  /** Ends those that wait: a command ends when none is left. */
  clear(): void;
}

function createThreadShelf(signal: AbortSignal): ThreadShelf {
  const idle: ProofThread[] = [];
  const put = (thread: ProofThread): void => {
    thread.keepAlive(false);
    idle.push(thread);
  };
  return {
    prepare() {
      put(startProofThread());
    },
    async use(work) {
      signal.throwIfAborted();
      const thread = idle.pop() ?? startProofThread();
      thread.keepAlive(true);
      const stop = (): void => void thread.end();
      signal.addEventListener('abort', stop, { once: true });
      try {
        const result = await work(thread);
        // A proof that ended early may have left answers behind that nobody waited for.
        if (hasErrors(result.findings)) await thread.end();
        else put(thread);
        return result;
      } catch (error) {
        await thread.end();
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    clear() {
      for (const thread of idle.splice(0)) void thread.end();
    },
  };
}
