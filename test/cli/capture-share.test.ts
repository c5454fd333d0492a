import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_REGISTRATIONS } from '../../src/backup-set/metadata/registrations.js';
import { readShare } from '../../src/app/share/share.js';
import { context } from '../e2e/captured-cloud.js';
import { type CaptureCloud, startCaptureCloud } from './capture-cloud.js';
import { runKilled } from './killed-runs.js';
import { readEnvelope, runRestack } from './run-restack.js';

let cloud: CaptureCloud;
beforeAll(async () => {
  cloud = await startCaptureCloud();
});
afterAll(() => cloud.close());

const capture = (share: string, ...more: readonly string[]) =>
  runRestack(cloud.argv(share, '--enable-disabled', '--json', ...more), { environment: cloud.environment });

async function listSets(share: string) {
  const { sets, findings } = (await readShare({ share }, context)).catalog;
  return { sets, codes: findings.map(({ code }) => code) };
}

async function listFiles(share: string): Promise<readonly string[]> {
  const entries = await readdir(share, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('a share that fails in the middle of a capture', () => {
  it.each([
    ['full', 'ENOSPC', 'df -h'],
    ['read-only', 'EROFS', 'ls -ld'],
  ] as const)('because it is %s: code, command, and no set', async (_what, failure, hint) => {
    const share = await cloud.makeShare();
    await capture(share);
    const before = await listSets(share);
    const files = await listFiles(share);
    const argv = cloud.argv(share, '--json');
    const run = await runKilled(argv, { folders: [share], killAt: 150, failure }, cloud.environment);
    expect(run, run.stdout).toMatchObject({ exitCode: 11, leftBehind: [] });
    expect(readEnvelope(run.stdout)).toMatchObject({
      result: null,
      error: {
        code: 'SHARE_UNREACHABLE',
        details: { reason: failure },
        hints: [expect.stringContaining(hint)],
      },
    });
    const after = await listSets(share);
    expect(after.sets).toEqual(before.sets);
    // What is read-only cannot be cleared; the next capture does.
    if (failure === 'ENOSPC') expect(await listFiles(share)).toEqual(files);
    else expect(after.codes).toEqual(['CAPTURE_UNFINISHED']);
    const next = await capture(share);
    expect(next.exitCode).toBe(0);
    expect((await listSets(share)).codes).toEqual([]);
    expect((await listFiles(share)).filter((name) => name.includes('restack'))).toEqual([]);
  });

  it('that is not there is said before the cloud is read', async () => {
    const share = path.join(cloud.folder, 'nowhere');
    const run = await capture(share);
    expect(run).toMatchObject({ exitCode: 11, leftBehind: [] });
    expect(readEnvelope(run.stdout).error).toMatchObject({ code: 'SHARE_UNREACHABLE' });
    await expect(readdir(share)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('two captures at the same time', () => {
  it('onto one share are two whole sets', async () => {
    const share = await cloud.makeShare();
    const argv = cloud.argv(share, '--json');
    const runs = await Promise.all([0, 1].map(() => runRestack(argv, { environment: cloud.environment })));
    // A disabled secret is not read; all else is.
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([40, 40]);
    const { sets, codes } = await listSets(share);
    expect(codes).toEqual([]);
    expect(sets).toHaveLength(2);
    for (const set of sets) {
      expect(set).toMatchObject({ cloudRecoveryReady: true, findings: [] });
      expect(set.chains).toHaveLength(DEFAULT_REGISTRATIONS.length);
    }
    expect((await listFiles(share)).filter((name) => name.includes('restack'))).toEqual([]);
  });
});
