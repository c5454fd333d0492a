// The thread that a guided search runs in; bundled with all targets, instrumented.
import { inspect } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { createRandom } from '../mutation.js';
import { search } from '../search.js';
import { findTarget } from '../targets.js';
import { readBranchCounters } from './branch-counters.js';
import { SharedInput } from './shared-input.js';

/** The search that the thread carries out. */
export interface SearchOrder {
  readonly target: string;
  readonly seconds: number;
  readonly randomSeed: number;
  /** The findings of an earlier search, beside the target's own seeds. */
  readonly corpus: readonly Uint8Array[];
  readonly memory: SharedArrayBuffer;
}

/** The report of the thread at its end. */
export interface SearchReport {
  readonly runs: number;
  readonly reached: number;
  readonly corpus: readonly Uint8Array[];
  readonly broken: { readonly input: Uint8Array; readonly error: string } | undefined;
}

async function run(order: SearchOrder): Promise<SearchReport> {
  const target = findTarget(order.target);
  const shared = new SharedInput(order.memory);
  const counters = readBranchCounters();
  const end = performance.now() + order.seconds * 1000;
  const { runs, corpus, broken } = await search(target, {
    random: createRandom(order.randomSeed),
    corpus: [...(await target.readSeeds()), ...order.corpus],
    isOver: () => performance.now() >= end,
    onInput: (input) => shared.put(input),
    isNew: () => counters.takeNew(),
  });
  const error = broken === undefined ? undefined : { input: broken.input, error: inspect(broken.error) };
  return { runs, reached: counters.reached, corpus, broken: error };
}

function isSearchOrder(value: unknown): value is SearchOrder {
  return typeof value === 'object' && value !== null && 'target' in value && 'memory' in value;
}

const order: unknown = workerData;
if (!isSearchOrder(order)) throw new Error('this thread is started by run-search.ts');
parentPort?.postMessage(await run(order), []);
