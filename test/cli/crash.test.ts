import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CrashCloud, type CrashEnd, expectLikeUndisturbed, startCrashCloud } from './crash-cloud.js';

let cloud: CrashCloud;
let undisturbed: CrashEnd;

beforeAll(async () => {
  cloud = await startCrashCloud();
  undisturbed = await cloud.restore([]);
}, 60_000);

afterAll(() => cloud.close());

type FindStep = (steps: readonly string[]) => number;

/** Places, not numbers: how many steps there are grows with the sample. The sweep over all of them is in test/slow. */
const PLACES: readonly { readonly name: string; readonly places: readonly FindStep[] }[] = [
  { name: 'while it plans', places: [(steps) => steps.findIndex((step) => step.endsWith('/plans'))] },
  { name: 'while it makes its folder', places: [(steps) => steps.indexOf('before rename')] },
  { name: 'after half of it', places: [(steps) => steps.length * 0.6] },
  { name: 'when a secret is written, and not noted yet', places: [(steps) => findSecret(steps)] },
  // Lines of the journal that wait together are written together: a busy machine makes fewer steps of the same run.
  { name: 'when most of it is done', places: [(steps) => steps.length * 0.8] },
  {
    name: 'and so does what takes it up',
    places: [(steps) => steps.length * 0.7, (steps) => steps.length * 0.25],
  },
];

function findSecret(steps: readonly string[]): number {
  return steps.findIndex((step) => step.startsWith('after PUT /secrets/'));
}

describe('a restore that is killed', () => {
  it('is not disturbed when nobody kills it', () => {
    expectLikeUndisturbed(undisturbed, undisturbed, cloud.fresh);
    expect(undisturbed.report).toMatchObject({ attempts: 1, readBack: { different: 0 } });
    expect(undisturbed.contents).not.toEqual(cloud.fresh);
    expect(undisturbed.steps.length).toBeGreaterThan(500);
  });

  it.each(PLACES)('ends like an undisturbed one when it dies $name', async ({ places }) => {
    const kills = places.map((place) => 1 + Math.floor(place(undisturbed.steps)));
    const end = await cloud.restore(kills);
    expect(end.crashes).toHaveLength(kills.length);
    expectLikeUndisturbed(end, undisturbed, cloud.fresh);
  });
});
