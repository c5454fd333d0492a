import { inspect } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { SearchOrder, SearchReport } from './search-worker.js';
import { SharedInput } from './shared-input.js';

/** No input of a few kilobytes may take longer. */
const HANG_MS = 20_000;
const HEAP_MIB = 512;
/** The memory by which this process may grow while a search runs: buffers lie outside of the heap. */
const GROWTH_BYTES = 1024 * 1024 * 1024;
const LOOK_MS = 250;

/** Runs a search in a thread of its own, and ends it when an input takes too long or too much memory. */
export async function runSearch(bundle: string, order: Omit<SearchOrder, 'memory'>): Promise<SearchReport> {
  const shared = new SharedInput();
  const worker = new Worker(bundle, {
    workerData: { ...order, memory: shared.memory } satisfies SearchOrder,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  let stopWatching = (): void => {};
  try {
    return await new Promise<SearchReport>((resolve) => {
      const fail = (error: string): void => {
        resolve({ runs: shared.count, reached: 0, corpus: [], broken: { input: shared.take(), error } });
      };
      worker.on('message', (report: SearchReport) => resolve(report));
      worker.on('error', (error) => fail(inspect(error)));
      worker.on('exit', (code) => fail(`the thread ended before the search did, with ${code}`));
      stopWatching = watch(shared, fail);
    });
  } finally {
    stopWatching();
    await worker.terminate();
  }
}

function watch(shared: SharedInput, fail: (error: string) => void): () => void {
  const startBytes = process.memoryUsage.rss();
  let [count, since] = [0, performance.now()];
  const timer = setInterval(() => {
    const now = performance.now();
    if (shared.count !== count) [count, since] = [shared.count, now];
    if (count > 0 && now - since > HANG_MS) fail(`an input was not read after ${HANG_MS} ms`);
    const grownBytes = process.memoryUsage.rss() - startBytes;
    if (grownBytes > GROWTH_BYTES) fail(`the process grew by ${grownBytes} bytes`);
  }, LOOK_MS);
  return () => clearInterval(timer);
}
