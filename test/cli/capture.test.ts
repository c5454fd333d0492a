import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../schemas/generated/cli/capture.js';
import { CANARY } from '../../samples/generator/canary.js';
import { sampleKeyFile } from '../../samples/generator/sample-keys.js';
import { PORTABLE_REPOSITORIES } from '../../src/backup-set/portable-repositories.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { company, DEPLOYMENT, KEYS, readCaptured, STAMP_VERSION } from '../e2e/captured-cloud.js';
import { readEnvelope } from './read-envelope.js';
import { runRestack } from './run-restack.js';
import { CERTIFICATE_2023, PASSWORD } from './sample-share.js';

const READER = fileURLToPath(new URL('../independent/read_set.py', import.meta.url));
const CERTIFICATE = sampleKeyFile('TEST-ONLY-backup-2023.cer');
const hasTools = ['python3', 'openssl'].every(
  (tool) => spawnSync(tool, [tool === 'openssl' ? 'version' : '--version'], { stdio: 'ignore' }).status === 0,
);

let cloud: RunningController;
let folder = '';
let share = '';

beforeAll(async () => {
  cloud = await startController({ deployment: DEPLOYMENT, seed: company });
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-capture-'));
  share = await mkdtemp(path.join(folder, 'share-'));
  await writeFile(path.join(folder, 'root.pem'), cloud.caCertificate);
});

afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

function capture(...argv: readonly string[]) {
  const place = [
    '--target',
    cloud.adminEndpoint,
    '--ca-file',
    path.join(folder, 'root.pem'),
    '--share',
    share,
  ];
  const environment = {
    AZURE_TENANT_ID: cloud.tenantId,
    AZURE_CLIENT_ID: cloud.clientId,
    AZURE_CLIENT_SECRET: cloud.clientSecret,
  };
  return runRestack(['capture', ...place, ...argv], { environment });
}

const GIVEN = ['--cert-public', CERTIFICATE, '--stamp-version', STAMP_VERSION];

describe('restack capture', () => {
  it('says what it could not read, and ends with 40', async () => {
    const run = await capture(...GIVEN, '--json');
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
    const run = await capture(...GIVEN, '--enable-disabled', '--json');
    expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(run.stdout + run.stderr).not.toContain(CANARY);
    const { result } = readEnvelope(run.stdout);
    const backupId = readBackupId(result);
    const verified = await runRestack([
      'verify',
      backupId,
      '--share',
      share,
      ...CERTIFICATE_2023,
      ...PASSWORD,
      '--json',
    ]);
    expect(verified.exitCode).toBe(0);
    expect(readEnvelope(verified.stdout).result).toMatchObject({
      level: 'content',
      backups: [{ backupId, verdict: 'passed', findings: [] }],
    });
  });

  it.skipIf(!hasTools)('writes what an independent reader reads (needs python3 and openssl)', async () => {
    const backupId = readBackupId(readEnvelope((await capture(...GIVEN, '--json')).stdout).result);
    const { records } = await readCaptured(share, backupId);
    expect(records?.secret.length).toBeGreaterThan(0);
    const [pfx = ''] = KEYS.certFiles;
    const [password = ''] = KEYS.certPasswordFiles;
    const { stdout } = await promisify(execFile)(
      'python3',
      [READER, share, '--pfx', pfx, '--password-file', password, '--backup', backupId],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    const expected = PORTABLE_REPOSITORIES.map(({ repositoryName, kind }) => [
      repositoryName,
      records?.[kind],
    ]);
    expect(JSON.parse(stdout)).toEqual({
      backupId,
      status: 'PartialSucceeded',
      registered: PORTABLE_REPOSITORIES.length,
      repositories: Object.fromEntries(expected) as unknown,
    });
  });

  it.each([
    ['a .pfx', ['--cert-public', sampleKeyFile('TEST-ONLY-backup-2023.pfx'), '--stamp-version', '1.2.3'], 2],
    ['no certificate', ['--cert-public', sampleKeyFile('TEST-ONLY-password.txt')], 23],
    ['a cloud that tells no version', ['--cert-public', CERTIFICATE], 2],
    ['a version that is none', ['--cert-public', CERTIFICATE, '--stamp-version', '../x'], 2],
    ['a name that leads away', [...GIVEN, '--fqdn', '..'], 2],
  ])('refuses %s, and writes nothing', async (_what, argv, exitCode) => {
    const before = await readdir(share, { recursive: true });
    expect(await capture(...argv)).toMatchObject({ exitCode, stdout: '', leftBehind: [] });
    expect(await readdir(share, { recursive: true })).toEqual(before);
  });
});

function readBackupId(result: unknown): string {
  if (typeof result !== 'object' || result === null || !('backupId' in result))
    throw new TypeError('no result');
  return String(result.backupId);
}
