import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readPublicCertificate } from '../../src/app/keys/keyring.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import { CANARY, sampleKeyFile } from '../../samples/generator/stable-values.js';
import { createAppContext } from '../doubles/app-context.js';
import type { LocationSettings } from '../../src/use-cases/service/backup-service.js';
import { runHere } from './run-here.js';
import { CERTIFICATE_2023, PASSWORD, readEnvelope } from './run-restack.js';
import {
  readResult,
  type ServiceCloud,
  type ServiceCloudOptions,
  SHARE_PASSWORD,
  startServiceCloud,
} from './service-cloud.js';

const backupsSchema = resultSchema('service-backups');
const pruneSchema = resultSchema('service-prune');
const startSchema = resultSchema('service-start');

const CERTIFICATE = sampleKeyFile('TEST-ONLY-backup-2023.cer');
const OTHER = sampleKeyFile('TEST-ONLY-unrelated.cer');

let cloud: ServiceCloud | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

async function start(
  options: ServiceCloudOptions = {},
  settings: Partial<LocationSettings> = {},
): Promise<ServiceCloud> {
  cloud = await startServiceCloud(options);
  const { der } = await readPublicCertificate(CERTIFICATE, createAppContext());
  await cloud.prepare(settings, { password: SHARE_PASSWORD, certificate: der });
  return cloud;
}

async function startSlow(): Promise<ServiceCloud> {
  const slow = await start();
  slow.slowDown();
  return slow;
}

/** Makes a backup without the binary, and returns its id. */
async function back(up: ServiceCloud['service']): Promise<string> {
  const begun = await up.startBackup();
  await begun.finish();
  return begun.backupId ?? '';
}

