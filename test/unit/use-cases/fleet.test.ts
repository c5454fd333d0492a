import { describe, expect, it } from 'vitest';
import { mergeResults } from '../../../src/use-cases/fleet/merge-results.js';
import { parseStamps } from '../../../src/use-cases/fleet/parse-stamps.js';
import {
  createSetResult,
  nameResults,
  parseSetResult,
  renderSetResult,
} from '../../../src/use-cases/fleet/set-results.js';
import { assignShards } from '../../../src/use-cases/fleet/shards.js';
import {
  assertCurrent,
  createWorkList,
  describeChange,
  findPlannedSet,
  parseWorkList,
  planSets,
  renderCanonicalJson,
} from '../../../src/use-cases/fleet/work-list.js';
import {
  createFleet,
  createPlannedSet,
  failedBackup,
  passedBackup,
  PLANNED_AT,
} from '../../fixtures/fleet.js';
import { catchRestackError } from '../../fixtures/thrown.js';

const SECRET = 'hunter2-in-plain-sight';

describe('parseStamps', () => {
  it('takes a stamp with everything, in YAML and in JSON', () => {
    const stamp = {
      name: 'east-1.b',
      share: String.raw`\\fs\backup`,
      'share-user': String.raw`D\u`,
      'share-password-file': 'p.txt',
      cert: ['a.pfx', 'b.pfx'],
      'cert-password-file': ['c.txt'],
      'key-file': 'k.txt',
      'verify-key': 'v.pem',
      deployment: 'b3cb',
    };
    expect(parseStamps(JSON.stringify({ stamps: [stamp] }), 's.json')).toEqual([stamp]);
    expect(parseStamps('stamps: [{ name: a, share: /b, cert: [c.pfx] }]', 's.yaml')).toHaveLength(1);
  });

  it.each([
    ['nothing', '', /stamps/],
    ['no stamp', 'stamps: []', /at least 1/],
    ['no share', 'stamps: [{ name: a }]', /share/],
    ['an unknown key', 'stamps: [{ name: a, share: b, certs: [c] }]', /unknown key "certs"/],
    ['a password', `stamps: [{ name: a, share: b, password: ${SECRET} }]`, /no secret stands in this file/],
    ['a password of its share', `stamps: [{ name: a, share: b, share-password: ${SECRET} }]`, /no secret/],
    ['a user in a URL', `stamps: [{ name: a, share: 'smb://u:${SECRET}@h/s' }]`, /names a user/],
    ['a name that is a path', 'stamps: [{ name: ../a, share: b }]', /name/],
    ['two of one name', 'stamps: [{ name: a, share: b }, { name: A, share: c }]', /case means nothing/],
    ['one share twice', 'stamps: [{ name: a, share: b }, { name: c, share: b }]', /tell them apart/],
    ['a key twice', 'stamps: [{ name: a, name: b, share: c }]', /twice/],
    ['a user alone', 'stamps: [{ name: a, share: b, share-user: c }]', /no share-password-file/],
    ['a password file alone', 'stamps: [{ name: a, share: b, share-password-file: c }]', /no share-user/],
    ['standard input', 'stamps: [{ name: a, share: b, cert: [-, c] }]', /standard input|text|YAML/],
    ['a list of files that is none', 'stamps: [{ name: a, share: b, key-file: [c] }]', /expected/],
    ['an alias', 'stamps: [&a { name: a, share: b }, *a]', /alias|anchor/],
    ['a tag', 'stamps: [!x { name: a, share: b }]', /tag/],
    [
      'aliases that multiply',
      `a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nstamps: [*b,*b,*b,*b,*b,*b,*b,*b]`,
      /alias|anchor/,
    ],
    ['two documents', 'stamps: [{ name: a, share: b }]\n---\nstamps: []', /second document/],
  ])('refuses %s with its line, and repeats no value', (_, text, expected) => {
    const error = catchRestackError(() => parseStamps(text, 's.yaml'));
    expect(error).toMatchObject({ code: 'CONFIG' });
    expect(error.message).toMatch(expected);
    expect(error.message).toMatch(/^s\.yaml:\d+:\d+: /);
    expect(error.message + JSON.stringify(error.details)).not.toContain(SECRET);
  });
});

