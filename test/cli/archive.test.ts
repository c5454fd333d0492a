import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { resultSchema } from '../fixtures/result-schemas.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { DAMAGED_ARCHIVES } from '../fixtures/damaged-archives.js';
import { runHere } from './run-here.js';
import {
  CERTIFICATE_2023,
  LEGACY,
  LEGACY_KEY,
  NEWEST,
  PASSWORD,
  readEnvelope,
  SHARE,
  UNKNOWN_SIGN_IN,
} from './run-restack.js';

const packSchema = resultSchema('archive-pack');
const unpackSchema = resultSchema('archive-unpack');

const KEYS = [...CERTIFICATE_2023, ...PASSWORD];
const NEWEST_ID = '265bb71b-84e1-4025-a7ce-729b4728ff78';
const NAMES = ['set.tar', 'set.tar.gz'] as const;
/** The URL stands for that of the cloud. */
const TARGET = ['--target', 'https://adminmanagement.oslo.azs.example'] as const;
let cloud: RunningController;

let folder = '';
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-archive-test-'));
  cloud = await startController();
  for (const name of NAMES) {
    const run = await runHere(['archive', 'pack', NEWEST, ...SHARE, '--out', at(name), '--json']);
    expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
    const { result } = readEnvelope(run.stdout);
    expect(packSchema.validate(result), JSON.stringify(packSchema.validate.errors)).toBe(true);
  }
  expect((await readdir(folder)).toSorted()).toEqual([...NAMES]);
  await writeFile(at('root.pem'), cloud.caCertificate);
});

afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true });
});

describe('archive pack', () => {
  it('never overwrites, whatever lies there', async () => {
    const before = await readFile(at('set.tar'));
    const run = await runHere(['archive', 'pack', NEWEST, ...SHARE, '--out', at('set.tar')]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '', leftBehind: [] });
    expect(await readFile(at('set.tar'))).toEqual(before);
    expect((await readdir(folder)).filter((file) => file.startsWith('.'))).toEqual([]);
  });

  it.each([
    ['a name that is no archive', ['--out', 'set.zip'], 2],
    ['a set that is not there', ['--out', 'set.tar'], 10],
  ])('refuses %s, and leaves nothing', async (_what, argv, exitCode) => {
    const backup = exitCode === 10 ? 'ffffffff' : NEWEST;
    const run = await runHere(['archive', 'pack', backup, ...SHARE, ...argv, '--json']);
    expect(run).toMatchObject({ exitCode, leftBehind: [] });
    expect(readEnvelope(run.stdout).result).toBeNull();
  });
});

