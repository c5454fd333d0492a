import { availableParallelism } from 'node:os';
import type { KeyedContext } from '../../../backup-set/data-file/open-data-file.js';
import { type JobResult, type ProofJob, proveInTwo } from './prove-in-two.js';
import {
  canStartThread,
  createThreadShelf,
  type LendWay,
  type ProofThread,
  startProofThread,
} from '../thread/proof-thread.js';
import { MIB } from '../../../core/sizes.js';

/** Proves large files on all cores, without copies on a disk. */
export interface ProofPool {
  /** Announces one more job, so that a thread can start while its key is being made ready. */
  expect(): void;
  prove(job: ProofJob): Promise<JobResult>;
  /** Ends all threads. */
  close(): Promise<void>;
}

interface QueuedJob {
  readonly job: ProofJob;
  readonly settle: (work: Promise<JobResult>) => void;
}

/** More threads than this read faster than a share delivers. */
const MAX_THREADS = 8;

/** The number of threads, and the way to start one. */
export interface PoolThreads {
  readonly count: number;
  readonly start: () => ProofThread;
}

/** Selects the threads of a pool, each with its way to a share where they need one; undefined when there is nothing to gain: one core, or no threads to be had. */
export function selectThreads(lend?: LendWay): PoolThreads | undefined {
  const count = Math.min(availableParallelism(), MAX_THREADS);
  return count < 2 || !canStartThread() ? undefined : { count, start: () => startProofThread(lend) };
}

/** Makes a pool for one store, whose files other threads open by its place. */
export function createProofPool(context: KeyedContext, threads: PoolThreads, signal: AbortSignal): ProofPool {
  const queue: QueuedJob[] = [];
  const budget = createMemoryBudget<ProofThread>(MEMORY_BUDGET_BYTES);
  const { start } = threads;
  const shelf = createThreadShelf({ start, signal, onEnd: (thread) => budget.release(thread) });
  let running = 0;
  let expected = 0;
  let scheduled = false;

  async function runOnThread<T>(work: (thread: ProofThread) => Promise<T>): Promise<T> {
    running += 1;
    try {
      return await shelf.use(work);
    } finally {
      running -= 1;
      dispatch();
    }
  }

  async function callHelpers(work: (thread: ProofThread) => Promise<void>): Promise<void> {
    await Promise.all(Array.from({ length: threads.count - running }, async () => runOnThread(work)));
  }

  async function proveFile({ snapshot, key, onBytes }: ProofJob, thread: ProofThread): Promise<JobResult> {
    const inMemory = budget.reserve(thread, snapshot.dataFileSizeBytes);
    return thread.proveFile({ location: context.store.location, snapshot, key, inMemory }, onBytes);
  }

  function dispatch(): void {
    // The largest first: what is left at the end is small, and the cores end together.
    queue.sort((one, other) => sizeOf(other) - sizeOf(one));
    const dominant = running === 0 ? takeDominant(queue) : undefined;
    if (dominant !== undefined) {
      const { job, settle } = dominant;
      settle(runOnThread(async (thread) => proveInTwo(job, { thread, callHelpers }, context)));
    }
    while (running < threads.count) {
      const next = queue.shift();
      if (next === undefined) return;
      next.settle(runOnThread(async (thread) => proveFile(next.job, thread)));
    }
  }

  return {
    expect() {
      expected += 1;
      if (expected <= threads.count) shelf.prepare();
    },
    prove: async (job) =>
      new Promise((resolve) => {
        queue.push({ job, settle: resolve });
        if (scheduled) return;
        scheduled = true;
        // All files of a set are asked for in one breath; what is best depends on all of them.
        setImmediate(() => {
          scheduled = false;
          dispatch();
        });
      }),
    close: async () => shelf.clear(),
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

/** Memory that all threads together may fill with files. */
export const MEMORY_BUDGET_BYTES = 96 * MIB;

/** Divides a memory between those who hold parts of it. */
export interface MemoryBudget<Holder> {
  /** Lets a holder have `sizeBytes` in all. @returns false, and changes nothing, when that is more than there is. */
  reserve(holder: Holder, sizeBytes: number): boolean;
  /** Takes back all that a holder has. */
  release(holder: Holder): void;
}

/** Makes a budget of which nothing is spent. What a holder once got stays with it until it is released. */
export function createMemoryBudget<Holder>(limitBytes: number): MemoryBudget<Holder> {
  const held = new Map<Holder, number>();
  return {
    reserve(holder, sizeBytes) {
      const own = held.get(holder) ?? 0;
      const others = [...held.values()].reduce((sum, size) => sum + size, 0) - own;
      if (others + sizeBytes > limitBytes) return false;
      held.set(holder, Math.max(own, sizeBytes));
      return true;
    },
    release(holder) {
      held.delete(holder);
    },
  };
}