describe('a work list', () => {
  const work = createFleet([
    { name: 'a', sets: 3 },
    { name: 'b', sets: 1 },
    { name: 'c', sets: 0, isLost: true },
  ]);
  const text = JSON.stringify(work);
  const refuse = (changed: string) => catchRestackError(() => parseWorkList(changed, 'work.json'));

  it('holds every stamp, each set with what it adds, and comes back as it was', () => {
    expect(parseWorkList(text, 'work.json')).toEqual(work);
    expect(work.stamps.map(({ failure }) => failure?.code)).toEqual([
      undefined,
      undefined,
      'SHARE_UNREACHABLE',
    ]);
    expect(
      work.sets.map(({ stamp, sizeBytes, addedBytes, chain }) => [stamp, sizeBytes, addedBytes, chain]),
    ).toEqual([
      ['a', 1000, 1000, 0],
      ['a', 1010, 10, 0],
      ['a', 1020, 10, 0],
      ['b', 1000, 1000, 1],
    ]);
  });

  it('is of one chain where sets share files only through others', () => {
    const set = (number: number, files: readonly string[]) => createPlannedSet('a', number, files);
    const sets = [set(4, ['z']), set(3, ['x', 'y']), set(2, ['y']), set(1, ['x'])];
    const night = { level: 'content', plannedAt: PLANNED_AT, validMs: 1 } as const;
    const [stamp] = createFleet([{ name: 'a', sets: 1 }]).stamps;
    const { sets: planned } = createWorkList(
      [{ name: 'a', share: stamp?.share ?? '', failure: null, findings: [], sets: planSets('a', sets) }],
      night,
    );
    expect(planned.map(({ chain }) => chain)).toEqual([0, 0, 0, 1]);
    expect(findPlannedSet(sets, planned[0] ?? { backupId: '', twin: 0 })).toBe(sets[3]);
    expect(findPlannedSet(sets.slice(0, 2), planned[0] ?? { backupId: '', twin: 0 })).toBeUndefined();
  });

  it('tells a set that is another one than was planned, and of one that was under way that it grew', () => {
    const set = createPlannedSet('a', 1, ['full.zip']);
    const [planned] = planSets('a', [set]);
    if (planned === undefined) throw new Error('nothing is planned');
    const longer = { ...set, sizeBytes: 1001 };
    expect(describeChange(planned, set)).toBeUndefined();
    expect(describeChange(planned, longer)).toMatch(/1001 bytes.*expected 1000 bytes/);
    expect(describeChange({ ...planned, ready: false }, longer)).toBeUndefined();
    expect(describeChange(planned, { ...set, deploymentId: 'other' })).toMatch(/by other; expected/);
    expect(describeChange(planned, { ...set, createdAt: PLANNED_AT })).toMatch(/not the one/);
  });

  it.each([
    ['that is no JSON', '{', /is no work list/],
    ['of another kind', '{}', /is no work list/],
    ['with a member more', text.replace('{', '{"x":1,'), /is no work list/],
    ['with one set less', JSON.stringify({ ...work, sets: work.sets.slice(1) }), /was changed/],
    ['of another level', text.replace('"content"', '"keys"'), /was changed/],
  ])('%s is refused', (_, changed, expected) => {
    const error = refuse(changed);
    expect(error).toMatchObject({ code: 'CONFIG' });
    expect(error.message).toMatch(expected);
  });

  it('is refused where stamps and sets contradict each other, even with the right digest', () => {
    const night = { level: 'content', plannedAt: PLANNED_AT, validMs: 1 } as const;
    const stamp = { name: 'a', share: 's', findings: [], sets: [] };
    const twice = createWorkList(
      [
        { ...stamp, failure: null },
        { ...stamp, failure: null },
      ],
      night,
    );
    const unknown = createWorkList([{ ...stamp, failure: { code: 'FINE', message: '' } }], night);
    for (const list of [twice, unknown]) {
      expect(refuse(JSON.stringify(list))).toMatchObject({ code: 'CONFIG' });
    }
  });

  it('serves until it expires', () => {
    const expiry = new Date(work.expiresAt).getTime();
    assertCurrent(work, 'work.json', new Date(expiry - 1));
    const late = catchRestackError(() => assertCurrent(work, 'work.json', new Date(expiry)));
    expect(late).toMatchObject({ code: 'PLAN_STALE' });
  });

  it('has a digest that no order of members changes', () => {
    expect(renderCanonicalJson({ b: [{ d: 1, c: 2 }], a: 'x' })).toBe('{"a":"x","b":[{"c":2,"d":1}]}');
  });
});

