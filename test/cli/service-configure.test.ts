import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPublicCertificate } from '../../src/app/keys/keyring.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import { sampleKeyFile } from '../../samples/generator/stable-values.js';
import { createAppContext } from '../doubles/app-context.js';
import { ERROR_CODES, type ErrorCode } from '../../src/core/errors/error-codes.js';
import { runHere } from './run-here.js';
import { readEnvelope } from './run-restack.js';
import {
  readResult,
  type ServiceCloud,
  type ServiceCloudOptions,
  SHARE_PASSWORD,
  startServiceCloud,
  USER,
} from './service-cloud.js';

const configureSchema = resultSchema('service-configure');
const disableSchema = resultSchema('service-disable');
const enableSchema = resultSchema('service-enable');
const showSchema = resultSchema('service-show');

const CERTIFICATE = sampleKeyFile('TEST-ONLY-backup-2023.cer');
const OTHER = sampleKeyFile('TEST-ONLY-unrelated.cer');
const PASSWORD = { environment: { RESTACK_SHARE_PASSWORD: SHARE_PASSWORD } };

let cloud: ServiceCloud | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

async function start(options: ServiceCloudOptions = {}): Promise<ServiceCloud> {
  cloud = await startServiceCloud(options);
  return cloud;
}

/** A cloud that has a share and a certificate. */
async function startConfigured(options: ServiceCloudOptions = {}): Promise<ServiceCloud> {
  const started = await start(options);
  const { der } = await readPublicCertificate(CERTIFICATE, createAppContext());
  await started.prepare({}, { password: SHARE_PASSWORD, certificate: der });
  return started;
}