describe.each(NAMES)('%s as a share', (name) => {
  it('lists the one set that was packed', async () => {
    const run = await runHere(['list', '--share', at(name), '--json']);
    expect(run).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect(readEnvelope(run.stdout).result).toMatchObject({
      backups: [{ backupId: NEWEST_ID, cloudRecoveryReady: true, problems: [] }],
      findings: [],
    });
  });

  it.each([
    ['verify', ['verify', ...KEYS]],
    ['show', ['show', 'latest']],
    ['keys check', ['keys', 'check', ...KEYS]],
    ['drill', ['drill', ...KEYS]],
    ['diff', ['diff', 'latest', NEWEST, ...KEYS]],
    ['plan', ['plan', 'latest', ...KEYS, ...TARGET, '--unmapped', 'keep']],
    ['restore', ['restore', 'latest', ...KEYS, ...TARGET, '--unmapped', 'keep', '--yes']],
    ['diff with a target', ['diff', 'latest', ...KEYS, ...TARGET]],
  ])('is taken by %s', async (_what, argv) => {
    const trust = ['--ca-file', at('root.pem')];
    const words = argv.flatMap((word) => (word === TARGET[1] ? [cloud.adminEndpoint, ...trust] : [word]));
    const environment = {
      AZURE_TENANT_ID: cloud.tenantId,
      AZURE_CLIENT_ID: cloud.clientId,
      AZURE_CLIENT_SECRET: cloud.clientSecret,
      RESTACK_RUN_DIR: at('runs'),
    };
    const run = await runHere([...words, '--share', at(name)], { environment });
    expect(run, run.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
    if (argv[0] === 'restore') cloud.control.reset();
  });

  it('is taken by extract', async () => {
    const out = at(`${name}-plain`);
    const run = await runHere(['extract', 'latest', ...KEYS, '--out', out, '--share', at(name)]);
    expect(run, run.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
    expect((await readdir(out)).length).toBeGreaterThan(10);
  });

  it('unpacks into a share that is the same', async () => {
    const share = at(`${name}-share`);
    await mkdir(share);
    const first = await runHere(['archive', 'unpack', at(name), '--share', share, '--json']);
    expect(first).toMatchObject({ exitCode: 0, leftBehind: [] });
    const { result } = readEnvelope(first.stdout);
    expect(unpackSchema.validate(result), JSON.stringify(unpackSchema.validate.errors)).toBe(true);
    expect(await readdir(share)).toEqual(['MASBackup']);
    const verified = await runHere(['verify', NEWEST, '--share', share, ...KEYS]);
    expect(verified.exitCode).toBe(0);

    const again = await runHere(['archive', 'unpack', at(name), '--share', share, '--json']);
    expect(readEnvelope(again.stdout).result).toMatchObject({ placed: 0, identical: 71 });
  });
});

describe('archive unpack', () => {
  it('adds a legacy set beside others', async () => {
    const [archive, share] = [at('legacy.tar'), at('both')];
    await mkdir(share);
    await runHere(['archive', 'pack', LEGACY, ...SHARE, '--out', archive]);
    await runHere(['archive', 'unpack', at('set.tar'), '--share', share]);
    const run = await runHere(['archive', 'unpack', archive, '--share', share]);
    expect(run.exitCode).toBe(0);
    const verified = await runHere(['verify', LEGACY, '--share', share, ...LEGACY_KEY]);
    expect(verified.exitCode).toBe(0);
  });

  it('replaces nothing: with another file in its way, nothing is placed', async () => {
    const [share, stamp] = [at('taken'), 'MASBackup/progressivebackup/1.2301.0.55'];
    await cp(at('set.tar-share'), share, { recursive: true });
    const repository = path.join(share, stamp, 'CRP;Microsoft.Compute.Admin;-;Quota');
    await rm(repository, { recursive: true });
    await writeFile(path.join(share, stamp, 'registrations.json'), '[]');
    const before = await readdir(share, { recursive: true });
    for (const json of [[], ['--json']]) {
      const run = await runHere(['archive', 'unpack', at('set.tar'), '--share', share, ...json]);
      expect(run).toMatchObject({ exitCode: 2, leftBehind: [] });
    }
    expect(await readdir(share, { recursive: true })).toEqual(before);
    expect(await readFile(path.join(share, stamp, 'registrations.json'), 'utf8')).toBe('[]');
  });

  it.each([
    ['no such archive', () => ['nothing.tar', '.'], 10],
    ['a folder', () => ['.', '.'], 23],
    ['a share that is not there', () => [at('set.tar'), 'mistyped/deep'], 11],
    ['a share that is an archive', () => [at('set.tar'), at('set.tar')], 2],
  ])('refuses %s', async (_what, nameBoth, exitCode) => {
    const [file = '', share = ''] = nameBoth();
    const run = await runHere(['archive', 'unpack', file, '--share', share]);
    expect(run).toMatchObject({ exitCode, stdout: '', leftBehind: [] });
  });

  it('refuses an archive whose data file was altered, and places nothing', async () => {
    const altered = await readFile(at('set.tar'));
    const offset = altered.indexOf('_Full_C.zip', 20_000) + 2000;
    altered[offset] = (altered[offset] ?? 0) ^ 1;
    await writeFile(at('altered.tar'), altered);
    const run = await runHere(['archive', 'unpack', at('altered.tar'), '--share', '.', '--json']);
    expect(run).toMatchObject({ exitCode: 22, leftBehind: [] });
    const verified = await runHere(['verify', '--share', at('altered.tar'), ...KEYS]);
    expect(verified.exitCode).toBe(22);
  });
});

/** One of each way to damage an archive; test/unit/store has them all. */
const SELECTED = [
  'cut inside a file',
  'a flipped bit in a file that is read',
  'a symbolic link',
  'a hard link',
  'a way out',
  'an absolute path',
  'a file twice',
  'a device',
  'a sparse file',
  'a huge size',
  'an extended header that leads out',
  'an extended header with a smaller size',
  'two names that differ by case',
  'another content than the manifest',
  'a file that is not in the manifest',
  'no manifest',
  'compressed, cut short',
  'compressed, larger than its manifest says',
];
const damaged = DAMAGED_ARCHIVES.filter(({ what }) => SELECTED.includes(what));

describe.concurrent('a damaged archive', () => {
  it('is chosen by name', () => {
    expect(damaged).toHaveLength(SELECTED.length);
  });

  it.each(damaged)('is refused by list and unpack: $what', async ({ what, name, bytes }) => {
    const file = at(`damaged ${what} ${name}`);
    await writeFile(file, bytes);
    const listed = await runHere(['list', '--share', file]);
    expect(listed, listed.stderr).toMatchObject({ exitCode: 22, stdout: '', leftBehind: [] });
    expect(listed.stderr).toContain('INTEGRITY');
    const json = await runHere(['list', '--share', file, '--json']);
    expect(json).toMatchObject({ exitCode: 22, leftBehind: [] });
    expect(readEnvelope(json.stdout)).toMatchObject({
      ok: false,
      exitCode: 22,
      error: { code: 'INTEGRITY' },
    });
    const unpacked = await runHere(['archive', 'unpack', file, '--share', '.', '--json']);
    expect(unpacked).toMatchObject({ exitCode: 22, leftBehind: [] });
  });
});

describe('a signed archive', () => {
  const sign = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'sign' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const other = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

  beforeAll(async () => {
    // As Windows tools write text: with a byte order mark, also in UTF-16.
    await writeFile(at('sign.pem'), Buffer.from(`\uFEFF${sign.privateKey}`, 'utf16le'));
    await writeFile(at('sign-password'), 'sign\n');
    await writeFile(at('verify.pem'), `\uFEFF${sign.publicKey}`);
    await writeFile(at('other.pem'), other.publicKey);
    await writeFile(at('other-private.pem'), other.privateKey);
    for (const name of ['signed.tar', 'signed.tar.gz']) {
      const keys = ['--sign-key', at('sign.pem'), '--sign-key-password-file', at('sign-password')];
      const run = await runHere(['archive', 'pack', NEWEST, ...SHARE, ...keys, '--out', at(name), '--json']);
      expect(run, run.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
      const { result } = readEnvelope(run.stdout);
      expect(packSchema.validate(result), JSON.stringify(packSchema.validate.errors)).toBe(true);
      expect(result).toMatchObject({ signature: { algorithm: 'ed25519' } });
    }
  });

  it.each(['signed.tar', 'signed.tar.gz'])('is proved and unpacked with its key: %s', async (name) => {
    const key = ['--verify-key', at('verify.pem')];
    const verified = await runHere(['verify', '--share', at(name), ...KEYS, ...key]);
    expect(verified, verified.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
    await mkdir(at(`${name}-share`));
    const argv = ['archive', 'unpack', at(name), '--share', at(`${name}-share`), ...key, '--json'];
    const { result } = readEnvelope((await runHere(argv)).stdout);
    expect(unpackSchema.validate(result), JSON.stringify(unpackSchema.validate.errors)).toBe(true);
    expect(result).toMatchObject({ signature: { algorithm: 'ed25519', verified: true } });
  });

  const READERS: readonly (readonly string[])[] = [
    ['list'],
    ['show', NEWEST],
    ['verify'],
    ['keys', 'check', ...KEYS],
    ['digest', NEWEST],
    ['diff', NEWEST, NEWEST, ...KEYS],
    ['extract', NEWEST, ...KEYS, '--out', 'plain'],
    ['plan', NEWEST, ...KEYS, ...TARGET],
    ['restore', NEWEST, ...KEYS, ...TARGET, '--yes'],
    ['drill', NEWEST, ...KEYS],
    ['archive', 'pack', NEWEST, '--out', 'again.tar'],
  ];

  it.each(READERS)('of another key is refused by %s %s', async (...argv) => {
    const share = ['--share', at('signed.tar'), '--verify-key', at('other.pem')];
    const run = await runHere([...argv, ...share, '--json'], { environment: UNKNOWN_SIGN_IN });
    expect(run, run.stderr).toMatchObject({ exitCode: 22, leftBehind: [] });
    const finding = { code: 'ARCHIVE_SIGNATURE_WRONG' };
    expect(readEnvelope(run.stdout).error).toMatchObject({ code: 'INTEGRITY', details: { finding } });
  });

  it.each([
    ['an archive that is not signed', 'set.tar', 'verify.pem', 22],
    ['a folder', '.', 'verify.pem', 2],
    ['the private half', 'signed.tar', 'other-private.pem', 2],
    ['a key that is not there', 'signed.tar', 'none.pem', 10],
    ['what is no key', 'signed.tar', 'root.pem', 23],
  ])('needs the right key: refuses %s', async (...[, share, key, exitCode]) => {
    const argv = ['list', '--share', at(share), '--verify-key', at(key)];
    expect(await runHere(argv)).toMatchObject({ exitCode, stdout: '', leftBehind: [] });
  });

  it.each([
    ['a wrong password', ['--sign-key', 'sign.pem', '--sign-key-password-file', 'verify.pem'], 21],
    ['no password', ['--sign-key', 'sign.pem'], 3],
    ['a password without a key', ['--sign-key-password-file', 'sign-password'], 2],
    [
      'a password for a key without one',
      ['--sign-key', 'other-private.pem', '--sign-key-password-file', 'sign-password'],
      2,
    ],
    ['a public key', ['--sign-key', 'verify.pem'], 23],
  ])('is not made with %s', async (_what, flags, exitCode) => {
    const keys = flags.map((flag) => (flag.startsWith('--') ? flag : at(flag)));
    const argv = ['archive', 'pack', NEWEST, ...SHARE, ...keys, '--out', at('never.tar'), '--no-input'];
    expect(await runHere(argv)).toMatchObject({ exitCode, stdout: '', leftBehind: [] });
    expect(await readdir(folder)).not.toContain('never.tar');
  });
});
