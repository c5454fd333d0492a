import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import manifest from '../../oclif.manifest.json' with { type: 'json' };
import { ERROR_CODES } from '../../src/core/errors/error-codes.js';
import { runHere } from './run-here.js';
import {
  CERTIFICATE_2022,
  CERTIFICATE_2023,
  DEPLOYMENT,
  LEGACY_KEY,
  NEWEST,
  PASSWORD,
  readEnvelope,
  SHARE,
} from './run-restack.js';
import type { CompiledSchema } from '../../src/schema/compiled-schema.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import { CANARY } from '../../samples/generator/stable-values.js';

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
    const plain = await runHere(argv);
    expect(plain).toMatchObject({ exitCode: 2, stdout: '', leftBehind: [] });
    expect(plain.stderr).toContain('USAGE');

    const json = await runHere(['--json', ...argv]);
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
    expect((await runHere(['lst'])).stderr).toContain('restack list');
    expect((await runHere(['keys', 'chek'])).stderr).toContain('restack keys check');
    expect((await runHere(['list', '--shar', 'x'])).stderr).toContain('--share');
    expect((await runHere(['capture', '--cert', 'x'])).stderr).toContain('did you mean --cert-public?');
    expect((await runHere(['list', '--share-pass', 'x'])).stderr).toContain('--share-password-file');
  });
});

