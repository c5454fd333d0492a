import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

  it('do not unpack where somebody else could change them', async () => {
    await chmod(at('.cache', 'restack'), 0o777);
    const { status, text } = runOffline(folder, [at('release', NAME), '--version']);
    expect(status).toBe(2);
    expect(text).toContain('only you can write to');
  });
});
