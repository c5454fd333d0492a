import { describe, expect, it } from 'vitest';
import { isWithinReach, measureVersionDistance } from '../../../src/cloud/stamp-versions.js';

const CASES: readonly (readonly [
  backup: string,
  target: string,
  releases: number,
  unknown: readonly number[],
])[] = [
  ['1.2301.0.55', '1.2301.2.58', 0, []],
  ['1.2301.0.55', '1.2306.0.1', 1, []],
  ['1.2301.0.55', '1.2311.1.22', 2, []],
  ['1.2301.0.55', '1.2206.1.24', -1, []],
  ['1.1811.0.101', '1.1901.0.95', 1, []],
  ['1.2501.1.47', '1.2506.0.1', 1, [2506]],
  ['1.2406.0.1', '1.2506.0.1', 3, [2506]],
  ['1.2506.0.1', '1.2511.0.1', 1, [2506, 2511]],
];

describe('measureVersionDistance', () => {
  it.each(CASES)('%s to %s is %i', (...[backup, target, releases, unknown]) => {
    const distance = measureVersionDistance(backup, target);
    expect(distance).toEqual({ releases, unknown });
    expect(distance !== undefined && isWithinReach(distance)).toBe(releases === 0 || releases === 1);
  });

  it.each([
    ['2301', '1.2301.0.1'],
    ['1.2301.0.1', ''],
    ['1.2301.0.1', '2.2301.0.1'],
  ])('cannot compare %j with %j', (backup, target) => {
    expect(measureVersionDistance(backup, target)).toBeUndefined();
  });
});