describe('help', () => {
  const HELP: readonly (readonly [argv: readonly string[], part: string])[] = [
    [[], 'COMMANDS'],
    [['--help'], 'EXIT CODES'],
    [['help'], 'EXIT CODES'],
    [['help', 'exit-codes'], 'OBJECTIVE_MISSED'],
    [['help', 'environment'], 'RESTACK_SHARE'],
    [['help', 'levels'], 'integrity'],
    [['help', 'files'], 'run-dir'],
    [['help', 'sign-in'], 'device-code'],
    [['explain', '--help'], 'EXAMPLES'],
    [['completion', '--help'], 'bash'],
    [['keys'], 'keys check'],
    [['keys', '--help'], 'keys check'],
    [['help', 'keys', 'check'], 'EXAMPLES'],
    ...['list', 'show', 'verify', 'extract', 'drill', 'plan', 'restore', 'diff'].map(
      (name) => [[name, '--help'], 'EXAMPLES'] as const,
    ),
  ];

  it.each(HELP)('%j stands on stdout, fits 80 columns and shows no secret', async (argv, part) => {
    const run = await runHere(argv, {
      environment: { RESTACK_CERT_PASSWORD: CANARY, RESTACK_ENCRYPTION_KEY: CANARY },
    });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain(part);
    expect(run.stdout).not.toContain(CANARY);
    expect(run.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('is a man page for each command, too, of requests that there are', async () => {
    const folder = new URL('../../man/', import.meta.url);
    const names = await readdir(folder);
    expect(names.length).toBe(Object.keys(manifest.commands).length + 1);
    for (const name of names) {
      const lines = (await readFile(new URL(name, folder), 'utf8')).trimEnd().split('\n');
      expect(lines[0]).toMatch(/^\.TH "RESTACK/);
      expect(lines.filter((line) => /^[.']/.test(line) && !/^\.(?:TH|SH|TP|B|nf|fi)\b/.test(line))).toEqual(
        [],
      );
      expect(lines.filter((line) => /(?<!\\)-/.test(line))).toEqual([]);
    }
    const verify = await readFile(new URL('restack-verify.1', folder), 'utf8');
    expect(verify).toContain(String.raw`\fB\-\-level\fR \fILEVEL\fR`);
  });

  it('of the version tells what a report of a fault must say', async () => {
    const { result, schema } = readEnvelope((await runHere(['--version', '--json'])).stdout);
    expect([schema, version.validate(result)]).toEqual(['restack/version/v1', true]);
    expect(JSON.stringify(result)).toMatch(/"commit":"[0-9a-f]{40}"/);
  });

  it('is one document with --json', async () => {
    for (const argv of [['--json'], ['--version', '--json'], ['verify', '--help', '--json']]) {
      const run = await runHere(argv);
      expect(run.exitCode).toBe(0);
      expect(readEnvelope(run.stdout).ok).toBe(true);
    }
  });
});

const drill = resultSchema('drill');
const extract = resultSchema('extract');
const keysCheck = resultSchema('keys-check');
const list = resultSchema('list');
const show = resultSchema('show');
const verify = resultSchema('verify');
const version = resultSchema('version');

const KEYS = [...CERTIFICATE_2022, ...CERTIFICATE_2023, ...PASSWORD, ...LEGACY_KEY];

interface Case {
  readonly what: string;
  readonly name: string;
  readonly argv: readonly string[];
  readonly schema: CompiledSchema<unknown>;
}

const COMMANDS: readonly Case[] = [
  { what: 'list', name: 'list', argv: ['list', ...SHARE], schema: list },
  { what: 'show of an id', name: 'show', argv: ['show', NEWEST, ...SHARE], schema: show },
  {
    what: 'show of the latest',
    name: 'show',
    argv: ['show', 'latest', '--deployment', DEPLOYMENT, ...SHARE],
    schema: show,
  },
  { what: 'verify without a key', name: 'verify', argv: ['verify', ...SHARE], schema: verify },
  {
    what: 'verify of all sets',
    name: 'verify',
    argv: ['verify', '--all', ...SHARE, ...KEYS],
    schema: verify,
  },
  {
    what: 'verify to keys',
    name: 'verify',
    argv: ['verify', NEWEST, ...SHARE, ...KEYS, '--level', 'keys'],
    schema: verify,
  },
  {
    what: 'verify to integrity',
    name: 'verify',
    argv: ['verify', NEWEST, ...SHARE, ...KEYS, '--level', 'integrity'],
    schema: verify,
  },
  { what: 'keys check', name: 'keys check', argv: ['keys', 'check', ...SHARE, ...KEYS], schema: keysCheck },
  { what: 'drill', name: 'drill', argv: ['drill'], schema: drill },
];

describe('a command on the sample share', () => {
  it.each(COMMANDS)('$what: succeeds, as text and as its schema says', async ({ name, argv, schema }) => {
    const plain = await runHere(argv);
    expect(plain).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(plain.stdout).not.toBe('');

    const json = await runHere([...argv, '--json']);
    expect(json).toMatchObject({ exitCode: 0, leftBehind: [] });
    const envelope = readEnvelope(json.stdout);
    expect(envelope).toMatchObject({
      ok: true,
      command: name,
      schema: `restack/${name.replaceAll(' ', '-')}/v1`,
      error: null,
    });
    expect(schema.validate(envelope.result), JSON.stringify(schema.validate.errors)).toBe(true);
    expect(plain.stdout + plain.stderr + json.stdout + json.stderr).not.toContain(CANARY);
  });

  it('extract writes the folder it was given, and nothing else', async () => {
    const argv = ['extract', NEWEST, ...SHARE, ...KEYS, '--out', 'plain'];
    const run = await runHere([...argv, '--json']);
    expect(run).toMatchObject({ exitCode: 0, leftBehind: ['plain'] });
    const envelope = readEnvelope(run.stdout);
    expect(extract.validate(envelope.result), JSON.stringify(extract.validate.errors)).toBe(true);
    expect(envelope.warnings).not.toEqual([]);
    expect(run.stdout + run.stderr).not.toContain(CANARY);
  });

  it('verify says the level, and content names what it did not read', async () => {
    const run = await runHere(['verify', NEWEST, ...SHARE, ...KEYS]);
    expect(run.stdout).toContain('content');
    expect(run.stdout).toContain('NOT_READ');
  });
});

describe('help', () => {
  const ids = Object.keys(manifest.commands).map((id) => id.split(':'));

  it('fits every page into 80 columns', async () => {
    const pages = [[], ...ids, ['help', 'exit-codes']];
    for (const words of pages) {
      const { stdout } = await runHere([...words, ...(words[0] === 'help' ? [] : ['--help'])]);
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it('gives every command one line of the list', async () => {
    const { stdout } = await runHere(['--help']);
    const [, list = ''] = /^COMMANDS\n([\s\S]*?)\n\n/m.exec(stdout) ?? [];
    expect(list.split('\n').map((line) => line.trim().split(/ {2,}/)[0])).toHaveLength(ids.length);
  });

  it('tells of every exit code', async () => {
    const { stdout } = await runHere(['--help']);
    const told = [...stdout.matchAll(/^ {2}([\d, -]+?) {2,}\S/gm)].flatMap(([, exits = '']) =>
      exits.split(', ').map((range) => range.split('-').map(Number)),
    );
    const isTold = (exit: number) =>
      told.some(([first = NaN, last = first]) => first <= exit && exit <= last);
    expect(Object.values(ERROR_CODES).filter(({ exit }) => !isTold(exit))).toEqual([]);
  });
});
