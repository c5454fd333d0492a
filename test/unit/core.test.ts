import { describe, expect, it, vi, afterEach } from 'vitest';
import { RestackError } from '../../src/core/errors/restack-error.js';
import { meansFull, meansRefused, readSystemCode } from '../../src/core/errors/system-code.js';
import { askAbout, closeQuietly, endAfter, undoFor } from '../../src/core/errors/first-failure.js';
import { isObject } from '../../src/core/is-object.js';
import {
  formatRepositoryName,
  parseRepositoryName,
  readRepositoryParts,
} from '../../src/core/repository-name.js';
import { getEventListeners } from 'node:events';
import { formatAge, formatDay, formatDuration, formatMinute, systemClock } from '../../src/core/clock.js';
import { formatBytes } from '../../src/core/sizes.js';
import { workThrough } from '../../src/core/work-through.js';

const failure = (code: unknown) => Object.assign(new Error('failed'), { code });

describe('readSystemCode', () => {
  it.each([
    ['an error of the system', failure('ENOENT'), 'ENOENT'],
    ['an error of zlib', failure('Z_DATA_ERROR'), 'Z_DATA_ERROR'],
    ['a number', failure(2), undefined],
    ['an error without a code', new Error('failed'), undefined],
    ['an error of restack, whose codes are no system codes', new RestackError('USAGE', 'wrong'), undefined],
    ['what only looks like an error', { code: 'ENOENT' }, undefined],
    ['nothing', undefined, undefined],
  ])('reads %s', (_what, error, code) => {
    expect(readSystemCode(error)).toBe(code);
  });
});

describe('meansFull and meansRefused', () => {
  it('tell no space and no permission from each other and from the rest', () => {
    const codes = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EACCES', 'EPERM', 'EROFS', 'ENOENT', 'EIO'];
    expect(codes.filter(meansFull)).toEqual(['ENOSPC', 'EDQUOT', 'EFBIG']);
    expect(codes.filter(meansRefused)).toEqual(['EACCES', 'EPERM', 'EROFS']);
  });
});

const fail = (message: string) => Object.assign(new Error(message), { code: 'EIO' });

/** Messages of an error and its causes. */
function listCauses(error: unknown): readonly string[] {
  const messages: string[] = [];
  for (let current = error; current instanceof Error; current = current.cause) messages.push(current.message);
  return messages;
}

describe('endAfter', () => {
  it('ends what succeeded, and what failed', async () => {
    const end = vi.fn();
    expect(await endAfter(() => Promise.resolve(7), end)).toBe(7);
    const failure = fail('work');
    await expect(endAfter(() => Promise.reject(failure), end)).rejects.toBe(failure);
    expect(end).toHaveBeenCalledTimes(2);
  });

  it('throws the failure of the end only after work that succeeded', async () => {
    const end = fail('end');
    await expect(
      endAfter(
        () => Promise.resolve(7),
        () => Promise.reject(end),
      ),
    ).rejects.toBe(end);
    const work = new RestackError('INTEGRITY', 'work', { hints: ['look'] });
    await expect(
      endAfter(
        () => Promise.reject(work),
        () => Promise.reject(end),
      ),
    ).rejects.toBe(work);
    expect(listCauses(work).at(-1)).toBe('end');
    expect(work).toMatchObject({ code: 'INTEGRITY', hints: ['look'], details: {} });
  });

  it('ends after an end that throws at once', async () => {
    const work = fail('work');
    const end = () => {
      throw fail('end');
    };
    await expect(endAfter(() => Promise.reject(work), end)).rejects.toBe(work);
  });
});

describe('undoFor', () => {
  it('keeps each failure behind the causes that there are', async () => {
    const failure = new RestackError('CONFIG', 'first', { cause: fail('why') });
    await undoFor(failure, () => Promise.reject(fail('second')));
    await undoFor(failure, () => Promise.reject(fail('third')));
    expect(listCauses(failure).filter((message) => !message.startsWith('what followed'))).toEqual([
      'first',
      'why',
      'second',
      'third',
    ]);
  });

  it.each([
    ['the same error', (failure: Error) => failure],
    ['one that the failure causes', (failure: Error) => new Error('second', { cause: failure })],
  ])('makes no circle of %s', async (_what, second) => {
    const failure = fail('first');
    expect(await undoFor(failure, () => Promise.reject(second(failure)))).toBe(failure);
    expect(listCauses(failure).length).toBeLessThan(5);
  });

  it.each([['a text'], [undefined], [Object.freeze(fail('frozen'))]])(
    'gives back %s as it is',
    async (failure) => {
      expect(await undoFor(failure, () => Promise.reject(fail('second')))).toBe(failure);
    },
  );
});

describe('askAbout', () => {
  it('gives the answer, or throws what it was asked about', async () => {
    const failure = fail('first');
    expect(await askAbout(failure, () => Promise.resolve('there'))).toBe('there');
    await expect(askAbout(failure, () => Promise.reject(fail('second')))).rejects.toBe(failure);
    expect(listCauses(failure).at(-1)).toBe('second');
  });
});

