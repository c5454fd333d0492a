import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectLikeUndisturbed } from './crash-assertions.js';
import { type CrashCloud, type CrashEnd, startCrashCloud } from './crash-cloud.js';

let cloud: CrashCloud;
let undisturbed: CrashEnd;

beforeAll(async () => {
  cloud = await startCrashCloud();
  undisturbed = await cloud.restore([]);
}, 60_000);

afterAll(() => cloud.close());

// Places, not steps: how many steps there are grows with the sample. The sweep over all of them is in test/slow.
const PLACES = [
  ['while it plans', [0.2]],
  ['while it makes its folder', [0.38]],
  ['after half of it', [0.6]],
  ['among its secrets', [0.8]],
  ['near its end', [0.97]],
  ['and once more while it is taken up', [0.7, 0.25]],
] as const;

describe('a restore that is killed', () => {
  it('is not disturbed when nobody kills it', () => {
    expectLikeUndisturbed(undisturbed, undisturbed, cloud.fresh);
    expect(undisturbed.report).toMatchObject({ attempts: 1, readBack: { different: 0 } });
    expect(undisturbed.contents).not.toEqual(cloud.fresh);
    expect(undisturbed.stepCount).toBeGreaterThan(500);
  });

  it.each(PLACES)('ends like an undisturbed one when it dies %s', async (_name, places) => {
    const kills = places.map((place) => 1 + Math.round((undisturbed.stepCount - 1) * place));
    const end = await cloud.restore(kills);
    expect(end.crashes).toHaveLength(kills.length);
    expectLikeUndisturbed(end, undisturbed, cloud.fresh);
  });
});
