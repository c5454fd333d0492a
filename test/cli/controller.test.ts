import { readdirSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultSchema } from '../fixtures/result-schemas.js';
import { readEnvelope, type Run, runRestack } from './run-restack.js';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const schema = resultSchema('controller-start');

/** Starts a controller and stops it with `signal` as soon as it has told its line; `inspect` runs in between. */
function runController(
  argv: readonly string[],
  signal: NodeJS.Signals,
  {
    inspect = () => {},
    environment = {},
  }: {
    readonly inspect?: (line: string) => void;
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<Run> {
  let told = false;
  return runRestack(['controller', 'start', ...argv], {
    environment,
    onOutput: (child, output) => {
      const line = output.split('\n').find((text) => text.startsWith('{') && text.endsWith('}'));
      if (told || line === undefined) return;
      told = true;
      inspect(line);
      child.kill(signal);
    },
  });
}

describe('restack controller start', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'tells on one line what a client needs, and ends well on %s',
    async (signal) => {
      const modes: number[] = [];
      const run = await runController([], signal, {
        inspect: (line) => {
          const served: unknown = JSON.parse(line);
          if (!schema.validate(served)) return;
          const { clientSecretFile, caFile, stateTokenFile } = served;
          for (const file of [clientSecretFile, caFile, stateTokenFile])
            modes.push(statSync(file).mode & 0o777);
        },
      });
      expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
      expect(run.stdout.trimEnd().split('\n')).toHaveLength(1);
      expect(schema.validate(JSON.parse(run.stdout))).toBe(true);
      expect(modes).toEqual([0o600, 0o600, 0o600]);
    },
  );

  it('leaves its secrets to nobody after SIGKILL: the next one takes them away', async () => {
    const shared = await mkdtemp(join(tmpdir(), 'restack-killed-controller-'));
    try {
      const environment = { TMPDIR: shared, TEMP: shared, TMP: shared };
      const killed = await runController([], 'SIGKILL', { environment });
      expect(killed).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
      const [left = 'nothing', ...more] = await readdir(shared);
      expect(more).toEqual([]);
      expect(await readdir(join(shared, left))).toContain('client-secret');
      let seen: readonly string[] = [];
      const inspect = () => void (seen = readdirSync(shared));
      const next = await runController([], 'SIGTERM', { environment, inspect });
      expect(next).toMatchObject({ exitCode: 0 });
      expect(seen).toHaveLength(1);
      expect(seen).not.toContain(left);
      expect(await readdir(shared)).toEqual([]);
    } finally {
      await rm(shared, { recursive: true });
    }
  });

  it('ends where nobody can hear of it, or its files have no place', async () => {
    const [deaf, homeless] = [['> /dev/full', {}] as const, ['', { TMPDIR: '/no/such/folder' }] as const].map(
      ([rest, more]) =>
        spawnSync('sh', ['-c', `exec "$0" "$1" controller start ${rest}`, process.execPath, BINARY], {
          encoding: 'utf8',
          env: { ...process.env, ...more },
          timeout: 60_000,
        }),
    );
    for (const run of [deaf, homeless]) {
      expect(run?.status, run?.stderr).toBe(2);
      expect(run?.stderr).toContain('error CONFIG');
    }
  });

  it('puts the same document into the envelope with --json', async () => {
    const run = await runController(['--json', '--identity', 'adfs', '--region', 'north'], 'SIGTERM');
    expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
    const envelope = readEnvelope(run.stdout);
    expect(envelope).toMatchObject({
      ok: true,
      command: 'controller start',
      schema: 'restack/controller-start/v1',
    });
    expect(schema.validate(envelope.result)).toBe(true);
    expect(envelope.result).toMatchObject({ region: 'north' });
  });

  it('plays a release, and hands out the key of a cloud that was updated from 1811', async () => {
    const argv = ['--stamp-version', '1.1901.0.95', '--updated-from-1811'];
    let key = '';
    let mode = 0;
    const inspect = (line: string) => {
      const served: unknown = JSON.parse(line);
      if (!schema.validate(served) || served.backupKeyFile === undefined) return;
      key = readFileSync(served.backupKeyFile, 'utf8');
      mode = statSync(served.backupKeyFile).mode & 0o777;
    };
    const run = await runController(argv, 'SIGTERM', { inspect });
    expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(JSON.parse(run.stdout)).toMatchObject({ stampVersion: '1.1901.0.95' });
    expect(Buffer.from(key, 'base64').toString('latin1')).toMatch(/^[A-Za-z]{64}$/);
    expect(mode).toBe(0o600);
    expect(run.stdout + run.stderr).not.toContain(key);
  });

  it.each<[string, readonly string[], number]>([
    ['a release that is none', ['--stamp-version', '2301'], 2],
    ['a port that is none', ['--port', '70000'], 2],
    ['an unknown identity system', ['--identity', 'ldap'], 2],
    ['a profile that is not there', ['--profile', 'no-such-profile'], 10],
    ['a seed that is not there', ['--seed', 'no-such-file.json'], 10],
    ['a region that is no name', ['--region', 'a b'], 2],
  ])('refuses %s before it listens', async (_, argv, exitCode) => {
    const run = await runRestack(['controller', 'start', ...argv, '--json']);
    expect(run).toMatchObject({ exitCode, leftBehind: [] });
    expect(readEnvelope(run.stdout).ok).toBe(false);
  });
});

