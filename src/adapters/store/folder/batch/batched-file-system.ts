import type { EntryStat, FirstPiece, ReadOnlyFileSystem } from '../file-system.js';
import type { Batch, BatchAnswer } from './batch-messages.js';
import type { BatchThread, StartThread } from './batch-thread.js';

/** Calls after which a thread costs less than it saves. */
const CALLS_BEFORE_THREAD = 150;
/** Calls of one batch: enough that asking does not count, few enough that this thread has something to do meanwhile. */
const BATCH_CALLS = 32;
/** Batches that a thread has before it: it needs not wait for this one then. */
const BATCHES_AHEAD = 2;
/** Calls that take longer wait for a device or a server, and wait better side by side. */
const WAITING_MS = 0.1;
const MOST_THREADS = 16;
/** Of this size, the pool of Node waits for as many calls as a server shall have at a time. */
const WIDE_POOL = 16;
const IDLE_MS = 1000;

/** The parts of a batched file system. */
export interface BatchedFileSystemOptions {
  /** Makes calls in the pool of Node. */
  readonly pool: ReadOnlyFileSystem;
  readonly poolThreads: number;
  readonly startThread: StartThread;
}

/**
 * Leaves many small calls to a thread of their own, thirty at a time: where files lie on this machine, waking a thread of
 * Node's pool for each call costs several times the call.
 *
 * It begins with the pool, starts a thread once there are many calls, and returns to the pool where calls turn out to
 * wait. Where the pool is narrow, more threads wait instead.
 */
export function createBatchedFileSystem(options: BatchedFileSystemOptions): ReadOnlyFileSystem {
  const { pool } = options;
  const calls = new CallBatches(options);
  return {
    ...pool,
    lstat: (path) => calls.make({ kind: 'lstat', path, alone: () => pool.lstat(path) }, readStat),
    readPiece: (path, piece) =>
      calls.make({ kind: 'piece', path, piece, alone: () => pool.readPiece(path, piece) }, readBytes),
  };
}

/** One call, and how it is made without a thread. */
interface Call<R> {
  readonly kind: Batch['kind'];
  readonly path: string;
  readonly piece?: FirstPiece;
  readonly alone: () => Promise<R>;
}

/** Where the answer to one call lies. */
interface Place {
  readonly answer: BatchAnswer;
  readonly index: number;
  readonly offset: number;
}

function readStat({ answer, index }: Place): EntryStat {
  const type = answer.types[index];
  return {
    size: answer.sizes[index] ?? 0,
    isFile: () => type === 'file',
    isDirectory: () => type === 'folder',
  };
}

function readBytes({ answer, index, offset }: Place): Uint8Array {
  return answer.bytes.subarray(offset, offset + (answer.sizes[index] ?? 0));
}

/** A call that waits for its batch. */
interface Waiting {
  readonly call: Call<unknown>;
  readonly settle: (place: Place) => void;
  readonly fail: (error: unknown) => void;
  /** Makes the call in the pool after all. */
  readonly giveBack: () => void;
}

class CallBatches {
  readonly #options: BatchedFileSystemOptions;
  readonly #queue: Waiting[] = [];
  readonly #ahead = new Map<BatchThread, number>();
  #calls = 0;
  /** Those that are still about to start, too. */
  #threads = 0;
  #isPoolBetter = false;
  #isFlushing = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: BatchedFileSystemOptions) {
    this.#options = options;
  }

  make<R>(call: Call<R>, read: (place: Place) => R): Promise<R> {
    this.#calls += 1;
    if (this.#calls === CALLS_BEFORE_THREAD && !this.#isPoolBetter) void this.#startThread();
    if (this.#ahead.size === 0) return call.alone();
    return new Promise((resolve, reject) => {
      this.#queue.push({
        call,
        settle: (place) => resolve(read(place)),
        fail: reject,
        giveBack: () => resolve(call.alone()),
      });
      this.#flushSoon();
    });
  }

  async #startThread(): Promise<void> {
    this.#threads += 1;
    try {
      const thread = await this.#options.startThread();
      if (this.#isPoolBetter) thread.end();
      else this.#ahead.set(thread, 0);
      this.#endWhenIdle();
    } catch {
      this.#stopThreads();
    }
  }

  /** All calls of one turn of the event loop go together. */
  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    setImmediate(() => {
      this.#isFlushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    const share = Math.min(BATCH_CALLS, Math.ceil(this.#queue.length / Math.max(1, this.#ahead.size)));
    // A thread gets its second batch when each has its first one.
    for (let batches = 1; batches <= BATCHES_AHEAD; batches += 1) {
      for (const [thread, ahead] of this.#ahead) {
        if (ahead < batches && this.#queue.length > 0) void this.#send(thread, this.#take(share));
      }
    }
  }

  /** The next calls of one sort. */
  #take(most: number): readonly Waiting[] {
    const kind = this.#queue[0]?.call.kind;
    const other = this.#queue.findIndex(({ call }) => call.kind !== kind);
    return this.#queue.splice(0, Math.min(most, other === -1 ? most : other));
  }

  async #send(thread: BatchThread, waiting: readonly Waiting[]): Promise<void> {
    this.#ahead.set(thread, (this.#ahead.get(thread) ?? 0) + 1);
    try {
      const answer = await thread.ask(createBatch(waiting));
      this.#ahead.set(thread, (this.#ahead.get(thread) ?? 1) - 1);
      settleAll(waiting, answer);
      this.#adapt(answer.medianMs);
    } catch {
      this.#stopThreads();
      for (const { giveBack } of waiting) giveBack();
    }
    if (this.#queue.length > 0) this.#flushSoon();
    this.#endWhenIdle();
  }

  #adapt(medianMs: number): void {
    if (medianMs < WAITING_MS) return;
    if (this.#options.poolThreads >= WIDE_POOL) {
      this.#stopThreads();
      return;
    }
    const wanted = Math.min(MOST_THREADS, Math.ceil(medianMs / WAITING_MS));
    while (this.#threads < wanted) void this.#startThread();
  }

  /** Everything goes on in the pool. */
  #stopThreads(): void {
    this.#isPoolBetter = true;
    this.#endThreads();
    for (const { giveBack } of this.#queue.splice(0)) giveBack();
  }

  #endThreads(): void {
    for (const thread of this.#ahead.keys()) thread.end();
    this.#ahead.clear();
    this.#threads = 0;
  }

  #endWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      const isAtWork = this.#queue.length > 0 || [...this.#ahead.values()].some((ahead) => ahead > 0);
      if (isAtWork) return;
      this.#endThreads();
      this.#calls = 0;
    }, IDLE_MS).unref();
  }
}

function createBatch(waiting: readonly Waiting[]): Batch {
  const paths = waiting.map(({ call }) => call.path);
  const piece = waiting[0]?.call.piece;
  return piece === undefined ? { kind: 'lstat', paths } : { kind: 'piece', paths, piece };
}

function settleAll(waiting: readonly Waiting[], answer: BatchAnswer): void {
  const faults = new Map(answer.faults.map((fault) => [fault.index, fault]));
  let offset = 0;
  for (const [index, { settle, fail }] of waiting.entries()) {
    const fault = faults.get(index);
    if (fault === undefined) settle({ answer, index, offset });
    else fail(Object.assign(new Error(fault.message), { code: fault.code }));
    offset += answer.sizes[index] ?? 0;
  }
}
