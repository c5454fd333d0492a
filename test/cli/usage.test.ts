import { describe, expect, it } from 'vitest';

import { readEnvelope } from './read-envelope.js';
import { runRestack } from './run-restack.js';

const CANARY = 'canary-hunter2';

const WRONG: readonly (readonly [what: string, argv: readonly string[], command: string])[] = [
  ['an unknown command', [CANARY], 'restack'],
  ['a misspelt command', ['lst'], 'restack'],
  ['an unknown command of a topic', ['keys', CANARY], 'restack'],
  ['flags with values before the command', ['--share', CANARY, 'list'], 'restack'],
  ['help for an unknown command', ['help', CANARY], 'restack'],
  ['an unknown flag', ['list', `--${CANARY}`], 'list'],
  ['an unknown flag with a value', ['list', `--password=${CANARY}`], 'list'],
  ['an unknown flag before a value', ['list', '--password', CANARY], 'list'],
  ['an unknown short flag with a value', ['list', `-p${CANARY}`], 'list'],
  ['too many arguments', ['list', CANARY], 'list'],
  ['too many arguments after --', ['list', '--', CANARY], 'list'],
  ['a missing argument', ['show', '--share', CANARY], 'show'],
  ['a missing value', ['list', '--share'], 'list'],
  ['a missing required flag', ['extract', 'latest', '--share', CANARY], 'extract'],
  ['a flag given twice', ['list', '--share', CANARY, '--share', CANARY], 'list'],
  ['an unknown level', ['verify', '--level', CANARY], 'verify'],
  ['a duration that is none', ['drill', '--rto', CANARY], 'drill'],
  ['a file of events that cannot be written', ['list', '--events', `${CANARY}/no/such/folder`], 'list'],
];

describe('a wrong command line', () => {
  it.each(WRONG)('%s is USAGE, the same with and without --json', async (_, argv, command) => {
    const plain = await runRestack(argv);
    expect(plain).toMatchObject({ exitCode: 2, stdout: '', leftBehind: [] });
    expect(plain.stderr).toContain('USAGE');

    const json = await runRestack(['--json', ...argv]);
    expect(json).toMatchObject({ exitCode: 2, leftBehind: [] });
    expect(readEnvelope(json.stdout)).toMatchObject({
      ok: false,
      exitCode: 2,
      command,
      result: null,
      error: { code: 'USAGE' },
    });
    for (const text of [plain.stderr, json.stderr, json.stdout]) {
      expect(text).not.toMatch(/^ {4}at /m);
      if (argv[1] !== `--${CANARY}`) expect(text).not.toContain(CANARY);
    }
  });

  it('suggests what was meant', async () => {
    expect((await runRestack(['lst'])).stderr).toContain('restack list');
    expect((await runRestack(['keys', 'chek'])).stderr).toContain('restack keys check');
    expect((await runRestack(['list', '--shar', 'x'])).stderr).toContain('--share');
  });
});

describe('help', () => {
  const HELP: readonly (readonly [argv: readonly string[], part: string])[] = [
    [[], 'COMMANDS'],
    [['--help'], 'EXIT CODES'],
    [['help'], 'EXIT CODES'],
    [['help', 'exit-codes'], 'OBJECTIVE_MISSED'],
    [['keys'], 'keys check'],
    [['keys', '--help'], 'keys check'],
    [['help', 'keys', 'check'], 'EXAMPLES'],
    ...['list', 'show', 'verify', 'extract', 'drill', 'plan', 'restore', 'diff'].map(
      (name) => [[name, '--help'], 'EXAMPLES'] as const,
    ),
  ];

  it.each(HELP)('%j stands on stdout, fits 80 columns and shows no secret', async (argv, part) => {
    const run = await runRestack(argv, {
      environment: { RESTACK_CERT_PASSWORD: CANARY, RESTACK_ENCRYPTION_KEY: CANARY },
    });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain(part);
    expect(run.stdout).not.toContain(CANARY);
    expect(run.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('is one document with --json', async () => {
    for (const argv of [['--json'], ['--version', '--json'], ['verify', '--help', '--json']]) {
      const run = await runRestack(argv);
      expect(run.exitCode).toBe(0);
      expect(readEnvelope(run.stdout).ok).toBe(true);
    }
  });
});