describe('restack service configure', () => {
  it('gives a fresh cloud a share, and everything is read back', async () => {
    const { run, share, writes } = await start();
    const shown = await run(['show', '--json']);
    expect(readResult(shown, showSchema)).toMatchObject({ configured: false, path: null });
    const given = ['--path', share, '--user', USER, '--cert-public', CERTIFICATE, '--frequency', '6'];
    const events = path.join(share, '..', 'events.jsonl');
    const done = await run(['configure', ...given, '--json', '--debug', '--events', events], PASSWORD);
    expect(done, done.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
    const told = done.stdout + done.stderr + (await readFile(events, 'utf8'));
    expect(told).toContain('Writing the settings');
    expect(told).not.toContain(SHARE_PASSWORD);
    expect(readResult(done, configureSchema)).toMatchObject({
      written: true,
      oldKey: null,
      differences: [],
      location: {
        configured: true,
        path: share,
        userName: USER,
        frequencyHours: 6,
        retentionDays: 7,
        encryption: { mode: 'certificate', thumbprint: '4B29C9535C52B5C2293EAE2F741B7E383B3BE921' },
      },
    });
    expect(writes()).toBe(1);
    const again = await run(['configure', ...given], PASSWORD);
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toContain('Nothing to change');
    expect(writes()).toBe(1);
  });

  it('takes the password from a file, and sends it again when asked to', async () => {
    const { run, share, writes } = await startConfigured();
    const file = path.join(share, '..', 'password');
    await writeFile(file, `${SHARE_PASSWORD}\n`);
    const done = await run(['configure', '--password-file', file, '--json']);
    expect(done, done.stderr).toMatchObject({ exitCode: 0 });
    expect(readResult(done, configureSchema).changes).toEqual([
      { setting: 'password', from: null, to: null },
    ]);
    expect(done.stdout + done.stderr).not.toContain(SHARE_PASSWORD);
    const renewed = await run(['configure', '--new-password', '--json'], PASSWORD);
    expect(readResult(renewed, configureSchema).written).toBe(true);
    expect(writes()).toBe(2);
  });

  it('keeps what is not given', async () => {
    const { run, service } = await startConfigured();
    const before = await service.readLocation();
    expect(await run(['configure', '--retention', '14'])).toMatchObject({ exitCode: 0 });
    const after = await service.readLocation();
    // The disk of this machine fills and empties by itself.
    const { nextBackupAt, availableCapacity } = after ?? {};
    expect(after).toMatchObject({ ...before, retentionDays: 14, nextBackupAt, availableCapacity });
  });

  it('lets nothing of a dry run into the cloud', async () => {
    const { run, writes, service } = await startConfigured();
    const before = await service.readLocation();
    const done = await run(['configure', '--retention', '3', '--cert-public', OTHER, '--dry-run', '--json']);
    expect(readResult(done, configureSchema)).toMatchObject({
      written: false,
      dryRun: true,
      changes: [{ setting: 'retentionDays' }, { setting: 'certificate' }],
    });
    expect(writes()).toBe(0);
    expect(await service.readLocation()).toEqual(before);
  });
});

describe('what cannot be undone', () => {
  it('a shorter retention: is listed and asked for, and the service deletes just that', async () => {
    const { run, writes, service, advanceDays, listShare } = await startConfigured({ daysAgo: 5 });
    await advanceDays(5);
    const before = await service.listBackups();
    expect(before.length).toBeGreaterThan(5);
    const asked = await run(['configure', '--retention', '3', '--no-input', '--json']);
    expect(asked.exitCode).toBe(3);
    expect(readEnvelope(asked.stdout)).toMatchObject({
      error: { code: 'CONFIRMATION_REQUIRED', details: { missingFlag: '--yes' } },
      warnings: [expect.stringContaining('deletes')],
    });
    expect(writes()).toBe(0);
    expect(await service.listBackups()).toEqual(before);
    const done = await run(['configure', '--retention', '3', '--yes', '--json']);
    const { deletes } = readResult(done, configureSchema);
    expect(deletes.length).toBeGreaterThan(0);
    const gone = new Set(deletes.map(({ backupId }) => backupId));
    const left = (await service.listBackups()).map(({ backupId }) => backupId);
    expect(left).toEqual(before.map(({ backupId }) => backupId).filter((backupId) => !gone.has(backupId)));
    expect((await listShare()).filter((name) => [...gone].some((id) => name.includes(id)))).toEqual([]);
  });

  it('from a key to a certificate: is said to be one-way, and asked for', async () => {
    const { run, writes, service, prepare, share } = await start({ updatedFrom1811: true });
    await prepare({}, { password: SHARE_PASSWORD });
    const started = await service.startBackup();
    await started.finish();
    const shown = await run(['show', '--json']);
    expect(readResult(shown, showSchema).encryption).toEqual({ mode: 'key', thumbprint: null });
    const before = writes();
    const refused = await run(['configure', '--cert-public', CERTIFICATE, '--no-input', '--json']);
    expect(refused.exitCode).toBe(3);
    expect(readEnvelope(refused.stdout).warnings.join()).toContain('one-way');
    expect(writes()).toBe(before);
    const argv = ['configure', '--cert-public', CERTIFICATE, '--share', share, '--yes', '--json'];
    const done = await run(argv);
    expect(readResult(done, configureSchema)).toMatchObject({
      oldKey: { mode: 'key', backups: [{ backupId: started.backupId, listed: true, onShare: true }] },
      location: { encryption: { mode: 'certificate' } },
    });
  });

  it('another certificate: what needs the old one is named, and nothing is asked', async () => {
    const { run, service, share } = await startConfigured();
    const started = await service.startBackup();
    await started.finish();
    const done = await run(['configure', '--cert-public', OTHER, '--share', share, '--no-input', '--json']);
    expect(done, done.stderr).toMatchObject({ exitCode: 0 });
    expect(readResult(done, configureSchema)).toMatchObject({
      oldKey: { mode: 'certificate', backups: [{ backupId: started.backupId, listed: true, onShare: true }] },
      location: { encryption: { thumbprint: '25A7133F4F0E7771C68C0BE98585E4273B0FD0D8' } },
    });
    expect(readEnvelope(done.stdout).warnings.join()).toContain('4B29C9535C52B5C2293EAE2F741B7E383B3BE921');
  });
});

describe('restack service enable and disable', () => {
  it('switch, keep all settings, and write nothing twice', async () => {
    const { run, writes, service } = await startConfigured();
    const before = await service.readLocation();
    const steps = [
      ['enable', enableSchema, false, 0],
      ['disable', disableSchema, true, 1],
      ['disable', disableSchema, false, 1],
      ['enable', enableSchema, true, 2],
    ] as const;
    for (const [command, schema, changed, total] of steps) {
      const done = await run([command, '--json']);
      expect(done, done.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
      expect(readResult(done, schema)).toMatchObject({ changed, differences: [] });
      expect((await service.readLocation())?.schedulerEnabled).toBe(command === 'enable');
      expect(writes()).toBe(total);
    }
    // The free space of this machine's disk is no setting, and other tests write to it.
    const after = await service.readLocation();
    expect(after?.availableCapacity).toMatch(/^[\d.]+ [KMGT]?B$/);
    expect({ ...after, availableCapacity: null }).toEqual({ ...before, availableCapacity: null });
  });
});

const WRONG: readonly (readonly [what: string, argv: readonly string[], code: ErrorCode])[] = [
  ['nothing at all', [], 'USAGE'],
  ['a share by its short name', ['--path', '\\\\nas\\azs'], 'USAGE'],
  ['a share whose backslashes a shell took', ['--path', '\\nas.contoso.exampleazs'], 'USAGE'],
  ['a relative folder', ['--path', 'share'], 'USAGE'],
  ['a user without a domain', ['--user', 'svc'], 'USAGE'],
  ['a user as an address', ['--user', 'svc@contoso.example'], 'USAGE'],
  ['a frequency that is none', ['--frequency', 'often'], 'USAGE'],
  ['too often', ['--frequency', '3'], 'USAGE'],
  ['too long', ['--retention', '15'], 'USAGE'],
  ['a .pfx', ['--cert-public', sampleKeyFile('TEST-ONLY-backup-2023.pfx')], 'USAGE'],
  ['an expired certificate', ['--cert-public', sampleKeyFile('TEST-ONLY-backup-2022.cer')], 'USAGE'],
  ['a text as certificate', ['--cert-public', sampleKeyFile('TEST-ONLY-password.txt')], 'UNSUPPORTED'],
  ['a certificate that is not there', ['--cert-public', '/no/such.cer'], 'NOT_FOUND'],
  ['a password file that is not there', ['--password-file', '/no/such/file'], 'NOT_FOUND'],
  ['a password as an argument', ['--password', SHARE_PASSWORD], 'USAGE'],
  ['another user without a password', ['--user', 'CONTOSO\\other', '--no-input'], 'CONFIRMATION_REQUIRED'],
];

describe('what is refused, with and without --json', () => {
  let shared: ServiceCloud;
  beforeAll(async () => {
    shared = await startConfigured();
    // It outlives each of these tests.
    cloud = undefined;
  });
  afterAll(() => shared.close());

  it.each(WRONG)('%s', async (_what, argv, code) => {
    const { run, writes, service } = shared;
    const exitCode = ERROR_CODES[code].exit;
    const before = await service.readLocation();
    const plain = await run(['configure', ...argv]);
    expect(plain).toMatchObject({ exitCode, stdout: '', leftBehind: [] });
    expect(plain.stderr).toContain(code);
    const json = await run(['configure', ...argv, '--json', '--debug']);
    expect(json).toMatchObject({ exitCode, leftBehind: [] });
    expect(readEnvelope(json.stdout)).toMatchObject({ ok: false, exitCode, result: null, error: { code } });
    expect(plain.stderr + json.stdout + json.stderr).not.toContain(SHARE_PASSWORD);
    expect(writes()).toBe(0);
    expect(await service.readLocation()).toEqual(before);
  });

  it('an empty password', async () => {
    const { run, share, writes } = shared;
    const file = path.join(share, '..', 'password');
    await writeFile(file, '\n');
    expect(await run(['configure', '--password-file', file])).toMatchObject({ exitCode: 2, stdout: '' });
    expect(writes()).toBe(0);
  });

  it('a folder for a cloud that is not on this machine, before it is asked', async () => {
    const target = ['--target', 'https://adminmanagement.oslo.azs.example'];
    const refused = await runHere(['service', 'configure', '--path', '/mnt/backup', ...target, '--json']);
    expect(refused).toMatchObject({ exitCode: 2, leftBehind: [] });
    expect(readEnvelope(refused.stdout).error).toMatchObject({ code: 'USAGE' });
  });
});
