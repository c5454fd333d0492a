import { expect, it } from 'vitest';
import { readPoolThreads } from '../../../src/app/environment.js';

it.each([
  [undefined, 4],
  ['32', 32],
  ['1', 1],
  ['0', 1],
  ['', 1],
  ['many', 1],
])('a pool size of %j is %i threads', (size, threads) => {
  expect(readPoolThreads(size === undefined ? {} : { UV_THREADPOOL_SIZE: size })).toBe(threads);
});
