import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from './run-here.js';
import { BINARY, CERTIFICATE_2023, NEWEST, readEnvelope, SHARE, UNKNOWN_SIGN_IN } from './run-restack.js';
import { readCountedCases } from '../vectors/damaged-cases.js';
import { expectJsonFailure, expectPlainFailure } from './damaged-runs.js';

describe('refused inputs', () => {
  const CANARY = 'canary-hunter2';
  const TARGET = ['--target', 'https://adminmanagement.oslo.azs.invalid'];

  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-refused-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Files that somebody may point to by mistake. */
  const SECRETS: Readonly<Record<string, string>> = {
    'a password': `${CANARY}\n`,
    'a password that looks like YAML': `*${CANARY}: [${CANARY}\n`,
    'a JSON text': `"${CANARY}"\n`,
    'a JSON document': JSON.stringify({ schema: CANARY, share: CANARY, settings: CANARY, name: CANARY }),
    'a private key': `-----BEGIN PRIVATE KEY-----\n${CANARY}\n-----END PRIVATE KEY-----\n`,
  };

  /** Flags that take a file of another kind. */
  const READERS: Readonly<Record<string, readonly string[]>> = {
    '--map': ['plan', NEWEST, ...SHARE, ...TARGET, '--map'],
    '--plan': ['restore', '--plan'],
    '--seed': ['controller', 'start', '--seed'],
    '--profile': ['controller', 'start', '--profile'],
    '--state': ['controller', 'start', '--state'],
    '--key-file': ['verify', NEWEST, ...SHARE, '--key-file'],
    '--cert': ['verify', NEWEST, ...SHARE, '--cert'],
    '--cert-password-file': ['verify', NEWEST, ...SHARE, ...CERTIFICATE_2023, '--cert-password-file'],
  };

  describe.each(Object.entries(READERS))('what is given to %s', (_, argv) => {
    it.each(Object.keys(SECRETS))('and is %s is refused without being repeated', async (what) => {
      const file = path.join(folder, 'file');
      await writeFile(file, SECRETS[what] ?? '', { mode: 0o600 });
      const run = await runHere([...argv, file, '--json', '--debug'], { environment: UNKNOWN_SIGN_IN });
      expect(run.exitCode, run.stdout).not.toBe(0);
      expect(run.exitCode, run.stdout).not.toBe(1);
      expect(readEnvelope(run.stdout).ok).toBe(false);
      expect(run.stdout + run.stderr).not.toContain(CANARY);
    });
  });

  const ANSI = Buffer.from('jörg', 'latin1');

  // A state is restack's own file.
  const TEXTS = Object.entries(READERS).filter(([flag]) => flag !== '--state');

  describe.each(TEXTS)('text in ANSI for %s', (flag, argv) => {
    it('is refused as that', async () => {
      const file = path.join(folder, 'ansi');
      const pem = Buffer.from('-----BEGIN CERTIFICATE-----\n');
      await writeFile(file, flag === '--cert' ? Buffer.concat([pem, ANSI]) : ANSI, { mode: 0o600 });
      const run = await runHere([...argv, file, '--json'], { environment: UNKNOWN_SIGN_IN });
      expect(run, run.stdout).toMatchObject({ exitCode: 23, leftBehind: [] });
      expect(readEnvelope(run.stdout).error).toMatchObject({ code: 'UNSUPPORTED' });
      expect(run.stdout).toContain('UTF-8');
      expect(run.stdout).not.toContain('\uFFFD');
    });
  });

  /** Runs the binary by way of a shell that changes something for it first. */
  function runInShell(before: string, argv: readonly string[], redirection = '') {
    const script = `${before} "$0" "$@" ${redirection}`;
    const run = spawnSync('sh', ['-c', script, process.execPath, BINARY, ...argv], { encoding: 'utf8' });
    return { exitCode: run.status, stdout: run.stdout, stderr: run.stderr };
  }

  const URLS: readonly {
    readonly argv: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
  }[] = [
    { argv: ['list', '--share', `smb://u:${CANARY}@h/s`] },
    { argv: ['list', `--share=//u:${CANARY}@h/s`] },
    { argv: ['verify', `smb://u:${CANARY}@h/s`, '--share', 'nosuch'] },
    { argv: ['verify', '--share', 'nosuch', '--report', `https://u:${CANARY}@h/s.html`] },
    { argv: ['service', 'show', '--target', `https://u:${CANARY}@adminmanagement.oslo.azs.invalid`] },
    {
      argv: [
        'service',
        'show',
        ...TARGET,
        '--user-target',
        `https://u:${CANARY}@management.oslo.azs.invalid`,
      ],
    },
    {
      argv: ['service', 'show'],
      environment: { RESTACK_TARGET: `https://u:${CANARY}@portal.oslo.azs.invalid` },
    },
    { argv: ['service', 'show', ...TARGET], environment: { HTTPS_PROXY: `socks5://u:${CANARY}@h:1` } },
  ];

  describe.each(['', '--json'])('the password in a URL %s', (json) => {
    it.each(URLS)('is repeated nowhere: $argv $environment', async ({ argv, environment = {} }) => {
      const run = await runHere([...argv, '--debug', ...(json === '' ? [] : [json])], {
        environment: { ...environment, ...UNKNOWN_SIGN_IN },
      });
      expect([run.exitCode === 2 || run.exitCode === 11, run.leftBehind]).toEqual([true, []]);
      expect(run.stdout + run.stderr).not.toContain(CANARY);
    });
  });

  it('the password in a URL is not shown as a setting', async () => {
    const environment = { RESTACK_SHARE: `smb://u:${CANARY}@h/s`, RESTACK_TARGET: `https://u:${CANARY}@h` };
    const run = await runHere(['config', 'view'], { environment });
    expect([run.exitCode, run.stdout.match(/u:\[secret\]@h/g)?.length]).toEqual([0, 2]);
    expect(run.stdout + run.stderr).not.toContain(CANARY);
  });

  describe.runIf(process.platform === 'linux')('an output on a full disk', () => {
    it.each([
      ['as text', []],
      ['as JSON', ['--json']],
      ['as events', ['--events', '-']],
    ])('%s ends with CONFIG', (_, flags) => {
      const run = runInShell('', ['list', ...SHARE, ...flags], '> /dev/full');
      expect(run).toMatchObject({ exitCode: 2, stdout: '' });
      expect(run.stderr).toContain('ENOSPC');
      expect(run.stderr).not.toContain('bug');
      expect(run.stderr).not.toMatch(/^ +at /m);
    });

    it('costs the events alone, with one warning', () => {
      const run = runInShell('', ['list', ...SHARE, '--json', '--events', '/dev/full']);
      expect(run.exitCode).toBe(0);
      expect(readEnvelope(run.stdout).ok).toBe(true);
      expect(run.stderr.match(/ENOSPC/g)).toHaveLength(1);
    });
  });

  describe.runIf(process.platform === 'linux')('too few open files', () => {
    it.each([20, 24, 32, 48])('(%i) are no bug of restack and no damage', (limit) => {
      const run = runInShell(`ulimit -n ${limit};`, ['verify', ...SHARE, '--json']);
      expect([0, 11, 14], run.stdout + run.stderr).toContain(run.exitCode);
      expect(run.stdout + run.stderr).not.toMatch(/^ +at /m);
    });
  });

  it.runIf(process.platform !== 'win32')('unpack writes through no link below a share', async () => {
    const archive = path.join(folder, 'set.tar');
    expect(await runHere(['archive', 'pack', NEWEST, ...SHARE, '--out', archive])).toMatchObject({
      exitCode: 0,
    });
    const [share, elsewhere] = [path.join(folder, 'share'), path.join(folder, 'elsewhere')];
    await cp(SHARE[1] ?? '', share, { recursive: true });
    const cloud = path.join(share, 'edge.fabrikam.example');
    await rename(cloud, elsewhere);
    await rm(path.join(share, 'azs.contoso.example'), { recursive: true });
    await symlink(elsewhere, cloud);
    const before = (await readdir(elsewhere, { recursive: true })).length;
    const run = await runHere(['archive', 'unpack', archive, '--share', share, '--json']);
    expect(run.exitCode, run.stdout).not.toBe(1);
    expect((await readdir(elsewhere, { recursive: true })).length).toBe(before);
  });
});

const WAYS_TO_FAIL = 33;

/** One sample of each way to fail; test/slow runs them all, each in a process of its own. */
const samples = [
  ...new Map(
    readCountedCases().map((sample) => [`${sample.exitCode} ${String(sample.findingCode)}`, sample]),
  ).values(),
];

describe('the damaged samples', () => {
  it('fail in many ways', () => {
    expect(samples).toHaveLength(WAYS_TO_FAIL);
  });
});

describe('verify of a damaged sample', () => {
  it.each(samples)('$findingCode ends with exit $exitCode, says why once, and leaves nothing', (sample) =>
    expectPlainFailure(sample, runHere),
  );
  it.each(samples)('$findingCode ends with exit $exitCode under --json', (sample) =>
    expectJsonFailure(sample, runHere),
  );
});
