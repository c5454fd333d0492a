import { expect, it } from 'vitest';
import { isSameSecret } from '../../../../../src/controller/cloud/accounts/principals.js';

it('tells secrets apart, of whatever length', () => {
  const pairs = [
    ['a', 'a'],
    ['', ''],
    ['a', 'A'],
    ['a', 'ab'],
    ['', 'a'],
  ] as const;
  expect(pairs.map(([one, other]) => isSameSecret(one, other))).toEqual([true, true, false, false, false]);
});
