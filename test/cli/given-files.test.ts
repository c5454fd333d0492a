import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from './run-here.js';
import {
  readEnvelope,
  runRestack,
  CERTIFICATE_2023,
  LEGACY,
  NEWEST,
  PASSWORD,
  SHARE,
} from './run-restack.js';

const BINARY = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const KEYS = fileURLToPath(new URL('../../samples/keys/', import.meta.url));
const PFX = `${KEYS}TEST-ONLY-backup-2023.pfx`;
const PASSWORD_FILE = `${KEYS}TEST-ONLY-password.txt`;
const LEGACY_KEY_FILE = `${KEYS}TEST-ONLY-legacy-key.txt`;

let folder: string;
let pipe: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-given-'));
  pipe = path.join(folder, 'pipe');
  await promisify(execFile)('mkfifo', [pipe]);
});
afterAll(() => rm(folder, { recursive: true }));

/** Every flag, argument and variable that takes a file, with the pipe in its place. */
const TARGET = ['--target', 'https://adminmanagement.oslo.azs.invalid'];
const OUT = ['--share', '/no/such/share'];
const PIPE = '<pipe>';
interface Reader {
  readonly flag: string;
  readonly argv: readonly string[];
  readonly exit: number;
  readonly variable?: string;
  readonly more?: Readonly<Record<string, string>>;
}

const READERS: readonly Reader[] = [
  { flag: '--cert', argv: ['verify', ...SHARE, '--cert', PIPE], exit: 23 },
  { flag: 'RESTACK_CERT', argv: ['verify', ...SHARE], exit: 23, variable: 'RESTACK_CERT' },
  {
    flag: '--cert-password-file',
    argv: ['verify', ...SHARE, ...CERTIFICATE_2023, '--cert-password-file', PIPE],
    exit: 23,
  },
  { flag: '--key-file', argv: ['verify', ...SHARE, '--key-file', PIPE], exit: 23 },
  { flag: 'certificate inspect FILE', argv: ['certificate', 'inspect', PIPE], exit: 23 },
  {
    flag: 'certificate create --cert-password-file',
    argv: ['certificate', 'create', '--out', '.', '--subject', 'CN=x', '--cert-password-file', PIPE],
    exit: 23,
  },
  { flag: '--map', argv: ['plan', NEWEST, ...SHARE, ...TARGET, '--map', PIPE], exit: 23 },
  {
    flag: 'diff --map',
    argv: ['diff', NEWEST, NEWEST, ...SHARE, ...CERTIFICATE_2023, ...PASSWORD, '--map', PIPE],
    exit: 23,
  },
  { flag: '--plan', argv: ['restore', '--plan', PIPE], exit: 23 },
  { flag: '--ca-file', argv: ['service', 'show', ...TARGET, '--ca-file', PIPE], exit: 23 },
  {
    flag: 'AZURE_CLIENT_CERTIFICATE_PATH',
    argv: ['service', 'show', ...TARGET],
    exit: 23,
    variable: 'AZURE_CLIENT_CERTIFICATE_PATH',
  },
  {
    flag: 'AZURE_CLIENT_CERTIFICATE_PATH with a password, which the SDK opens',
    argv: ['service', 'show', ...TARGET],
    exit: 23,
    variable: 'AZURE_CLIENT_CERTIFICATE_PATH',
    more: { AZURE_CLIENT_CERTIFICATE_PASSWORD: 'x' },
  },
  { flag: 'capture --cert-public', argv: ['capture', ...TARGET, ...OUT, '--cert-public', PIPE], exit: 23 },
  {
    flag: 'service configure --cert-public',
    argv: ['service', 'configure', ...TARGET, '--cert-public', PIPE],
    exit: 23,
  },
  {
    flag: '--password-file',
    argv: ['service', 'configure', ...TARGET, '--user', String.raw`D\u`, '--password-file', PIPE],
    exit: 23,
  },
  { flag: '--seed', argv: ['controller', 'start', '--seed', PIPE], exit: 23 },
  { flag: '--profile', argv: ['controller', 'start', '--profile', PIPE], exit: 23 },
  { flag: '--state', argv: ['controller', 'start', '--state', PIPE], exit: 2 },
  { flag: '--events', argv: ['list', ...SHARE, '--events', PIPE], exit: 2 },
  { flag: '--share', argv: ['list', '--share', PIPE], exit: 11 },
  { flag: 'RESTACK_SHARE', argv: ['list'], exit: 11, variable: 'RESTACK_SHARE' },
  { flag: 'archive unpack FILE', argv: ['archive', 'unpack', PIPE, ...OUT], exit: 11 },
];

