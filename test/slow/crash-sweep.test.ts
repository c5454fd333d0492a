import { expect, it } from 'vitest';
import type { SettlingLags } from '../../src/controller/server/weather/profile.js';
import {
  type CrashCloud,
  type CrashEnd,
  HASTY_YOUNG,
  expectLikeUndisturbed,
  startCrashCloud,
} from '../cli/crash-cloud.js';

/** Processes at a time. Each is at work for a second, and waits for little. */
const PARALLEL = 2;

/** Kills of a run in a young cloud, spread over it: each costs the waits of a whole run. */
const YOUNG_KILLS = 40;

/** Restores once for each of the kills, and holds every end against an undisturbed one. Tells how many were killed. */
async function sweep(
  next: (undisturbed: CrashEnd) => () => readonly number[] | undefined,
  settling?: SettlingLags,
): Promise<number> {
  const clouds = await Promise.all(Array.from({ length: PARALLEL }, () => startCrashCloud(settling)));
  try {
    const [first] = clouds;
    if (first === undefined) throw new Error('no cloud');
    const undisturbed = await first.restore([]);
    const take = next(undisturbed);
    let killed = 0;
    const work = async (cloud: CrashCloud) => {
      for (let kills = take(); kills !== undefined; kills = take()) {
        const end = await cloud.restore(kills);
        expectLikeUndisturbed(end, undisturbed, cloud.fresh);
        // No two runs have exactly as many steps: lines of the journal that wait together are written together.
        if (end.crashes.length === 0) expect(end.steps.length).toBeLessThan(kills[0] ?? 0);
        killed += end.crashes.length;
      }
    };
    await Promise.all(clouds.map(work));
    return killed;
  } finally {
    await Promise.all(clouds.map((cloud) => cloud.close()));
  }
}

it('a restore ends like an undisturbed one, whichever step it was killed at', async () => {
  const killed = await sweep((undisturbed) => {
    const steps = undisturbed.steps.length;
    let killAt = 0;
    return () => (killAt < steps + 10 ? [(killAt += 1)] : undefined);
  });
  expect(killed).toBeGreaterThan(500);
});

it('nor does it matter when the cloud is an hour old', async () => {
  const killed = await sweep(({ steps }) => {
    // Planning asks a cloud that has accepted nothing yet, which is like any other: the sweep above kills that.
    const begun = steps.indexOf('before rename');
    const ends = Array.from({ length: YOUNG_KILLS }, (_, index) => [
      begun + Math.ceil(((steps.length - begun) * (index + 0.5)) / YOUNG_KILLS),
    ]);
    return () => ends.shift();
  }, HASTY_YOUNG);
  // Those at the very end can find a run that took a few steps less.
  expect(killed).toBeGreaterThan(YOUNG_KILLS - 4);
});

it('nor does it matter when the one that takes it up is killed, too', async () => {
  const killed = await sweep(({ steps }) => {
    const spread = (count: number, share: number) =>
      Array.from({ length: count }, (_, index) => Math.ceil((steps.length * share * (index + 0.5)) / count));
    // Taking a run up takes fewer steps than beginning one: most of the second kills come before its end.
    const pairs = spread(8, 1).flatMap((first) => spread(6, 0.5).map((second) => [first, second]));
    return () => pairs.shift();
  });
  expect(killed).toBeGreaterThan(72);
});
