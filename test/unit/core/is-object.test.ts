import { expect, it } from 'vitest';
import { isObject } from '../../../src/core/is-object.js';

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
