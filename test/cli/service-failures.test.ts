import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sampleKeyFile } from '../../samples/generator/stable-values.js';
import { readPublicCertificate } from '../../src/app/keys/keyring.js';
import { createAppContext } from '../doubles/app-context.js';
import type { Fault, FaultHook } from '../../src/controller/index.js';
import { runHere } from './run-here.js';
import { readEnvelope, type Run } from './run-restack.js';
import { type ServiceCloud, SHARE_PASSWORD, startServiceCloud } from './service-cloud.js';

const BACKUP_ADMIN = '/Microsoft.Backup.Admin/';
const PASSWORD = { environment: { RESTACK_SHARE_PASSWORD: SHARE_PASSWORD } };
/** One command line of each command, all of which would write. */
const WRITERS: readonly (readonly string[])[] = [
  ['configure', '--frequency', '6'],
  ['disable'],
  ['start'],
  ['prune', '--yes'],
];
const COMMANDS: readonly (readonly string[])[] = [['show'], ['enable'], ['backups'], ...WRITERS];

let cloud: ServiceCloud;
let faults: FaultHook | undefined;

beforeAll(async () => {
  cloud = await startServiceCloud({ faults: (call) => faults?.(call) });
  const { der } = await readPublicCertificate(sampleKeyFile('TEST-ONLY-backup-2023.cer'), createAppContext());
  await cloud.prepare({}, { password: SHARE_PASSWORD, certificate: der });
});
afterEach(() => {
  faults = undefined;
  const { controller } = cloud;
  controller.control.restrictPrincipal(controller.clientId, { denied: [] });
  controller.control.clearCounts();
});
afterAll(() => cloud.close());

/** Lets one kind of call to the backup service go wrong. */
function breakCalls(method: string, ending: string, fault: Fault): void {
  faults = ({ method: verb, url }) => {
    const { pathname } = new URL(url);
    const isMeant = verb === method && pathname.includes(BACKUP_ADMIN) && pathname.endsWith(ending);
    return isMeant ? fault : undefined;
  };
}

/** Runs a command with and without `--json`: what the cloud holds and what lies on the share stays as it is. */
async function fail(argv: readonly string[], exitCode: number): Promise<ReturnType<typeof readEnvelope>> {
  const { control } = cloud.controller;
  const before = [control.dump().backup, await cloud.listShare()];
  const plain = await cloud.run(argv, PASSWORD);
  expect(plain, plain.stderr).toMatchObject({ exitCode, leftBehind: [] });
  expect(plain.stderr).toMatch(/^ {2}(?:next:|-) /m);
  const json = await cloud.run([...argv, '--json', '--debug'], PASSWORD);
  expect(json, json.stderr).toMatchObject({ exitCode, leftBehind: [] });
  expectNoSecret(plain, json);
  expect([control.dump().backup, await cloud.listShare()]).toEqual(before);
  return readEnvelope(json.stdout);
}

function expectNoSecret(...runs: readonly Run[]): void {
  const { clientSecret } = cloud.controller;
  for (const { stdout, stderr } of runs) {
    expect(stdout + stderr).not.toContain(SHARE_PASSWORD);
    expect(stdout + stderr).not.toContain(clientSecret);
  }
}

describe('a cloud that has no backup service, or not of that name', () => {
  it.each(COMMANDS)('%s: exit 10', async (...argv) => {
    breakCalls('GET', '/backupLocations/drill', { kind: 'reply', status: 404, code: 'ResourceNotFound' });
    const { error, result } = await fail(argv, 10);
    expect(error).toMatchObject({ code: 'NOT_FOUND', details: { region: 'drill', locations: ['drill'] } });
    expect(result).toBeNull();
    expect(cloud.writes()).toBe(0);
  });
});

describe('a principal that may not', () => {
  it.each([['show'], ['backups'], ['start']])('read: %s ends with exit 14', async (...argv) => {
    deny('Microsoft.Backup.Admin/backupLocations/read');
    expect((await fail(argv, 14)).error).toMatchObject({ code: 'PERMISSION_MISSING' });
    expect(cloud.writes()).toBe(0);
  });

  it.each([
    ['write', WRITERS[0] ?? []],
    ['write', WRITERS[1] ?? []],
    ['createBackup/action', WRITERS[2] ?? []],
    ['pruneExternalStore/action', WRITERS[3] ?? []],
  ])('%s: %s ends with exit 14', async (action, argv) => {
    deny(`Microsoft.Backup.Admin/backupLocations/${action}`);
    expect((await fail(argv, 14)).error).toMatchObject({ code: 'PERMISSION_MISSING' });
    expect(cloud.writes()).toBe(0);
  });

  function deny(action: string): void {
    const { control, clientId, providerSubscriptionId } = cloud.controller;
    const scope = `/subscriptions/${providerSubscriptionId}`;
    control.restrictPrincipal(clientId, { denied: [{ action, scope }] });
  }
});

