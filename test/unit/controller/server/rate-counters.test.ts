import { describe, expect, it } from 'vitest';
import { createRateCounters, rateKindOf } from '../../../../src/controller/server/rate-counters.js';

const limits = { reads: 3, writes: 2, deletes: 3 };

describe('createRateCounters', () => {
  it('refuses from an empty budget until its window ends', () => {
    const counters = createRateCounters({
      limits,
      windowMs: 10_000,
      isEnforced: { reads: false, writes: true, deletes: true },
    });
    const charge = (nowMs: number) => counters.charge('a', 'writes', nowMs);
    expect([charge(0).remaining, charge(1).remaining]).toEqual([1, 0]);
    expect(charge(2500)).toMatchObject({ remaining: 0, retryAfterSeconds: 8, limit: 2, windowSeconds: 10 });
    expect(charge(9999).retryAfterSeconds).toBe(1);
    expect(charge(10_000)).toMatchObject({ remaining: 1 });
    expect(charge(10_000).retryAfterSeconds).toBeUndefined();
  });

  it('counts each key and kind for itself, and stops at 0 where nothing is enforced', () => {
    const counters = createRateCounters({
      limits,
      windowMs: 10_000,
      isEnforced: { reads: false, writes: false, deletes: false },
    });
    const left = [1, 2, 3, 4].map(() => counters.charge('a', 'reads', 0));
    expect(left.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0]);
    expect(left.at(-1)?.retryAfterSeconds).toBeUndefined();
    expect(counters.charge('b', 'reads', 0).remaining).toBe(2);
    expect(counters.charge('a', 'deletes', 0).remaining).toBe(2);
  });

  it.each([
    ['GET', 'reads'],
    ['HEAD', 'reads'],
    ['PUT', 'writes'],
    ['POST', 'writes'],
    ['PATCH', 'writes'],
    ['DELETE', 'deletes'],
  ])('charges %s to %s', (method, kind) => {
    expect(rateKindOf(method)).toBe(kind);
  });
});
