import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvelope } from './run-restack.js';
import { runRestack } from './run-restack.js';
import { CERTIFICATE_2023, NEWEST, SHARE } from './run-restack.js';

const CANARY = 'canary-hunter2';
const TARGET = ['--target', 'https://adminmanagement.oslo.azs.invalid'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-refused-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Files that somebody may point to by mistake. */
const SECRETS: Readonly<Record<string, string>> = {
  'a password': `${CANARY}\n`,
  'a password that looks like YAML': `*${CANARY}: [${CANARY}\n`,
  'a JSON text': `"${CANARY}"\n`,
  'a JSON document': JSON.stringify({ schema: CANARY, share: CANARY, settings: CANARY, name: CANARY }),
  'a private key': `-----BEGIN PRIVATE KEY-----\n${CANARY}\n-----END PRIVATE KEY-----\n`,
};

/** Flags that take a file of another kind. */
const READERS: Readonly<Record<string, readonly string[]>> = {
  '--map': ['plan', NEWEST, ...SHARE, ...TARGET, '--map'],
  '--plan': ['restore', '--plan'],
  '--seed': ['controller', 'start', '--seed'],
  '--profile': ['controller', 'start', '--profile'],
  '--state': ['controller', 'start', '--state'],
  '--key-file': ['verify', NEWEST, ...SHARE, '--key-file'],
  '--cert': ['verify', NEWEST, ...SHARE, '--cert'],
  '--cert-password-file': ['verify', NEWEST, ...SHARE, ...CERTIFICATE_2023, '--cert-password-file'],
};

describe.each(Object.entries(READERS))('what is given to %s', (_, argv) => {
  it.each(Object.keys(SECRETS))('and is %s is refused without being repeated', async (what) => {
    const file = path.join(folder, 'file');
    await writeFile(file, SECRETS[what] ?? '', { mode: 0o600 });
    const run = await runRestack([...argv, file, '--json', '--debug']);
    expect(run.exitCode, run.stdout).not.toBe(0);
    expect(run.exitCode, run.stdout).not.toBe(1);
    expect(readEnvelope(run.stdout).ok).toBe(false);
    expect(run.stdout + run.stderr).not.toContain(CANARY);
  });
});

const ANSI = Buffer.from('jörg', 'latin1');

// A state is restack's own file.
const TEXTS = Object.entries(READERS).filter(([flag]) => flag !== '--state');

describe.each(TEXTS)('text in ANSI for %s', (flag, argv) => {
  it('is refused as that', async () => {
    const file = path.join(folder, 'ansi');
    const pem = Buffer.from('-----BEGIN CERTIFICATE-----\n');
    await writeFile(file, flag === '--cert' ? Buffer.concat([pem, ANSI]) : ANSI, { mode: 0o600 });
    const run = await runRestack([...argv, file, '--json']);
    expect(run, run.stdout).toMatchObject({ exitCode: 23, leftBehind: [] });
    expect(readEnvelope(run.stdout).error).toMatchObject({ code: 'UNSUPPORTED' });
    expect(run.stdout).toContain('UTF-8');
    expect(run.stdout).not.toContain('\uFFFD');
  });
});
