import type { RandomSource } from '../../src/controller/index.js';

/** The same ids in every cloud, so that two clouds can be compared. */
export function createCountingRandom(): RandomSource {
  let count = 0;
  const next = (digits: number) => (count += 1).toString(16).padStart(digits, '0');
  return {
    guid: () => `00000000-0000-4000-8000-${next(12)}`,
    hex: (byteCount) => next(2 * byteCount),
  };
}
