import { expect, it } from 'vitest';

import { formatJsonPointer, resolveJsonPointer } from '../../../src/schema/value-description.js';

// The examples of RFC 6901, section 5.
const DOCUMENT = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'm~n': 8, ' ': 7 };

it.each([
  [[], '', DOCUMENT],
  [['foo'], '/foo', DOCUMENT.foo],
  [['foo', 0], '/foo/0', 'bar'],
  [[''], '/', 0],
  [['a/b'], '/a~1b', 1],
  [['c%d'], '/c%d', 2],
  [['m~n'], '/m~0n', 8],
  [[' '], '/ ', 7],
])('%j is %j', (segments, pointer, value) => {
  expect(formatJsonPointer(segments)).toBe(pointer);
  expect(resolveJsonPointer(DOCUMENT, pointer)).toBe(value);
});

it.each(['/nowhere', '/foo/7', '/foo/0/deeper', '/__proto__', '/toString'])('%j leads nowhere', (pointer) => {
  expect(resolveJsonPointer(DOCUMENT, pointer)).toBeUndefined();
});