describe('a pipe without a writer', () => {
  it.each(READERS)('given as $flag ends the command at once', async ({ argv, exit, variable, more }) => {
    const environment = {
      AZURE_TENANT_ID: 'x',
      AZURE_CLIENT_ID: 'x',
      ...(variable === undefined ? { AZURE_CLIENT_SECRET: 'x' } : { [variable]: pipe }),
      ...more,
    };
    const given = argv.map((word) => (word === PIPE ? pipe : word));
    const run = await runRestack([...given, '--json'], {
      environment,
      onStart: (child) => {
        const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
        child.on('close', () => clearTimeout(timer));
      },
    });
    expect(run, run.stdout).toMatchObject({ exitCode: exit, signal: null, leftBehind: [] });
    expect(readEnvelope(run.stdout).ok).toBe(false);
  });
});

/** Runs a line of bash in which `restack` is the built binary. */
async function runBash(line: string): Promise<{ readonly exitCode: number; readonly stdout: string }> {
  const restack = `restack() { '${process.execPath}' '${BINARY}' "$@"; }`;
  const environment = { PATH: process.env['PATH'] ?? '', TMPDIR: folder };
  return new Promise((resolve) => {
    const options = { env: environment, timeout: 60_000, cwd: folder };
    execFile('bash', ['-c', `${restack}; ${line}`], options, (error, stdout) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ exitCode, stdout });
    });
  });
}

const verify = (keys: string, set = NEWEST) =>
  `restack verify ${set} --share '${SHARE[1]}' --level keys --json ${keys}`;

describe('a file that serves nothing', () => {
  const told = async (argv: readonly string[]) => {
    const run = await runHere([...argv, '--json']);
    const { code, message } = readEnvelope(run.stdout).error ?? {};
    return { told: `${run.exitCode} ${code}: ${message}`, stderr: run.stderr };
  };

  it('is named with what is wrong with it, before anything is proved', async () => {
    const bad = path.join(folder, 'bad.json');
    await writeFile(bad, '{');
    const state = path.join(folder, 'state.json');
    await writeFile(state, Uint8Array.of(0xff, 0xfe, 0xfd));
    const drill = await told(['drill', '--weather', bad]);
    expect(drill.told).toBe(`2 CONFIG: ${bad}: the weather profile is not well-formed JSON`);
    expect(drill.stderr).not.toMatch(/Proving/);
    const start = ['controller', 'start'];
    expect((await told([...start, '--profile', bad])).told).toContain(`CONFIG: ${bad}: the weather`);
    expect((await told([...start, '--state', folder])).told).toContain(
      `${folder} cannot be read: it is no regular file`,
    );
    expect((await told([...start, '--state', state])).told).toContain(
      `${state} cannot be read: it is no UTF-8`,
    );
  });

  it('is found before the work that it should tell of: metrics of somebody else', async () => {
    const other = path.join(folder, 'other.prom');
    await writeFile(other, '# HELP node_load1 x\n');
    const verify = ['verify', 'latest', ...SHARE, ...CERTIFICATE_2023, ...PASSWORD];
    expect((await told([...verify, '--metrics', other])).told).toBe(
      `2 USAGE: --metrics: ${other} is there already, and is no file of metrics that could be replaced`,
    );
    expect(await readFile(other, 'utf8')).toBe('# HELP node_load1 x\n');
  });
});

