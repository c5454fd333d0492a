import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../../../../src/use-cases/restore/ids/parse-mapping.js';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';

const OLD = '4d0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f';
const NEW = '5e0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e60';
const SID = 'S-1-5-21-1757981266-1645522239-839522115-1108';

function refusalOf(text: string): RestackError {
  try {
    parseMapping(text, 'map.yaml');
  } catch (error) {
    if (error instanceof RestackError) return error;
    throw error;
  }
  throw new Error('the mapping was taken');
}

const placesOf = (text: string): unknown => refusalOf(text).details['faults'];

describe('parseMapping', () => {
  it('takes YAML, and JSON as a part of it', () => {
    const expected = {
      region: { seattle: 'oslo' },
      principals: { [OLD]: NEW, [SID]: SID },
      owners: { '007': 'no' },
      resourceGroups: { 'rg-a': 'rg-b', [`${OLD}/rg-a`]: 'rg-c' },
    };
    const yaml = `
# the new site
region: { seattle: oslo }
principals:
  ${OLD}: ${NEW}
  ${SID}: ${SID}
owners:
  007: no
resourceGroups:
  rg-a: rg-b
  ${OLD}/rg-a: rg-c
`;
    expect(parseMapping(yaml, 'map.yaml')).toEqual(expected);
    expect(parseMapping(JSON.stringify(expected, null, '\t'), 'map.json')).toEqual(expected);
  });

  it.each([
    ['', {}],
    ['# nothing yet\n', {}],
    ['{}', {}],
  ])('takes %j as no mapping', (text, expected) => {
    expect(parseMapping(text, 'map.yaml')).toEqual(expected);
  });

  it.each([
    ['an unknown section', 'region: {a: b}\nregions: {a: b}\n', [{ line: 2, column: 1 }]],
    [
      'an old name of the wrong form',
      'principals:\n  kari: x\n',
      [
        { line: 2, column: 3 },
        { line: 2, column: 9 },
      ],
    ],
    ['a new name of the wrong form', `vaultNames:\n  kv-a: a b\n`, [{ line: 2, column: 9 }]],
    ['text in place of a section', 'owners: kari\n', [{ line: 1, column: 9 }]],
    ['a list in place of everything', '- region\n', [{ line: 1, column: 1 }]],
    ['a key that stands there twice', 'owners:\n  a: b\n  a: c\n', [{ line: 3, column: 3 }]],
    ['a key that stands there in another case', 'owners:\n  a: b\n  A: c\n', [{ line: 3, column: 3 }]],
    ['broken YAML', 'owners:\n  a: "b\n', [{ line: 3 }]],
    ['two documents', 'owners: {a: b}\n---\nowners: {a: c}\n', [{ line: 2 }]],
    ['a foreign tag', 'owners: {a: !!binary aGVsbG8=}\n', [{ line: 1 }]],
  ])('refuses %s and says where', (_, text, places) => {
    expect(refusalOf(text).code).toBe('CONFIG');
    expect(placesOf(text)).toMatchObject(places);
  });

  it('refuses aliases, and with them the bombs that are made of them', () => {
    expect(refusalOf('owners: &a {x: y}\nvaultNames: *a\n').code).toBe('CONFIG');
  });

  it('tells all faults at once', () => {
    expect(placesOf('a: {}\nb: {}\nvaultNames: {x: yy}\n')).toHaveLength(4);
  });
});
