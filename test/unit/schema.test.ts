import { describe, expect, it } from 'vitest';
import { isUnicode, listIllFormed } from '../../src/schema/well-formed.js';
import { validateRecord, validateRegistrations } from '../../src/schema/validation.js';
import { ALL_KINDS } from '../fixtures/reference-records.js';
import { VALID_RECORDS } from '../fixtures/valid-records.js';
import { formatJsonPointer, resolveJsonPointer } from '../../src/schema/value-description.js';

const HALF = '\uD800';

/** Every place of a text in a value, as a JSON pointer. */
function* listTexts(value: unknown, pointer = ''): Generator<string> {
  if (typeof value === 'string') yield pointer;
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) yield* listTexts(member, `${pointer}/${name}`);
  }
}

/** A copy of a value with another text at a place. */
function replaceAt(value: unknown, segments: readonly string[], text: string): unknown {
  const [segment, ...rest] = segments;
  if (segment === undefined) return text;
  if (typeof value !== 'object' || value === null) return value;
  const copy: object = Array.isArray(value) ? [...(value as readonly unknown[])] : { ...value };
  Reflect.set(copy, segment, replaceAt(Reflect.get(value, segment), rest, text));
  return copy;
}

describe('isUnicode', () => {
  it.each([
    ['', true],
    ['a', true],
    ['\u{1F600}', true],
    ['\uFFFD', true],
    [HALF, false],
    ['a\uDC00', false],
    ['\uDC00\uD800', false],
    ['\u{1F600}\uD83D', false],
  ])('tells of %j: %s', (text, expected) => {
    expect(isUnicode(text)).toBe(expected);
  });
});

describe('listIllFormed', () => {
  it('finds text at any depth, and names by the object that has them', () => {
    const value = { a: [HALF, { 'b/~': HALF }], c: { [HALF]: { d: HALF } }, e: '\u{1F600}' };
    expect([...listIllFormed(value)].map(({ pointer }) => pointer)).toEqual([
      '/a/0',
      '/a/1/b~1~0',
      '/c',
      '/c/\uFFFD/d',
    ]);
  });

  it('finds nothing in what JSON can hold besides', () => {
    expect([...listIllFormed([null, 1, true, {}, 'ü'])]).toEqual([]);
  });
});

describe.each([...ALL_KINDS])('a record of kind %s', (kind) => {
  const record = VALID_RECORDS[kind];

  it('breaks its schema wherever its text is no Unicode, and says where', async () => {
    const places = [...listTexts(record)];
    expect(places).not.toHaveLength(0);
    for (const place of places) {
      const broken = replaceAt(record, place.slice(1).split('/'), HALF);
      const violations = await validateRecord(kind, broken);
      expect(
        violations.filter(({ message }) => message.includes('Unicode')).map(({ pointer }) => pointer),
      ).toEqual([place]);
    }
  });
});

it('registrations break their schema where text is no Unicode', () => {
  const result = validateRegistrations([{ roleName: HALF, repositoryName: 'Quota' }]);
  expect(result).toMatchObject({ valid: false, violations: [{ pointer: '/0/roleName' }] });
});

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
