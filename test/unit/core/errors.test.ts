import { describe, expect, it, vi } from 'vitest';
import { RestackError } from '../../../src/core/errors/restack-error.js';
import { meansFull, meansRefused, readSystemCode } from '../../../src/core/errors/system-code.js';
import { askAbout, closeQuietly, endAfter, undoFor } from '../../../src/core/errors/first-failure.js';

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
