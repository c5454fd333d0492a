import { describe, expect, it } from 'vitest';
import { readCrashes, TARGETS } from './targets.js';
import { createRandom } from './mutation.js';
import { search } from './search.js';

/** The same inputs in every run. */
const SEED = 20_230_117;
const RUNS = 500;

describe.each(TARGETS)('$name', (target) => {
  it('keeps its laws for every seed', async () => {
    const seeds = await target.readSeeds();
    expect(seeds.length).toBeGreaterThan(0);
    for (const seed of seeds) await target.examine(seed);
  });

  it('keeps its laws for inputs that once broke one', async () => {
    for (const crash of await readCrashes(target.name)) await target.examine(crash);
  });

  it('keeps its laws for changed seeds', async () => {
    const corpus = await target.readSeeds();
    const isOver = (runs: number) => runs >= corpus.length + RUNS;
    const { runs, broken } = await search(target, { random: createRandom(SEED), corpus, isOver });
    // The input goes into the folder of crashes, and is kept there.
    if (broken !== undefined)
      throw new Error(Buffer.from(broken.input).toString('base64'), { cause: broken.error });
    expect(runs).toBe(corpus.length + RUNS);
  });
});