describe('closeQuietly', () => {
  it('waits for the end, and says nothing of a failure', async () => {
    const close = vi.fn(() => Promise.reject(fail('close')));
    await closeQuietly({ close });
    expect(close).toHaveBeenCalledOnce();
  });
});

it('tells objects with members from lists, null and plain values', () => {
  const values: readonly unknown[] = [
    {},
    { a: 1 },
    Object.create(null),
    [],
    null,
    undefined,
    'a',
    1,
    () => 1,
  ];
  expect(values.map(isObject)).toEqual([true, true, true, false, false, false, false, false, false]);
});

describe('repository names', () => {
  it.each(['a;b;-;d', 'SRP;SRP;-;-', 'WAS;Microsoft.Subscriptions.Admin;-;Plans'])('keep %s', (name) => {
    const parsed = parseRepositoryName(name);
    expect(parsed && formatRepositoryName(parsed)).toBe(name);
  });

  it.each(['', 'a', 'a;b;c', 'a;b;c;d;e', 'a;;c;d', ';;;'])('refuse %o as a whole name', (name) => {
    expect(parseRepositoryName(name)).toBeUndefined();
  });

  it('read empty, null and absent parts as -', () => {
    expect(formatRepositoryName(readRepositoryParts({ role: 'SRP', component: '', partition: null }))).toBe(
      'SRP;-;-;-',
    );
  });
});

describe('system clock', () => {
  const LONG_MS = 3_600_000;

  /** 25 days: a timer of Node that is asked for more than 2³¹-1 milliseconds is over at once. */
  const LONGER_THAN_A_TIMER_MS = 25 * 24 * LONG_MS;

  afterEach(() => {
    vi.useRealTimers();
  });

  describe('a wait', () => {
    it.each([LONGER_THAN_A_TIMER_MS, 3 * LONGER_THAN_A_TIMER_MS])(
      'of %d ms is as long as it says',
      async (ms) => {
        vi.useFakeTimers();
        let isOver = false;
        const waiting = systemClock.wait(ms).then(() => (isOver = true));
        await vi.advanceTimersByTimeAsync(ms - 1);
        expect(isOver).toBe(false);
        await vi.advanceTimersByTimeAsync(1);
        expect(isOver).toBe(true);
        await waiting;
        expect(vi.getTimerCount()).toBe(0);
      },
    );

    it.each([Number.POSITIVE_INFINITY, Number.MAX_VALUE])(
      'of %d ms does not end, but by its signal',
      async (ms) => {
        vi.useFakeTimers();
        const controller = new AbortController();
        const end = systemClock.wait(ms, controller.signal).catch((reason: unknown) => reason);
        await vi.advanceTimersByTimeAsync(4 * LONGER_THAN_A_TIMER_MS);
        expect(vi.getTimerCount()).toBe(1);
        controller.abort('enough');
        expect(await end).toBe('enough');
        expect(vi.getTimerCount()).toBe(0);
      },
    );

    it.each([-1, 0, Number.NaN])('of %d ms is over at once', async (ms) => {
      vi.useFakeTimers();
      const waiting = systemClock.wait(ms);
      await vi.advanceTimersByTimeAsync(1);
      await expect(waiting).resolves.toBeUndefined();
    });

    it('ends by itself, and leaves nothing at its signal', async () => {
      const { signal } = new AbortController();
      await expect(systemClock.wait(0, signal)).resolves.toBeUndefined();
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      await expect(systemClock.wait(0)).resolves.toBeUndefined();
    });

    it('ends with the reason of its signal', async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const waiting = systemClock.wait(LONG_MS, controller.signal);
      controller.abort(reason);
      await expect(waiting).rejects.toBe(reason);
      await expect(systemClock.wait(LONG_MS, controller.signal)).rejects.toBe(reason);
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    });
  });
});

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

describe('quantities', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [10 * 1024, '10 KiB'],
    [5_000_000_000, '4.7 GiB'],
  ])('%i bytes: %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [12.4, '12 ms'],
    [1_500, '1.5 s'],
    [185_000, '3 min 5 s'],
    [7_200_000, '2 h'],
    [90_000_000, '1 d 1 h'],
    [60 * 86_400_000 + 7_200_000, '60 d'],
    [123_000_000_000, '3.9 y'],
  ])('%d ms: %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });

  it.each([
    ['2026-01-01T00:00:00Z', 'now'],
    ['2025-12-31T23:55:00Z', '5 min'],
    ['2025-12-30T22:00:00Z', '26 h'],
    ['2025-12-20T00:00:00Z', '12 d'],
    ['2022-01-01T00:00:00Z', '4.0 y'],
    ['2026-01-03T00:00:00Z', 'in future'],
  ])('age of %s: %s', (time, text) => {
    expect(formatAge(new Date(time), new Date('2026-01-01T00:00:00Z'))).toBe(text);
  });

  it('writes times in UTC, to the minute', () => {
    expect(formatMinute(new Date('2023-01-17T20:31:59+01:00'))).toBe('2023-01-17 19:31Z');
    expect(formatDay('2023-01-17T00:30:00+01:00')).toBe('2023-01-16');
  });
});
