import { describe, expect, it } from 'vitest';
import { workThrough } from '../../../src/core/work-through.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('workThrough', () => {
  it('works on as many items at a time as it may, and on each once, in their order', async () => {
    const begun: number[] = [];
    let active = 0;
    let most = 0;
    await workThrough(
      Array.from({ length: 10 }, (_, index) => index),
      3,
      async (item) => {
        begun.push(item);
        active += 1;
        most = Math.max(most, active);
        await turn();
        active -= 1;
      },
    );
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(3);
  });

  it('takes an item only when there is room for it', async () => {
    let taken = 0;
    let done = 0;
    function* list() {
      for (; taken < 6; taken += 1) {
        expect(taken - done).toBeLessThan(2);
        yield taken;
      }
    }
    await workThrough(list(), 2, async () => {
      await turn();
      done += 1;
    });
    expect(done).toBe(6);
  });

  it('takes no further item after a failure, and throws it at once', async () => {
    const begun: number[] = [];
    const failure = new Error('no');
    let release = () => {};
    const open = new Promise<void>((resolve) => {
      release = resolve;
    });
    const work = workThrough([1, 2, 3, 4], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw failure;
      await open;
    });
    await expect(work).rejects.toBe(failure);
    release();
    await turn();
    expect(begun).toEqual([1, 2]);
  });

  it('has nothing to do with nothing', async () => {
    await expect(workThrough([], 4, () => Promise.reject(new Error('called')))).resolves.toBeUndefined();
  });
});
