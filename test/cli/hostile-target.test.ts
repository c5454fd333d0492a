import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningController, startController } from '../../src/controller/index.js';
import { HOSTILE_CASES } from '../e2e/hostile-cases.js';
import { type Front, type Rewrite, startFront } from './front.js';
import { runHere } from './run-here.js';
import { CERTIFICATE_2023, NEWEST, PASSWORD, readEnvelope, SHARE } from './run-restack.js';

const CLIENT_SECRET = 'CANARY-client-secret-19c4';

let folder: string;
let controller: RunningController;
let front: Front;
let trap: Server;
let trapped = 0;
let rewrite: Rewrite;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-hostile-'));
  controller = await startController({ deployment: { clientSecret: CLIENT_SECRET } });
  front = await startFront(controller, (...exchange) => rewrite(...exchange));
  await writeFile(path.join(folder, 'ca.pem'), front.controller.caCertificate);
  trap = createServer((socket) => {
    trapped += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
}, 60_000);

beforeEach(() => {
  trapped = 0;
  rewrite = (_url, reply) => reply;
});

afterAll(async () => {
  trap.close();
  await front.close();
  await controller.close();
  await rm(folder, { recursive: true });
});

const trapPort = () => {
  const address = trap.address();
  return String(typeof address === 'object' ? address?.port : '');
};

/** Runs the binary; neither a secret nor a stack may be in what it says, and nobody foreign may be asked. */
async function run(...argv: readonly string[]) {
  const end = await runHere([...argv, '--json'], {
    environment: {
      AZURE_TENANT_ID: controller.tenantId,
      AZURE_CLIENT_ID: controller.clientId,
      AZURE_CLIENT_SECRET: CLIENT_SECRET,
      RESTACK_RUN_DIR: path.join(folder, 'runs'),
    },
  });
  const said = end.stdout + end.stderr;
  for (const secret of [CLIENT_SECRET, 'eyJhbGciOi', 'eyJ0eXAiOi']) expect(said).not.toContain(secret);
  expect(said).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  expect(trapped).toBe(0);
  return {
    exitCode: end.exitCode,
    code: readEnvelope(end.stdout).error?.code,
    error: readEnvelope(end.stdout).error,
  };
}

const trust = () => ['--ca-file', path.join(folder, 'ca.pem')];
const named = () => ['--target', front.controller.adminEndpoint];

/** Cases of all that the table holds which end at once, with the usual limits. */
const QUICK = HOSTILE_CASES.filter(({ name }) =>
  /^(?:a login endpoint that is another host$|a token_endpoint of|a sign-in that is led .* 307|a region that is (?:another host and a path|a bidirectional)|an audience of a public service|a sign-in that unpacks to 80 MiB)/.test(
    name,
  ),
);

describe('restack at a hostile target', () => {
  it('is tried with some of each sort', () => {
    expect(QUICK).toHaveLength(7);
  });

  it.each(QUICK)('ends, with $name, in $code', async ({ code, play }) => {
    const { adminEndpoint, region, domain } = front.controller;
    rewrite = play({
      evil: `evil.localhost:${trapPort()}`,
      admin: adminEndpoint,
      domain: `${region}.${domain}`,
    });
    const end = await run('service', 'show', ...named(), ...trust());
    expect(end).toMatchObject({ exitCode: 13, code });
  });
});

describe('restack restore --plan, of a plan that somebody has changed,', () => {
  const saved = () => path.join(folder, 'night.plan');
  const keys = [...CERTIFICATE_2023, ...PASSWORD];

  /** Saves a plan, and lets it name the trap, with trust roots of its own. */
  async function forge(): Promise<void> {
    const given = [...SHARE, ...keys, ...named(), ...trust(), '--unmapped', 'keep'];
    expect((await run('plan', NEWEST, ...given, '--out', saved())).exitCode).toBe(0);
    const text = await readFile(saved(), 'utf8');
    const { port } = new URL(front.controller.adminEndpoint);
    await writeFile(saved(), text.replaceAll(`:${port}`, `:${trapPort()}`));
  }

  it('signs in nowhere until the target is named', async () => {
    await forge();
    const own = ['restore', '--plan', saved(), ...keys, '--no-input'];
    const unnamed = await run(...own, '--yes');
    expect(unnamed).toMatchObject({ exitCode: 3, code: 'CONFIRMATION_REQUIRED' });
    expect(unnamed.error?.details).toMatchObject({ missingFlag: '--target' });
    expect(await run(...own, '--yes', ...named())).toMatchObject({ exitCode: 2, code: 'USAGE' });
    expect(await run('restore', '--plan', saved(), ...keys)).toMatchObject({ exitCode: 3 });
  });
});
