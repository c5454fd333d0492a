import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packKilled, prepareUnpack, readTree, unpackKilled, type UnpackGround } from './killed-archives.js';
import { chooseSteps, runKilled } from './killed-runs.js';
import { CERTIFICATE_2023, NEWEST, PASSWORD, runRestack, SHARE } from './run-restack.js';

let base = '';
let ground: UnpackGround;
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'restack-archive-kill-'));
  ground = await prepareUnpack(base);
});
afterAll(() => rm(base, { recursive: true, force: true }));

// Some steps. The sweep is in test/slow.
describe('an archive command that is killed', () => {
  it.each(['set.tar', 'set.tar.gz'])(
    'packs %s whole or not at all, and the next one clears the rest',
    async (name) => {
      const steps = await packKilled(base, { name, killAt: null });
      expect(steps).toBeGreaterThan(100);
      for (const killAt of chooseSteps(steps ?? 0, 1)) {
        expect(await packKilled(base, { name, killAt })).toBeUndefined();
      }
    },
    120_000,
  );

  it('unpacks beside other sets, and the next one finishes and clears', async () => {
    const steps = await unpackKilled(ground, null);
    expect(steps).toBeGreaterThan(500);
    for (const killAt of chooseSteps(steps ?? 0, 3)) {
      expect(await unpackKilled(ground, killAt)).toBeUndefined();
    }
  }, 120_000);

  it('leaves beside a new share what the next one clears', async () => {
    const share = path.join(base, 'fresh');
    const argv = ['archive', 'unpack', ground.archive, '--share', share];
    const { signal } = await runKilled(argv, { folders: [share], killAt: 100 });
    expect(signal).toBe('SIGKILL');
    expect(await readdir(share)).toMatchObject([expect.stringMatching(/^\.restack-work-/)]);
    expect((await runRestack(argv)).exitCode).toBe(0);
    expect(await readdir(share)).toEqual(['MASBackup']);
  });

  it('leaves no plaintext that the next extract does not clear', async () => {
    const folder = await mkdtemp(path.join(base, 'extract-'));
    const extract = (out: string) => [
      'extract',
      NEWEST,
      ...SHARE,
      ...CERTIFICATE_2023,
      ...PASSWORD,
      '--out',
      path.join(folder, out),
    ];
    const { signal } = await runKilled(extract('plain'), { folders: [folder], killAt: 40 });
    expect(signal).toBe('SIGKILL');
    expect(Object.keys(await readTree(folder))).not.toEqual([]);
    expect((await runRestack(extract('next'))).exitCode).toBe(0);
    expect(await readdir(folder)).toEqual(['next']);
  });
});
