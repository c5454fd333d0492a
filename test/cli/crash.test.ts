import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CrashCloud, type CrashEnd, expectLikeUndisturbed, startCrashCloud } from './crash-cloud.js';
import { readdir, mkdtemp, rm } from 'node:fs/promises';
import { type CaptureCloud, startCaptureCloud } from './capture-cloud.js';
import {
  chooseSteps,
  killCaptures,
  packKilled,
  prepareUnpack,
  readTree,
  runKilled,
  type UnpackGround,
  unpackKilled,
} from './killed-commands.js';
import { readEnvelope, CERTIFICATE_2023, NEWEST, PASSWORD, runRestack, SHARE } from './run-restack.js';
import { tmpdir } from 'node:os';
import path from 'node:path';

describe('a crash of a restore', () => {
  let cloud: CrashCloud;
  let undisturbed: CrashEnd;

  beforeAll(async () => {
    cloud = await startCrashCloud();
    undisturbed = await cloud.restore([]);
  }, 60_000);

  afterAll(() => cloud.close());

  type FindStep = (steps: readonly string[]) => number;

  /** Places, not numbers: how many steps there are grows with the sample. The sweep over all of them is in test/slow. */
  const PLACES: readonly { readonly name: string; readonly places: readonly FindStep[] }[] = [
    { name: 'while it plans', places: [(steps) => steps.findIndex((step) => step.endsWith('/plans'))] },
    { name: 'while it makes its folder', places: [(steps) => steps.indexOf('before rename')] },
    { name: 'when a secret is written, and not noted yet', places: [(steps) => findSecret(steps)] },
    // Lines of the journal that wait together are written together: a busy machine makes fewer steps of the same run.
    { name: 'when most of it is done', places: [(steps) => steps.length * 0.8] },
    {
      name: 'and so does what takes it up',
      places: [(steps) => steps.length * 0.7, (steps) => steps.length * 0.25],
    },
  ];

  function findSecret(steps: readonly string[]): number {
    return steps.findIndex((step) => step.startsWith('after PUT /secrets/'));
  }

  describe('a restore that is killed', () => {
    it('is not disturbed when nobody kills it', () => {
      expectLikeUndisturbed(undisturbed, undisturbed, cloud.fresh);
      expect(undisturbed.report).toMatchObject({ attempts: 1, readBack: { different: 0 } });
      expect(undisturbed.contents).not.toEqual(cloud.fresh);
      expect(undisturbed.steps.length).toBeGreaterThan(500);
    });

    it.each(PLACES)('ends like an undisturbed one when it dies $name', async ({ places }) => {
      const kills = places.map((place) => 1 + Math.floor(place(undisturbed.steps)));
      const end = await cloud.restore(kills);
      expect(end.crashes).toHaveLength(kills.length);
      expectLikeUndisturbed(end, undisturbed, cloud.fresh);
    });
  });
});

describe('a crash of a capture', () => {
  let cloud: CaptureCloud;
  beforeAll(async () => {
    cloud = await startCaptureCloud();
  });
  afterAll(() => cloud.close());

  // Some steps. The sweep over all of them is in test/slow, and in test/unit/app without processes.
  it('after a SIGKILL the share lists the sets of before, or also the whole new one, and the next capture clears the rest', async () => {
    const share = await cloud.makeShare();
    const { capture } = killCaptures(cloud, share);
    const { steps, fresh } = await capture(null);
    expect(steps).toBeGreaterThan(300);
    expect(fresh).toBeDefined();
    const ends = [];
    for (const killAt of chooseSteps(steps ?? 0, 2)) ends.push(await capture(killAt));
    expect(ends.filter((end) => end.steps === undefined)).toHaveLength(ends.length);
    const last = await capture(null);
    expect(readEnvelope(last.stdout).result).toMatchObject({ cleared: [expect.any(String)] });
    const names = await readdir(share, { recursive: true });
    expect(names.filter((name) => name.includes('restack-'))).toEqual([]);
  }, 180_000);
});

describe('a crash of an archive', () => {
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
      for (const killAt of chooseSteps(steps ?? 0, 2)) {
        expect(await unpackKilled(ground, killAt)).toBeUndefined();
      }
    }, 120_000);

    it('leaves in a new share what the next one clears', async () => {
      const share = await mkdtemp(path.join(base, 'fresh-'));
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
});