const README = fileURLToPath(new URL('../../src/controller/README.md', import.meta.url));
const BINARY = fileURLToPath(new URL('../../dist/cli/launch/launch.cjs', import.meta.url));

/** The shell commands of a page, block after block. */
async function readCommands(page: string): Promise<string> {
  const text = await readFile(page, 'utf8');
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((block) => block[1] ?? '').join('');
}

function isMissing(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status !== 0;
}

const missing = process.platform === 'win32' ? ['POSIX system'] : ['bash', 'curl'].filter(isMissing);
const without = missing.length === 0 ? '' : ` (skipped: no ${missing.join(', no ')} here)`;

describe('README of the controller', () => {
  let folder: string;
  let shell: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restack-walk-'));
    await mkdir(join(folder, 'bin'));
    await mkdir(join(folder, 'tmp'));
    if (missing.length === 0) await symlink(BINARY, join(folder, 'bin', 'restack'));
  });

  afterEach(async () => {
    endGroup(shell);
    await rm(folder, { recursive: true });
  });

  it.skipIf(missing.length > 0)(
    `walks with curl from the start of the binary to a secret${without}`,
    async () => {
      const commands = await readCommands(README);
      expect(commands).toMatch(/^restack controller start > controller\.json &$/m);
      // The controller's own exit code becomes the shell's.
      const ended = await run(`${commands}wait $!\n`);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout.trimEnd().split('\n').at(-1)).toBe('hello from the vault');
      expect((await readdir(folder)).toSorted()).toEqual(['bin', 'controller.json', 'tmp']);
      expect(await readdir(join(folder, 'tmp'))).toEqual([]);
    },
    120_000,
  );

  async function run(commands: string) {
    const child = spawn('bash', ['-c', commands], {
      cwd: folder,
      // A group of its own, so that a walk that fails half-way leaves no controller behind.
      detached: true,
      env: {
        PATH: [join(folder, 'bin'), process.env['PATH'] ?? ''].join(delimiter),
        TMPDIR: join(folder, 'tmp'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    shell = child;
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    await once(child, 'exit');
    const code = child.exitCode;
    if (code === 0 && !child.stdout.readableEnded) await once(child.stdout, 'end');
    return { code, stdout, stderr };
  }
});

function endGroup(leader: ChildProcess | undefined): void {
  if (leader?.pid === undefined) return;
  try {
    process.kill(-leader.pid, 'SIGKILL');
  } catch {
    // The group has ended.
  }
}
