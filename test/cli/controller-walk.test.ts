import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

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
