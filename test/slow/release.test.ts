import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { appendFile, chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { CAN_GO_OFFLINE, makeArtefacts, runOffline, VERSION } from '../fixtures/release-artefacts.js';
import { makeTemporaryFolder } from '../fixtures/temporary-folder.js';

const IS_LINUX = process.platform === 'linux' && process.arch === 'x64';
const PLATFORM = ['--platform', 'linux-x64'];
const NAME = `restack-${VERSION}-linux-x64`;
const network = CAN_GO_OFFLINE
  ? 'without a network'
  : 'with a network, as this machine permits no run without';

describe.skipIf(!IS_LINUX)(`artefacts for Linux (skipped elsewhere), ${network}`, () => {
  let folder: string;
  let sums: string;

  beforeAll(async () => {
    folder = await makeTemporaryFolder();
    sums = makeArtefacts(join(folder, 'release'), PLATFORM);
  }, 1_200_000);

  const at = (...names: readonly string[]) => join(folder, ...names);

  function assertDrills(restack: string, form: string): void {
    const drill = runOffline(folder, [restack, 'drill', '--no-input']);
    expect(drill, drill.text).toMatchObject({ status: 0 });
    expect(runOffline(folder, [restack, 'doctor']).text).toContain(`restack ${VERSION} (${form})`);
  }

  it('have the same bytes when they are made again', () => {
    expect(makeArtefacts(at('again'), PLATFORM)).toBe(sums);
    expect(sums.trim().split('\n')).toHaveLength(5);
  });

  it('unpack from an archive, and drill', async () => {
    await mkdir(at('unpacked'));
    execFileSync('tar', [
      '--extract',
      '--file',
      at('release', `${NAME}.tar.gz`),
      '--directory',
      at('unpacked'),
    ]);
    assertDrills(at('unpacked', NAME, 'restack'), 'portable archive');
  });

  it('unpack from a Debian package, and drill', () => {
    execFileSync('dpkg-deb', ['--extract', at('release', `restack_${VERSION}_amd64.deb`), at('deb')]);
    assertDrills(at('deb', 'usr', 'bin', 'restack'), 'Debian package');
    execFileSync('gzip', ['--test', at('deb', 'usr', 'share', 'man', 'man1', 'restack-restore.1.gz')]);
  });

  it('unpack from one program, mend what was changed there, and drill', async () => {
    const program = at('release', NAME);
    assertDrills(program, 'single executable');
    const cache = at('.cache', 'restack');
    const [unpacked = ''] = await readdir(cache);
    const changed = join(cache, unpacked, 'package.json');
    const before = await readFile(changed, 'utf8');
    await appendFile(changed, ' ');
    expect(runOffline(folder, [program, '--version'])).toMatchObject({ status: 0 });
    expect(await readFile(changed, 'utf8')).toBe(before);
    expect(await readdir(cache)).toEqual([unpacked]);
  });

  it('start at the same time, and say what to do without a place to unpack', async () => {
    const program = at('release', NAME);
    const home = await makeTemporaryFolder();
    const starts = Array.from({ length: 3 }, () =>
      promisify(execFile)(program, ['--version'], { env: { HOME: home } }),
    );
    for (const { stdout } of await Promise.all(starts)) expect(stdout).toContain(VERSION);
    expect(await readdir(join(home, '.cache', 'restack'))).toHaveLength(1);
    const env = { HOME: '/proc/self' };
    const { status, stderr } = spawnSync(program, ['--version'], { env, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain('XDG_CACHE_HOME');
  });

  it('do not unpack where somebody else could change them', async () => {
    await chmod(at('.cache', 'restack'), 0o777);
    const { status, text } = runOffline(folder, [at('release', NAME), '--version']);
    expect(status).toBe(2);
    expect(text).toContain('only you can write to');
  });
});

/** The head of a program: which system it is for, and which processor. */
const PROGRAMS = {
  'linux-arm64': (head: Buffer) => [head.toString('latin1', 1, 4), head.readUInt16LE(18)],
  'darwin-x64': (head: Buffer) => [head.readUInt32LE(0), head.readUInt32LE(4)],
  'darwin-arm64': (head: Buffer) => [head.readUInt32LE(0), head.readUInt32LE(4)],
  'win32-x64': (head: Buffer) => {
    const start = head.readUInt32LE(0x3c);
    return [head.toString('latin1', start, start + 2), head.readUInt16LE(start + 4)];
  },
} as const;
/** Sources: ELF-64 e_machine; Mach-O mach_header_64; PE/COFF Machine. */
const EXPECTED = {
  'linux-arm64': ['ELF', 183],
  'darwin-x64': [0xfeedfacf, 0x01000007],
  'darwin-arm64': [0xfeedfacf, 0x0100000c],
  'win32-x64': ['PE', 0x8664],
} as const;

describe.skipIf(!IS_LINUX)(
  'archives for other machines, which are not started here (skipped elsewhere)',
  () => {
    let folder: string;
    beforeAll(async () => {
      folder = await makeTemporaryFolder();
    });

    it.each(['linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'] as const)(
      'hold for %s the Node.js of that machine, and what starts restack with it',
      async (platform) => {
        const isWindows = platform === 'win32-x64';
        const name = `restack-${VERSION}-${platform}`;
        const out = join(folder, platform);
        makeArtefacts(out, ['--only', 'archive', '--platform', platform]);
        const archive = join(out, `${name}.${isWindows ? 'zip' : 'tar.gz'}`);
        if (isWindows) execFileSync('python3', ['-m', 'zipfile', '-e', archive, out]);
        else execFileSync('tar', ['--extract', '--file', archive, '--directory', out]);
        const at = (...names: readonly string[]) => join(out, name, ...names);
        const head = (await readFile(at(isWindows ? 'node.exe' : 'node'))).subarray(0, 4096);
        expect(PROGRAMS[platform](head)).toEqual(EXPECTED[platform]);
        expect(await readdir(at('package', 'node_modules', '@koromix'))).toEqual([`koffi-${platform}`]);
        const start = await readFile(at(isWindows ? 'restack.cmd' : 'restack'), 'utf8');
        if (isWindows) {
          expect(start).toBe('@"%~dp0node.exe" "%~dp0package\\dist\\cli\\launch\\launch.cjs" %*\r\n');
          return;
        }
        execFileSync('sh', ['-n', at('restack')]);
        const script = 'for word; do printf "<%s>" "$word"; done';
        await writeFile(at('node'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
        await rename(at(), join(out, 'a folder'));
        const started = execFileSync(join(out, 'a folder', 'restack'), ['list', 'a b'], { encoding: 'utf8' });
        expect(started).toBe(
          `<${join(out, 'a folder', 'package', 'dist/cli/launch/launch.cjs')}><list><a b>`,
        );
      },
      300_000,
    );
  },
);