describe('restack service start', () => {
  it('makes a backup that verifies, and lists it', async () => {
    const { run, share, writes } = await start();
    const done = await run(['start', '--json', '--debug']);
    expect(done, done.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(done.stdout + done.stderr).not.toContain(CANARY);
    const { backupId, status, roles, waited, reason } = readResult(done, startSchema);
    expect({ status, waited, reason }).toEqual({ status: 'Succeeded', waited: true, reason: null });
    expect(roles.length).toBeGreaterThan(0);
    expect(writes()).toBe(1);
    const keys = ['--level', 'integrity', ...CERTIFICATE_2023, ...PASSWORD];
    const verified = await runHere(['verify', backupId ?? '', '--share', share, ...keys]);
    expect(verified, verified.stderr).toMatchObject({ exitCode: 0 });
    const listed = readResult(await run(['backups', '--share', share, '--json']), backupsSchema);
    expect(listed).toMatchObject({
      differences: 0,
      backups: [
        { backupId, listed: { status: 'Succeeded', automatic: false }, onShare: { status: 'Succeeded' } },
      ],
    });
  });

  it('does not wait with --no-wait, and a second one is refused', async () => {
    const { run, writes } = await startSlow();
    const first = readResult(await run(['start', '--no-wait', '--json']), startSchema);
    expect(first).toMatchObject({ waited: false, status: null });
    for (const argv of [['start'], ['start', '--no-wait', '--json']]) {
      const second = await run(argv);
      expect(second).toMatchObject({ exitCode: 12, leftBehind: [] });
      expect(second.stderr).toContain('restack service backups --target');
    }
    expect(writes()).toBe(1);
  });

  it('says that the backup goes on when the wait is broken off', async () => {
    const { run, service, writes } = await startSlow();
    let isStopped = false;
    const stopped = await run(['start', '--json'], {
      onOutput: (child, output) => {
        if (isStopped || !output.includes('waiting')) return;
        isStopped = true;
        child.kill('SIGINT');
      },
    });
    expect(stopped, stopped.stderr).toMatchObject({ exitCode: 130, leftBehind: [] });
    const [backup] = await service.listBackups();
    expect(backup?.status).toBe('Running');
    expect(readEnvelope(stopped.stdout).error).toMatchObject({
      code: 'INTERRUPTED',
      message: expect.stringContaining('goes on in the cloud') as unknown,
      hints: [expect.stringMatching(/^restack service backups --target /)],
      details: { backupId: backup?.backupId },
    });
    expect(writes()).toBe(1);
  });

  it('gives up after --timeout, and the backup goes on', async () => {
    const { run, service } = await startSlow();
    const late = await run(['start', '--timeout', '1500ms', '--json']);
    expect(late).toMatchObject({ exitCode: 13, leftBehind: [] });
    expect(readEnvelope(late.stdout).error?.message).toContain('goes on in the cloud');
    expect(await service.listBackups()).toMatchObject([{ status: 'Running' }]);
  });

  it.each([[[]], [['--json']]])('tells why a backup failed %j', async (more) => {
    const { run, share, service } = await start();
    await rm(share, { recursive: true });
    const failed = await run(['start', ...more]);
    expect(failed).toMatchObject({ exitCode: 26, leftBehind: [] });
    expect(failed.stderr).toContain('fault in the path');
    if (more.length > 0) {
      const { status, reason } = readResult(failed, startSchema);
      expect(status).toBe('Failed');
      expect(reason).toContain('fault in the path');
    }
    expect(await service.listBackups()).toMatchObject([{ status: 'Failed' }]);
    await mkdir(share);
  });

  it('starts none during an update, and none without a share', async () => {
    const { run, controller, service, writes } = await start();
    controller.control.setUpdating(true);
    const refused = await run(['start', '--json']);
    expect(refused).toMatchObject({ exitCode: 12, leftBehind: [] });
    expect(readEnvelope(refused.stdout).error?.message).toContain('update');
    expect(await service.listBackups()).toEqual([]);
    expect(writes()).toBe(0);
    controller.control.reset();
    for (const command of ['start', 'enable', 'prune']) {
      expect(await run([command])).toMatchObject({ exitCode: 10, stdout: '', leftBehind: [] });
    }
    expect(writes()).toBe(0);
  });
});

describe('restack service backups', () => {
  it('names each difference between list and share', async () => {
    const { run, share, service } = await start();
    const [first, second] = [await back(service), await back(service)];
    const copy = path.join(share, '..', 'copy');
    await cp(share, copy, { recursive: true });
    const third = await back(service);
    const listed = readResult(await run(['backups', '--share', copy, '--json']), backupsSchema);
    expect(listed.backups.map(({ backupId, difference }) => [backupId, difference])).toEqual(
      expect.arrayContaining([
        [first, null],
        [second, null],
        [third, 'notOnShare'],
      ]),
    );
    expect(listed.differences).toBe(1);
    const plain = await run(['backups', '--share', copy]);
    expect(plain).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(plain.stdout).toContain('NOT ON SHARE');
  });

  it('fails with the share, and before the cloud is asked', async () => {
    const { run, controller } = await start();
    controller.control.clearCounts();
    expect(await run(['backups', '--share', '/no/such/share'])).toMatchObject({ exitCode: 11, stdout: '' });
    expect(controller.control.counts().calls).toBe(0);
  });
});

describe('restack service prune', () => {
  it('shows what is expired, asks, and lets the service delete it', async () => {
    // Without a schedule nothing but the clean-up applies the retention.
    const settings = { schedulerEnabled: false };
    const { run, service, writes, prepare, advanceDays, listShare } = await start({ daysAgo: 9 }, settings);
    const old = await back(service);
    // The second one depends on nothing of the first.
    await prepare(settings, { certificate: (await readPublicCertificate(OTHER, createAppContext())).der });
    const kept = await back(service);
    await advanceDays(9);
    const ofOld = async () => (await listShare()).filter((name) => name.includes(old)).length;
    const files = await ofOld();
    expect(files).toBeGreaterThan(0);

    const shown = readResult(await run(['prune', '--dry-run', '--json']), pruneSchema);
    expect(shown).toMatchObject({ dryRun: true, deleted: [] });
    expect(shown.expired).toHaveLength(files);
    const asked = await run(['prune', '--no-input', '--json']);
    expect(asked).toMatchObject({ exitCode: 3, leftBehind: [] });
    expect(readEnvelope(asked.stdout)).toMatchObject({
      result: null,
      warnings: [expect.stringContaining(old)],
    });
    expect(await ofOld()).toBe(files);

    const done = readResult(await run(['prune', '--yes', '--json']), pruneSchema);
    expect(done.deleted).toEqual(shown.expired);
    expect(await ofOld()).toBe(0);
    expect((await service.listBackups()).map(({ backupId }) => backupId)).toEqual([kept]);
    const before = writes();
    const again = await run(['prune']);
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toContain('nothing to delete');
    expect(writes()).toBe(before + 1);
  });
});
