import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type RunningController, startController } from '../../src/controller/index.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import { readEnvelope } from './run-restack.js';
import { runHere } from './run-here.js';

import { CERTIFICATE_2023, DEPLOYMENT, NEWEST, PASSWORD, SHARE } from './run-restack.js';

const KEYS = [...CERTIFICATE_2023, ...PASSWORD];
const NEWEST_ID = '265bb71b-84e1-4025-a7ce-729b4728ff78';
const LATEST = ['latest', '--deployment', DEPLOYMENT];
/** The URL stands for that of the cloud. */
const TARGET = ['--target', 'https://adminmanagement.oslo.azs.example'] as const;
const PLANS = 'WAS;Microsoft.Subscriptions.Admin;-;Plans';
const RESOURCES = 'WAS;Microsoft.Resources;-;ResourceGroups';
const OTHER_DIGEST = '0'.repeat(64);

let cloud: RunningController;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-trust-test-'));
  cloud = await startController();
  await writeFile(path.join(folder, 'root.pem'), cloud.caCertificate);
  await makeShare('without-plans', PLANS);
  await makeShare('without-groups', RESOURCES);
});
afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true });
});

/** Runs restack beside the cloud. */
function run(argv: readonly string[]) {
  const environment = {
    AZURE_TENANT_ID: cloud.tenantId,
    AZURE_CLIENT_ID: cloud.clientId,
    AZURE_CLIENT_SECRET: cloud.clientSecret,
    RESTACK_RUN_DIR: path.join(folder, 'runs'),
  };
  const trust = ['--ca-file', path.join(folder, 'root.pem')];
  const words = argv.flatMap((word) => (word === TARGET[1] ? [cloud.adminEndpoint, ...trust] : [word]));
  return runHere(words, { environment });
}

const shareOf = (name: string) => ['--share', path.join(folder, name)];

/** A copy of the sample share whose newest set has no snapshot of one repository. */
async function makeShare(name: string, repository: string): Promise<void> {
  const root = path.join(folder, name);
  await cp(SHARE[1], root, { recursive: true });
  const files = await readdir(root, { recursive: true });
  const removed = files.filter((file) => file.includes(`${repository}${path.sep}`) && file.includes(NEWEST));
  expect(removed).toHaveLength(2);
  await Promise.all(removed.map((file) => rm(path.join(root, file))));
}

type Case = readonly [what: string, argv: () => readonly string[], exitCode: number, code: string];

const verifyOf = (share: string, ...argv: readonly string[]) => ['verify', ...argv, ...shareOf(share)];

const FAILURES: readonly Case[] = [
  ['verify without an essential repository', () => verifyOf('without-plans', NEWEST), 26, 'INCOMPLETE'],
  ['verify without one that BackupInfo claims', () => verifyOf('without-groups', NEWEST), 26, 'INCOMPLETE'],
  ['drill of such a set', () => ['drill', NEWEST, ...shareOf('without-plans'), ...KEYS], 26, 'INCOMPLETE'],
  ['plan of it', () => ['plan', NEWEST, ...shareOf('without-plans'), ...KEYS, ...TARGET], 26, 'INCOMPLETE'],
  [
    'restore of it',
    () => ['restore', NEWEST, ...shareOf('without-plans'), ...KEYS, ...TARGET, '--yes'],
    26,
    'INCOMPLETE',
  ],
  ...['verify', 'show', 'drill', 'plan', 'restore', 'digest'].map((command): Case => [
    `${command} with a newer set that is passed over`,
    () => [command, ...LATEST, '--strict-latest', ...shareOf('without-plans'), ...needsOf(command)],
    26,
    'INCOMPLETE',
  ]),
  ['list of old sets', () => ['list', ...SHARE, '--max-age', '26h'], 26, 'INCOMPLETE'],
  ...['verify', 'drill', 'plan', 'restore'].map((command): Case => [
    `${command} of an old set`,
    () => [command, ...LATEST, '--max-age', '26h', ...SHARE, ...needsOf(command)],
    26,
    'INCOMPLETE',
  ]),
  ...['verify', 'drill', 'plan', 'restore'].map((command): Case => [
    `${command} with another digest`,
    () => [command, NEWEST, '--expect-digest', OTHER_DIGEST, ...SHARE, ...needsOf(command)],
    22,
    'INTEGRITY',
  ]),
  ['an age that is none', () => ['verify', NEWEST, ...SHARE, '--max-age', 'yesterday'], 2, 'USAGE'],
  ['a digest that is none', () => ['verify', NEWEST, ...SHARE, '--expect-digest', '0x'], 2, 'USAGE'],
  ['a digest of all sets', () => ['verify', ...SHARE, '--expect-digest', OTHER_DIGEST], 2, 'USAGE'],
];