describe('process substitution and standard input', () => {
  it.each([
    ['a password by <(…)', verify(`--cert '${PFX}' --cert-password-file <(cat '${PASSWORD_FILE}')`)],
    ['a password on stdin', `${verify(`--cert '${PFX}' --cert-password-file -`)} < '${PASSWORD_FILE}'`],
    [
      'a password from a pipeline',
      `cat '${PASSWORD_FILE}' | ${verify(`--cert '${PFX}' --cert-password-file -`)}`,
    ],
    ['/dev/stdin', `cat '${PASSWORD_FILE}' | ${verify(`--cert '${PFX}' --cert-password-file /dev/stdin`)}`],
    [
      'certificate and password by <(…)',
      verify(`--cert <(cat '${PFX}') --cert-password-file <(cat '${PASSWORD_FILE}')`),
    ],
    ['a certificate on stdin', `${verify(`--cert - --cert-password-file '${PASSWORD_FILE}'`)} < '${PFX}'`],
    ['a legacy key on stdin', `${verify('--key-file -', LEGACY)} < '${LEGACY_KEY_FILE}'`],
    [
      'certificate inspect -',
      `restack certificate inspect - --cert-password-file '${PASSWORD_FILE}' --json < '${PFX}'`,
    ],
  ])('take %s', async (_, line) => {
    const run = await runBash(line);
    expect(run, run.stdout).toMatchObject({ exitCode: 0 });
    expect(readEnvelope(run.stdout).ok).toBe(true);
  });

  it('write events to >(…)', async () => {
    const events = path.join(folder, 'events');
    const run = await runBash(
      `restack list --share '${SHARE[1]}' --json --events >(cat > '${events}'); code=$?; wait $!; exit $code`,
    );
    expect(run, run.stdout).toMatchObject({ exitCode: 0 });
    expect(await readFile(events, 'utf8')).toContain('"event":"end"');
  });

  it.each([
    ['given twice', `${verify(`--cert '${PFX}' --cert-password-file - --key-file -`)} < '${PASSWORD_FILE}'`],
    [
      'for a file that is read again later',
      `restack service show ${TARGET.join(' ')} --ca-file - --json < '${PFX}'`,
    ],
  ])('refuse - %s', async (_, line) => {
    const run = await runBash(line);
    expect(run, run.stdout).toMatchObject({ exitCode: 2 });
    expect(readEnvelope(run.stdout)).toMatchObject({ error: { code: 'USAGE' } });
  });

  it('refuse more than a file of the kind can hold, without reading on', async () => {
    const run = await runBash(verify(`--cert '${PFX}' --cert-password-file <(yes)`));
    expect(run, run.stdout).toMatchObject({ exitCode: 23 });
  });
});

describe('a secret that everybody on the machine can read', () => {
  const copies = async (mode: number) => {
    const certificate = path.join(folder, `it's.pfx`);
    const password = path.join(folder, 'password');
    await copyFile(PFX, certificate);
    await copyFile(PASSWORD_FILE, password);
    await Promise.all([certificate, password].map((file) => chmod(file, mode)));
    const keys = ['--cert', certificate, '--cert-password-file', password];
    const run = await runHere(['verify', NEWEST, ...SHARE, ...keys, '--level', 'keys', '--json']);
    expect(run, run.stdout).toMatchObject({ exitCode: 0 });
    return { certificate, password, warnings: readEnvelope(run.stdout).warnings };
  };

  it('is named, with the command that changes it', async () => {
    const { password, warnings } = await copies(0o644);
    expect(warnings).toHaveLength(2);
    expect(warnings.join('\n')).toContain(`chmod 600 ${password}`);
    expect(warnings.join('\n')).toContain(String.raw`it'\''s.pfx'`);
  });

  it('is none when its owner alone, or his group, can read it', async () => {
    expect((await copies(0o600)).warnings).toEqual([]);
    expect((await copies(0o640)).warnings).toEqual([]);
  });

  it('is none that is public anyway', async () => {
    const certificate = path.join(folder, 'public.cer');
    await copyFile(`${KEYS}TEST-ONLY-backup-2023.cer`, certificate);
    await chmod(certificate, 0o644);
    const run = await runHere(['certificate', 'inspect', certificate, '--json']);
    expect(readEnvelope(run.stdout)).toMatchObject({ ok: true, warnings: [] });
  });

  it('is found where text is read, too: key files', async () => {
    const key = path.join(folder, 'key');
    await writeFile(key, await readFile(LEGACY_KEY_FILE), { mode: 0o644 });
    const run = await runHere(['verify', LEGACY, ...SHARE, '--key-file', key, '--level', 'keys', '--json']);
    expect(readEnvelope(run.stdout).warnings.join()).toContain(`chmod 600 ${key}`);
  });
});