describe('settings that the service does not take', () => {
  it('a share that it cannot use: exit 40, and all is as it was', async () => {
    const gone = path.join(cloud.share, 'gone');
    const { error } = await fail(['configure', '--path', gone], 40);
    expect(error).toMatchObject({
      code: 'PARTIAL',
      message: expect.stringContaining('cannot be used') as unknown,
      details: { unchanged: true, armCode: 'BackupShareNotAccessible' },
      hints: [expect.stringMatching(/^restack service show --target /)],
    });
  });

  it.each([
    [
      ['configure', '--frequency', '6', '--retention', '9'],
      ['frequencyHours', 'retentionDays'],
    ],
    [['configure', '--cert-public', sampleKeyFile('TEST-ONLY-unrelated.cer')], ['certificate']],
    [['disable'], ['schedulerEnabled']],
  ])('values that it drops without a word: %j ends with exit 41', async (argv, settings) => {
    breakCalls('PUT', '/backupLocations/drill', { kind: 'reply', status: 200 });
    const run = await cloud.run([...argv, '--json']);
    expect(run, run.stderr).toMatchObject({ exitCode: 41, leftBehind: [] });
    const { error, result } = readEnvelope(run.stdout);
    expect(error).toMatchObject({ code: 'READ_BACK' });
    expect(result).toMatchObject({ differences: settings.map((setting) => ({ setting })) });
    const plain = await cloud.run(argv);
    expect(plain).toMatchObject({ exitCode: 41, leftBehind: [] });
    expect(plain.stdout).toContain('THE SERVICE HOLDS SOMETHING ELSE');
  });

  it('a request that it refuses: exit 40', async () => {
    breakCalls('PUT', '/backupLocations/drill', { kind: 'reply', status: 400, code: 'BadRequest' });
    expect((await fail(['configure', '--frequency', '6'], 40)).error).toMatchObject({ code: 'PARTIAL' });
    expect(cloud.writes()).toBe(0);
  });
});

describe('a cloud that does not answer', () => {
  it('a backup may have been begun when the answer to it is lost, and it is not begun twice', async () => {
    breakCalls('POST', '/createBackup', { kind: 'lost-reply' });
    const run = await cloud.run(['start', '--json']);
    expect(run).toMatchObject({ exitCode: 13, leftBehind: [] });
    expect(readEnvelope(run.stdout).error).toMatchObject({
      code: 'TARGET_UNREACHABLE',
      message: expect.stringContaining('not known') as unknown,
      hints: [expect.stringMatching(/^restack service backups --target /)],
    });
    faults = undefined;
    expect(await cloud.service.listBackups()).toHaveLength(1);
  });

  it.each([
    ['no such host', 'https://adminmanagement.nowhere.invalid', 13],
    ['a user endpoint', 'https://management.oslo.azs.example', 2],
  ])('%s', async (_what, target, exitCode) => {
    const argv = ['service', 'show', '--target', target];
    const environment = { AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' };
    const run = await runHere([...argv, '--json'], { environment });
    expect(run, run.stderr).toMatchObject({ exitCode, leftBehind: [] });
    expect(readEnvelope(run.stdout).result).toBeNull();
  });

  it('no target at all', async () => {
    const run = await runHere(['service', 'show', '--json']);
    expect(run).toMatchObject({ exitCode: 2, leftBehind: [] });
    expect(readEnvelope(run.stdout).error?.hints.join()).toContain('--target');
  });
});

describe('the help', () => {
  it.each([['service'], ...COMMANDS.map(([name]) => ['service', name ?? ''])])(
    '%s %s fits 80 columns',
    async (...words) => {
      const run = await runHere([...words, '--help'], PASSWORD);
      expect(run).toMatchObject({ exitCode: 0, stderr: '' });
      expect(run.stdout).not.toContain(SHARE_PASSWORD);
      expect(run.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
      if (words.length === 1)
        expect(run.stdout).toMatch(/restore is not offered[^]+restack\s+restore[^]+restack\s+drill/);
    },
  );
});
