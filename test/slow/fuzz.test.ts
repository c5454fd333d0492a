import { beforeAll, describe, expect, it } from 'vitest';
import { bundleTargets } from '../fuzz/guided/bundle-targets.js';
import { runSearch } from '../fuzz/guided/run-search.js';
import { TARGETS } from '../fuzz/targets.js';

const SECONDS = 60;

let bundle = '';
beforeAll(async () => {
  bundle = await bundleTargets();
});

describe('a guided search of a minute', () => {
  it.each(TARGETS)('finds no input that breaks a law: $name', async ({ name }) => {
    // Another one each time; a failure names it, and `npm run fuzz -- NAME --seed NUMBER` begins the same way.
    const randomSeed = Date.now() % 0x1_0000_0000;
    const { runs, reached, broken } = await runSearch(bundle, {
      target: name,
      seconds: SECONDS,
      randomSeed,
      corpus: [],
    });
    const found = broken === undefined ? '' : Buffer.from(broken.input).toString('base64');
    expect(broken?.error, `seed ${randomSeed}, input ${found}`).toBeUndefined();
    expect(runs).toBeGreaterThan(100);
    expect(reached).toBeGreaterThan(50);
  });
});
