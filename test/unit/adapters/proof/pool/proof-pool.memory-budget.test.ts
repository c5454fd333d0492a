import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryBudget } from '../../../../../src/adapters/proof/pool/proof-pool.js';

describe('a memory budget', () => {
  it('lets no more be held than there is, and never takes away what one has', () => {
    const step = fc.record({ holder: fc.nat(4), sizeBytes: fc.nat(80), release: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const budget = createMemoryBudget<number>(100);
        const held = new Map<number, number>();
        for (const { holder, sizeBytes, release } of steps) {
          if (release) {
            budget.release(holder);
            held.delete(holder);
            continue;
          }
          const own = held.get(holder) ?? 0;
          const sum = [...held.values()].reduce((total, size) => total + size, 0);
          const fits = sum - own + Math.max(own, sizeBytes) <= 100;
          expect(budget.reserve(holder, sizeBytes)).toBe(fits);
          if (fits) held.set(holder, Math.max(own, sizeBytes));
        }
      }),
    );
  });

  it('gives all of it to one, and none to another until it is released', () => {
    const budget = createMemoryBudget<string>(100);
    expect(budget.reserve('one', 101)).toBe(false);
    expect(budget.reserve('one', 100)).toBe(true);
    expect(budget.reserve('other', 1)).toBe(false);
    budget.release('one');
    expect(budget.reserve('other', 1)).toBe(true);
  });
});