function needsOf(command: string): readonly string[] {
  if (command === 'drill') return KEYS;
  if (command === 'plan') return [...KEYS, ...TARGET];
  return command === 'restore' ? [...KEYS, ...TARGET, '--yes'] : [];
}

describe.concurrent('is refused', () => {
  it.each(FAILURES)('%s', async (...[, argv, exitCode, code]) => {
    const text = await run(argv());
    expect(text, text.stderr).toMatchObject({ exitCode, leftBehind: [] });
    expect(text.stderr).toContain(code);
    const json = await run([...argv(), '--json']);
    expect(json).toMatchObject({ exitCode, leftBehind: [] });
    expect(readEnvelope(json.stdout)).toMatchObject({ ok: false, exitCode, error: { code } });
  });
});

describe('latest', () => {
  it('names what it passed over, in text and in JSON', async () => {
    const argv = ['verify', ...LATEST, ...shareOf('without-plans')];
    const text = await runHere(argv);
    expect(text).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(text.stderr).toContain(NEWEST_ID);
    expect(text.stderr).toContain('REPOSITORY_MISSING');
    const { result, warnings } = readEnvelope((await runHere([...argv, '--json'])).stdout);
    expect(result).toMatchObject({ passedOver: [{ backupId: NEWEST_ID, code: 'REPOSITORY_MISSING' }] });
    expect(warnings).toHaveLength(1);
  });

  it('is the newest set as long as nobody harms it', async () => {
    const strict = await runHere(['verify', ...LATEST, ...SHARE, '--strict-latest', '--json']);
    expect(strict.exitCode).toBe(0);
    const { result } = readEnvelope(strict.stdout);
    expect(result).toMatchObject({ passedOver: [], backups: [{ backupId: NEWEST_ID, complete: true }] });
  });
});

describe('digest', () => {
  it('prints what verify takes, and no other set has', async () => {
    const digested = await runHere(['digest', NEWEST, ...SHARE, '--json']);
    const { result } = readEnvelope(digested.stdout);
    const { validate } = resultSchema('digest');
    expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
    const text = await runHere(['digest', NEWEST, ...SHARE, '--quiet']);
    const [digest = ''] = /[0-9a-f]{64}/.exec(text.stdout) ?? [];
    expect(result).toMatchObject({ backupId: NEWEST_ID, digest });
    const expecting = ['verify', '--expect-digest', digest, ...SHARE];
    expect(await runHere([...expecting, NEWEST])).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(await runHere([...expecting, 'da101aac'])).toMatchObject({ exitCode: 22, leftBehind: [] });
  });
});

describe('the words of verify', () => {
  it('never say complete of a set with a hole, and never where it comes from', async () => {
    const harmed = await runHere(['verify', NEWEST, ...shareOf('without-groups')]);
    expect(harmed.stdout).not.toContain('the set is complete');
    const sound = await runHere(['verify', NEWEST, ...SHARE, ...KEYS]);
    expect(sound.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /Proved .*the set is complete\. Not proved: .*where it comes from/,
    );
  });
});
