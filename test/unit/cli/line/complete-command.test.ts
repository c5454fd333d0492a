import { describe, expect, it } from 'vitest';
import {
  completeHint,
  completeHints,
  completeNextLines,
  completeThrown,
  type TypedCommand,
} from '../../../../src/cli/line/complete-command.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { splitTypedWords } from '../../../../src/report/layout/typed-command.js';

const FLAGS: Readonly<Record<string, readonly string[]>> = {
  show: ['share', 'deployment'],
  verify: ['share', 'cert', 'cert-password-file'],
  'runs:resume': ['target', 'cert', 'key-file', 'run-dir'],
  doctor: ['share', 'deployment', 'sign-in', 'client-id'],
};

const TYPED: TypedCommand = {
  given: {
    share: '/mnt/a b',
    cert: ['a.pfx', '-', 'b.pfx'],
    'run-dir': '/runs',
    target: 'https://x',
    only: 'y',
  },
  flagsOf: (id) => FLAGS[id],
};

describe('a suggested command', () => {
  it.each([
    ['restack show 265b', 'restack show 265b --share "/mnt/a b"'],
    ['restack show 265b --share here', 'restack show 265b --share here'],
    ['see: restack verify 265b', 'see: restack verify 265b --share "/mnt/a b" --cert a.pfx --cert b.pfx'],
    [
      'restack runs resume 1f3a   # once more',
      'restack runs resume 1f3a --target https://x --cert a.pfx --cert b.pfx --run-dir /runs   # once more',
    ],
    ['restack nothing', 'restack nothing'],
    ['restack show --help', 'restack show --help'],
    ['give --cert FILE', 'give --cert FILE'],
  ])('gets what was given and it takes: %s', (hint, completed) => {
    expect(completeHint(hint, TYPED)).toBe(completed);
    // Completing twice adds nothing.
    expect(completeHint(completed, TYPED)).toBe(completed);
  });

  it.each([
    [['show', 'latest', '--share', 'a b'], 'restack show latest --share "a b" --deployment b3cb   # newest'],
    [['doctor', '--deployment', 'x', '--json'], 'restack doctor --json --deployment b3cb   # newest'],
    [
      [
        'plan',
        '265b',
        '--deployment',
        'x',
        '--map-template',
        'm.yaml',
        '--out',
        'p',
        '--existing',
        'plan=skip',
      ],
      'restack plan 265b --out p --existing plan=skip --deployment b3cb   # newest',
    ],
    [['doctor', '--deployment=x'], 'restack doctor --deployment b3cb   # newest'],
  ])('is the typed one where a flag is all that it lacked: %j', (argv, completed) => {
    const hint = 'the same command with --deployment b3cb   # newest';
    expect(completeHint(hint, { ...TYPED, argv })).toBe(completed);
    expect(completeHint(completed, { ...TYPED, argv })).toContain('--deployment b3cb');
  });

  it('is the typed one where a hint ends in a flag that it takes', () => {
    const typed = { ...TYPED, argv: ['doctor', '--share', 'a b'] };
    const completed = 'another way: restack doctor --share "a b" --sign-in browser';
    expect(completeHint('another way: --sign-in browser', typed)).toBe(completed);
    expect(completeHint(completed, typed)).toBe(completed);
    expect(completeHint('which: --map FILE', typed)).toBe('which: --map FILE');
    expect(completeHint('one of: --sign-in a, b', typed)).toBe('one of: --sign-in a, b');
  });

  it('names the deployment only where the set is not named by its id', () => {
    const typed = { ...TYPED, given: { deployment: 'b3cb' } };
    expect(completeHint('restack show latest', typed)).toBe('restack show latest --deployment b3cb');
    expect(completeHint('restack show 265b', typed)).toBe('restack show 265b');
  });

  it('takes the decisions of a plan along, but for those that it decides itself and to a saved plan', () => {
    const decisions = {
      map: 'm.yaml',
      existing: ['fail', 'compute-quota=update'],
      except: ['plan/a b'],
      unmet: 'block',
      'allow-not-fresh': true,
      'allow-version-distance': false,
    };
    const typed = {
      given: decisions,
      flagsOf: (id: string) => (['plan', 'restore', 'runs:resume'].includes(id) ? [] : undefined),
      hasOwnKey: true,
    };
    const completed = completeHint('restack plan 265b --existing computeQuota=skip --unmet skip', typed);
    expect(completed).toBe(
      'restack plan 265b --existing computeQuota=skip --unmet skip --map m.yaml --existing fail ' +
        '--except "plan/a b" --allow-not-fresh',
    );
    expect(completeHint(completed, typed)).toBe(completed);
    expect(completeHint('restack restore --plan x', typed)).toBe('restack restore --plan x');
    expect(completeHint('restack runs resume 1f3a', typed)).toBe('restack runs resume 1f3a');
  });

  it('leaves a blank for the key that nobody has given', () => {
    const typed = { ...TYPED, given: { 'run-dir': 'runs' } };
    const told = (of: TypedCommand) => completeNextLines('next: restack runs resume 265b\n', of);
    expect(told(typed)).toBe(
      'next, with your FILE.pfx: restack runs resume 265b --run-dir runs --cert FILE.pfx\n',
    );
    expect(told({ ...typed, hasOwnKey: true })).toBe('next: restack runs resume 265b --run-dir runs\n');
    expect(told({ ...typed, given: { 'key-file': 'k' } })).toBe(
      'next: restack runs resume 265b --key-file k\n',
    );
    const deeper = (of: TypedCommand) => completeHint('restack verify 265b --level content', of);
    expect(deeper(typed)).toBe('restack verify 265b --level content --cert FILE.pfx');
    expect(deeper({ ...typed, hasOwnKey: true })).toBe('restack verify 265b --level content');
    expect(deeper({ ...typed, given: { cert: 'a.pfx' } })).toBe(
      'restack verify 265b --level content --cert a.pfx',
    );
    expect(completeHint('restack verify 265b --level structure', typed)).not.toContain('FILE');
  });

  it('comes with every error that was thrown, by its kind', () => {
    const typed = { ...TYPED, argv: ['runs', 'resume', '1f3a'] };
    const of = (...given: ConstructorParameters<typeof RestackError>) =>
      completeThrown(new RestackError(...given), typed).hints;
    expect(of('USAGE', 'm')).toEqual(['restack runs resume --help']);
    expect(of('INTEGRITY', 'm', { hints: ['look at it'] })).toEqual([
      'look at it',
      'restack explain INTEGRITY',
    ]);
    expect(of('INTEGRITY', 'm', { details: { finding: { code: 'TAG_MISMATCH' } } })).toEqual([
      'restack explain TAG_MISMATCH',
    ]);
    expect(of('LOCKED', 'm', { hints: ['look: restack show 1'] })).toHaveLength(1);
    expect(of('CANCELLED', 'm')).toEqual([]);
    expect(of('INTERNAL', 'm', { hints: ['run it again: the same command with --debug'] })).toEqual([
      'run it again: restack runs resume 1f3a --debug',
    ]);
  });

  it('lets the same person sign in again, unless it names another way', () => {
    const typed = { ...TYPED, given: { deployment: 'b3cb', 'sign-in': 'browser', 'client-id': 'c' } };
    expect(completeHint('restack doctor', typed)).toBe(
      'restack doctor --deployment b3cb --sign-in browser --client-id c',
    );
    expect(completeHint('restack doctor --sign-in device-code', typed)).toBe(
      'restack doctor --sign-in device-code --deployment b3cb',
    );
    expect(completeNextLines('   mend: restack doctor --sign-in x\n', typed)).toBe(
      '   mend: restack doctor --sign-in x --deployment b3cb\n',
    );
  });

  it.each(['a b', 'c$HOME', '`id`', 'x!y'])('keeps a value a shell would change, such as %j', (share) => {
    const completed = completeHint('restack show 265b', { ...TYPED, given: { share } });
    expect(splitTypedWords(completed).at(-1)).toBe(share);
    expect(/[$`!]/.test(share) && !completed.includes(`'${share}'`)).toBe(false);
  });

  it('is completed in errors, which stay what they are, and in closing lines alone', () => {
    const cause = new Error('x');
    const error = new RestackError('INTERRUPTED', 'm', { cause, hints: ['restack show 1'], exitCode: 143 });
    expect(completeHints(error, TYPED)).toMatchObject({
      code: 'INTERRUPTED',
      exitCode: 143,
      cause,
      hints: ['restack show 1 --share "/mnt/a b"'],
    });
    expect(completeNextLines('restack show 1\n  mend: restack show 3\nnext: restack show 2\n', TYPED)).toBe(
      'restack show 1\n  mend: restack show 3 --share "/mnt/a b"\nnext: restack show 2 --share "/mnt/a b"\n',
    );
  });
});