describe('results', () => {
  const work = createFleet([
    { name: 'a', sets: 2 },
    { name: 'b', sets: 1 },
  ]);
  const id = work.sets[0]?.backupId ?? '';
  const good = createSetResult(work, 0, { backup: passedBackup(id) });

  it('are named by backup id, and by a number where the list has several sets of it', () => {
    const twins = { ...work, sets: [...work.sets, ...work.sets.slice(0, 1)] };
    expect(nameResults(twins)).toEqual([
      ...work.sets.map(({ backupId }) => `${backupId}.json`),
      `${id}-2.json`,
    ]);
  });

  const refuse = (text: string) => catchRestackError(() => parseSetResult(text, 'r.json', work));
  const change = (changes: object) => renderSetResult({ ...good, ...changes });
  it.each([
    ['no JSON', 'x'],
    ['of another list', change({ workDigest: '0'.repeat(64) })],
    ['of another place', change({ position: 1 })],
    ['of a place that there is not', change({ position: 9 })],
    ['of another stamp', change({ stamp: 'b' })],
    ['without verdict and failure', change({ backup: null })],
    ['with both', change({ failure: { code: 'NOT_FOUND', message: '' } })],
    ['with an unknown code', change({ backup: null, failure: { code: 'FINE', message: '' } })],
    ['on another set', change({ backup: passedBackup(work.sets[1]?.backupId ?? '') })],
    ['that passed with an error', change({ backup: { ...failedBackup(id), verdict: 'passed' } })],
    ['that failed without one', change({ backup: { ...passedBackup(id), verdict: 'failed' } })],
    [
      'with an unknown finding',
      change({ backup: { ...failedBackup(id), findings: [{ ...failedBackup(id).findings[0], code: 'X' }] } }),
    ],
  ])('%s are refused', (_, text) => {
    expect(refuse(text)).toMatchObject({ code: 'CONFIG' });
  });

  it('that contradict each other are a failure that names both', () => {
    const bad = createSetResult(work, 0, { backup: failedBackup(id) });
    const { result, outcome } = mergeResults(work, [good, bad]);
    expect(outcome).toBe('INTEGRITY');
    const [stamp] = result.stamps;
    expect(stamp?.unproved.find(({ backupId }) => backupId === id)?.failure.message).toMatch(
      /failed \(TAG_MISMATCH\), passed/,
    );
    expect(stamp?.state).toBe('notRecoverable');
  });

  it.each(['structure', 'keys'] as const)('of level %s show no stamp recoverable', (level) => {
    const shallow = createFleet([{ name: 'a', sets: 1 }], level);
    const only = shallow.sets[0]?.backupId ?? '';
    const { result, outcome } = mergeResults(shallow, [
      createSetResult(shallow, 0, { backup: passedBackup(only) }),
    ]);
    expect(outcome).toBeUndefined();
    expect(result.stamps[0]?.state).toBe('notShown');
  });
});

describe('assignShards', () => {
  /** Sets of one chain that share a file of 1 byte and have one of their own each. */
  const chain = (number: number, own: readonly number[]) =>
    own.map((bytes, index) => ({
      chain: number,
      sizeBytes: bytes + 1,
      addedBytes: index === 0 ? bytes + 1 : bytes,
    }));
  const bytesOf = (shards: ReturnType<typeof assignShards>) => shards.map(({ bytes }) => bytes);

  it('keeps chains whole where they balance', () => {
    const sets = [...chain(0, [50, 50]), ...chain(1, [60, 40])];
    expect(assignShards(sets, 2).map((shard) => shard.sets)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('cuts those that keep a shard above the others, and reads what they share twice', () => {
    expect(bytesOf(assignShards(chain(0, [100, 100, 100, 100]), 4))).toEqual([101, 101, 101, 101]);
    expect(bytesOf(assignShards([...chain(0, [99, 99]), ...chain(1, [99, 99])], 4))).toEqual([
      100, 100, 100, 100,
    ]);
  });

  it('cuts no chain whose later part would read all of it again', () => {
    const steps = [100, 1, 1].map((addedBytes, index) => ({ chain: 0, addedBytes, sizeBytes: 100 + index }));
    expect(assignShards(steps, 3).map((shard) => shard.sets)).toEqual([[0, 1, 2], [], []]);
  });
});
