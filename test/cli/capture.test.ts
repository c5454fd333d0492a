import { execFile, spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultSchema } from '../fixtures/result-schemas.js';
import { CANARY, sampleKeyFile } from '../../samples/generator/stable-values.js';
import { checkRecord } from '../../src/app/capture/capture-set.js';
import { readCloud } from '../../src/use-cases/capture/read-cloud.js';
import { KEYS, STAMP_VERSION, context } from '../e2e/captured-cloud.js';
import { connectController } from '../e2e/controller-cloud.js';
import { type CaptureCloud, startCaptureCloud } from './capture-cloud.js';
import { CERTIFICATE_2023, PASSWORD, readEnvelope, runRestack } from './run-restack.js';
import { PORTABLE_REPOSITORIES } from '../../src/backup-set/names/portable-repositories.js';
import { readShare } from '../../src/app/share/share.js';
import { runKilled } from './killed-commands.js';

describe('restack capture', () => {
  const schema = resultSchema('capture');

  const READER = fileURLToPath(new URL('../independent/read_set.py', import.meta.url));
  const hasTools = ['python3', 'openssl'].every(
    (tool) =>
      spawnSync(tool, [tool === 'openssl' ? 'version' : '--version'], { stdio: 'ignore' }).status === 0,
  );

  let cloud: CaptureCloud;
  let share = '';

  beforeAll(async () => {
    cloud = await startCaptureCloud();
    share = await cloud.makeShare();
  });

  afterAll(() => cloud.close());

  const capture = (...argv: readonly string[]) =>
    runRestack(cloud.argv(share, ...argv), { environment: cloud.environment });

  describe('restack capture', () => {
    it('says what it could not read, and ends with 40', async () => {
      const run = await capture('--json');
      expect(run).toMatchObject({ exitCode: 40, leftBehind: [] });
      expect(run.stdout + run.stderr).not.toContain(CANARY);
      const { result, error } = readEnvelope(run.stdout);
      expect(schema.validate(result)).toBe(true);
      expect(result).toMatchObject({
        status: 'PartialSucceeded',
        cloudRecoveryReady: true,
        omissions: [{ kind: 'secret', reason: 'disabled' }],
      });
      expect(error).toMatchObject({ code: 'PARTIAL', details: { roles: ['KeyVaultDataPlane'] } });
    });

    it('writes a whole set, which verifies to its last record', async () => {
      const run = await capture('--enable-disabled', '--json');
      expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
      expect(run.stdout + run.stderr).not.toContain(CANARY);
      const backupId = readBackupId(readEnvelope(run.stdout).result);
      const argv = ['verify', backupId, '--share', share, ...CERTIFICATE_2023, ...PASSWORD, '--json'];
      const verified = await runRestack(argv);
      expect(verified.exitCode).toBe(0);
      expect(readEnvelope(verified.stdout).result).toMatchObject({
        level: 'content',
        backups: [{ backupId, verdict: 'passed', findings: [] }],
      });
      // Share, run folder, and all else that the captures of this test may write to.
      const files = await readdir(cloud.folder, { recursive: true, withFileTypes: true });
      const texts = files
        .filter((file) => file.isFile())
        .map((file) => readFile(path.join(file.parentPath, file.name), 'latin1'));
      expect(texts.length).toBeGreaterThan(50);
      for (const text of await Promise.all(texts)) expect(text.includes(CANARY)).toBe(false);
    });

    it.each([
      ['a .pfx', ['--cert-public', sampleKeyFile('TEST-ONLY-backup-2023.pfx')], 2],
      ['no certificate', ['--cert-public', sampleKeyFile('TEST-ONLY-password.txt')], 23],
      ['a version that is none', ['--stamp-version', '../x'], 2],
      ['a name that leads away', ['--fqdn', '..'], 2],
    ])('refuses %s, and writes nothing', async (_what, argv, exitCode) => {
      const before = await readdir(share, { recursive: true });
      expect(await capture(...argv)).toMatchObject({ exitCode, stdout: '', leftBehind: [] });
      expect(await readdir(share, { recursive: true })).toEqual(before);
    });

    it('asks for the version of a cloud that tells none, and writes nothing', async () => {
      const given = cloud.argv(await cloud.makeShare());
      const argv = given.filter((word) => word !== '--stamp-version' && word !== STAMP_VERSION);
      const run = await runRestack(argv, { environment: cloud.environment });
      expect(run).toMatchObject({ exitCode: 2, stdout: '', leftBehind: [] });
      expect(run.stderr).toContain('--stamp-version');
      expect(await readdir(argv.at(-1) ?? '')).toEqual([]);
    });
  });

  describe.skipIf(!hasTools)('an independent reader (needs python3 and openssl)', () => {
    it('opens every file of a chain of captures, and reads what the cloud holds', async () => {
      const own = await cloud.makeShare();
      const ids: string[] = [];
      for (let turn = 0; turn < 3; turn += 1) {
        const argv = cloud.argv(own, '--full-every', '3', '--json');
        const run = await runRestack(argv, { environment: cloud.environment });
        ids.push(readBackupId(readEnvelope(run.stdout).result));
      }
      const names = await readdir(own, { recursive: true });
      const dataFiles = names.filter((name) => name.endsWith('.zip'));
      const types = dataFiles.map((name) => /_(Full|Progressive)_C\.zip$/.exec(name)?.[1]);
      const count = PORTABLE_REPOSITORIES.length;
      expect(types.filter((type) => type === 'Full')).toHaveLength(count);
      expect(types.filter((type) => type === 'Progressive')).toHaveLength(2 * count);

      const repositories = PORTABLE_REPOSITORIES.map(({ repositoryName }) => repositoryName);
      expect(await readIndependently(own, ids.at(-1) ?? '')).toEqual({
        backupId: ids.at(-1),
        status: 'PartialSucceeded',
        repositoryStatus: Object.fromEntries(repositories.map((name) => [name, statusOf(name)])),
        registered: repositories,
        opened: dataFiles.map((name) => name.split('/').slice(-2).join('/')).toSorted(),
        repositories: await readRecords(),
      });
    }, 120_000);
  });

  /** The disabled secret is left alone: enabling it would change it. */
  function statusOf(repository: string): string {
    return repository.endsWith(';Secrets') ? 'PartialSucceeded' : 'Succeeded';
  }

  /** Runs the independent reader over one set, and returns the document that it prints. */
  async function readIndependently(from: string, backupId: string): Promise<unknown> {
    const [pfx = ''] = KEYS.certFiles;
    const [password = ''] = KEYS.certPasswordFiles;
    const argv = [READER, from, '--pfx', pfx, '--password-file', password, '--backup', backupId];
    const { stdout } = await promisify(execFile)('python3', argv, { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout);
  }

  /** Reads the present records of the cloud, by repository, without a set in between. */
  async function readRecords(): Promise<unknown> {
    const source = await connectController(cloud.controller);
    try {
      const { records } = await readCloud({ source, check: checkRecord, concurrency: 8 });
      for (const list of Object.values(records)) expect(list).not.toEqual([]);
      return Object.fromEntries(
        PORTABLE_REPOSITORIES.map(({ repositoryName, kind }) => [repositoryName, records[kind]]),
      );
    } finally {
      source.close();
    }
  }

  function readBackupId(result: unknown): string {
    if (typeof result !== 'object' || result === null || !('backupId' in result))
      throw new TypeError('no result');
    return String(result.backupId);
  }
});

describe('restack capture into a share', () => {
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
          hints: [expect.stringContaining(hint), 'restack explain SHARE_UNREACHABLE'],
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
        expect(set.cloudRecoveryReady).toBe(true);
        // One secret is disabled.
        expect(set.findings.map(({ code }) => code)).toEqual(['REPOSITORY_PARTIAL']);
        expect(set.chains).toHaveLength(PORTABLE_REPOSITORIES.length);
      }
      expect((await listFiles(share)).filter((name) => name.includes('restack'))).toEqual([]);
    });
  });
});
