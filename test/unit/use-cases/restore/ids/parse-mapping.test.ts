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

describe('the depth of a mapping', () => {
  it.each(['[', '{a: ', '- ', '? ', ': ', `\n${' '.repeat(200)}`])('by %j is bounded', (level) => {
    const error = refusalOf(`owners: ${level.repeat(50_000)}`);
    expect(error.code).toBe('CONFIG');
    expect(error.message).toMatch(/^map\.yaml:[12]:\d+: it goes deeper/);
  });

  it('is not its width', () => {
    const owners = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`a${index}`, 'b']));
    expect(parseMapping(JSON.stringify({ owners }), 'map.json').mapping.owners).toEqual(owners);
    const lines = Object.keys(owners).map((name) => `  ${name}: b\n`);
    expect(parseMapping(`owners:\n${lines.join('')}`, 'map.yaml').mapping.owners).toEqual(owners);
  });
});

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
    expect(parseMapping(yaml, 'map.yaml').mapping).toEqual(expected);
    const json = JSON.stringify(expected, null, '\t');
    expect(parseMapping(json, 'map.json').mapping).toEqual(expected);
  });

  it.each([
    ['', {}],
    ['# nothing yet\n', {}],
    ['{}', {}],
  ])('takes %j as no mapping', (text, expected) => {
    expect(parseMapping(text, 'map.yaml').mapping).toEqual(expected);
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
    ['text that is no Unicode', 'owners:\n  a: "\\ud800"\n', [{ line: 2, column: 6 }]],
    ['a name that is no Unicode', '{"owners": {"\\udc00": "b"}}', [{ line: 1, column: 13 }]],
  ])('refuses %s and says where', (_, text, places) => {
    expect(refusalOf(text).code).toBe('CONFIG');
    expect(placesOf(text)).toMatchObject(places);
  });

  it.each([
    ['a tag of another type', 'owners: {a: !!binary aGVsbG8=}\n', 1],
    ['a set', 'principals: !!set {a}\n', 1],
    ['an ordered map', 'owners: !!omap [a: b]\n', 1],
    ['a tag that changes nothing', 'region:\n  a: !!str b\n', 2],
    ['a tag that says nothing', 'region:\n  a: ! b\n', 2],
    ['a tag of its own', 'region:\n  a: !own b\n', 2],
    ['a tag of the whole', '!!map {owners: {a: b}}\n', 1],
    ['an anchor', 'owners: &a {x: y}\n', 1],
    ['an anchor of a name', 'owners:\n  &a x: y\n', 2],
    ['an alias, and with it the bombs that are made of them', 'owners: &a {x: y}\nvaultNames: *a\n', 1],
    ['a merge', 'owners: &a {x: y}\nvaultNames: {<<: *a}\n', 1],
  ])('refuses %s: plain data has none', (_, text, line) => {
    expect(refusalOf(text).code).toBe('CONFIG');
    expect(placesOf(text)).toMatchObject([{ line }, ...(text.includes('*') ? [{ line: 2 }] : [])]);
  });

  it.each([
    'canary',
    '"canary',
    "'canary",
    '@canary',
    '%canary',
    '*canary',
    '&canary x',
    '!canary x',
    '- canary',
    'a: b: canary',
    'owners: canary',
    'owners: [canary]',
    'vaultNames: {kv: canary canary}',
    'region: {a: {b: canary}}',
    'a\n canary: b\nc',
    '"canary" canary',
    '? [canary]\n: canary',
    '{"owners": "canary", ',
    '-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----\n',
  ])('repeats nothing of %j, which may be another file', (text) => {
    const { message, details, cause, hints } = refusalOf(text);
    expect(JSON.stringify([message, details, hints, String(cause)])).not.toContain('canary');
  });

  it('names the key that is wrong, cut where it is long', () => {
    expect(refusalOf('regions: {a: canary}').message).toContain('"regions"');
    expect(refusalOf('regions: {a: canary}').message).not.toContain('canary');
    expect(refusalOf(`${'k'.repeat(500)}: {a: b}`).message).not.toContain('k'.repeat(100));
  });

  it('knows the line of each old name', () => {
    const { placeOf } = parseMapping('owners:\n  A: b\n  c: d\nregion: {x: y}\n', 'map.yaml');
    expect([placeOf('owners', 'A'), placeOf('owners', 'c'), placeOf('region', 'x')]).toEqual([
      'map.yaml:2',
      'map.yaml:3',
      'map.yaml:4',
    ]);
  });

  it('tells all faults at once', () => {
    expect(placesOf('a: {}\nb: {}\nvaultNames: {x: yy}\n')).toHaveLength(4);
  });
});
