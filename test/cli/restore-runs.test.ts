import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallCounts, type RunningController, startController } from '../../src/controller/index.js';
import { listContents } from '../e2e/controller-cloud.js';
import {
  CERTIFICATE_2022,
  CERTIFICATE_2023,
  NEWEST,
  PASSWORD,
  readEnvelope,
  type RunOptions,
  runRestack,
  SHARE,
} from './run-restack.js';
import { findSecrets, listSampleSecrets, type SampleSecret } from './sample-secrets.js';

const CLIENT_SECRET = 'CANARY-client-secret-5b1f';
const GIVEN = [...SHARE, ...CERTIFICATE_2022, ...CERTIFICATE_2023, ...PASSWORD];

let folder: string;
let controller: RunningController;
let secrets: readonly SampleSecret[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-restore-'));
  controller = await startController({ deployment: { clientSecret: CLIENT_SECRET } });
  await writeFile(path.join(folder, 'ca.pem'), controller.caCertificate);
  secrets = [
    ...(await listSampleSecrets()),
    { what: 'the client secret', text: CLIENT_SECRET },
    // How every signed token begins: {"alg" or {"typ" in base64url.
    { what: 'a token', text: 'eyJhbGciOi' },
    { what: 'a token', text: 'eyJ0eXAiOi' },
  ];
}, 60_000);

afterAll(async () => {
  await controller.close();
  await rm(folder, { recursive: true });
});

/** Runs a command with everything it may need, and looks for secrets in whatever it says. */
function run(...argv: readonly string[]) {
  return runWith(argv, {});
}

async function runWith(argv: readonly string[], options: Pick<RunOptions, 'onOutput'>) {
  const environment = {
    AZURE_TENANT_ID: controller.tenantId,
    AZURE_CLIENT_ID: controller.clientId,
    AZURE_CLIENT_SECRET: CLIENT_SECRET,
    RESTACK_RUN_DIR: path.join(folder, 'runs'),
  };
  const end = await runRestack([...argv, '--no-input', '--debug'], { environment, ...options });
  expect(findSecrets(end.stdout + end.stderr, secrets)).toEqual([]);
  return end;
}

const target = () => ['--target', controller.adminEndpoint, '--ca-file', path.join(folder, 'ca.pem')];
const restore = (...flags: readonly string[]) =>
  run('restore', NEWEST, ...GIVEN, ...target(), '--unmapped', 'keep', '--yes', '--json', ...flags);

/** Calls that change something, but for sign-ins: by verb, host and path template. */
function listWrites({ routes }: CallCounts): readonly string[] {
  return Object.keys(routes).filter((route) => !/^(?:GET|HEAD) |\/oauth2\//.test(route));
}

async function readTree(place: string): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const files = await readdir(place, { recursive: true, withFileTypes: true });
  return Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async ({ parentPath, name }) => ({
        name,
        text: await readFile(path.join(parentPath, name), 'latin1'),
      })),
  );
}

async function expectNoSecretIn(place: string, expected: readonly string[]): Promise<void> {
  const files = await readTree(place);
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining([...expected]));
  for (const { name, text } of files) {
    expect(text).not.toBe('');
    expect({ name, found: findSecrets(text, secrets) }).toEqual({ name, found: [] });
  }
}

describe('a restore that something stands in the way of', () => {
  it('writes nothing, not even for a moment', async () => {
    const { control, providerSubscriptionId } = controller;
    const location = controller.region;
    const id = `/subscriptions/${providerSubscriptionId}/providers/Microsoft.Compute.Admin/locations/${location}/quotas/cq-gold`;
    control.seed({ computeQuota: [{ id, name: 'cq-gold', properties: { coresLimit: 1 } }] });
    const before = listContents(controller);
    control.clearCounts();
    const end = await restore();
    expect(readEnvelope(end.stdout).error).toMatchObject({ code: 'PLAN_BLOCKED' });
    expect(control.counts().calls).toBeGreaterThan(10);
    expect(listWrites(control.counts())).toEqual([]);
    expect(listContents(controller)).toEqual(before);
    expect(await readdir(path.join(folder, 'runs')).catch(() => [])).not.toContainEqual(
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    );
    control.reset();
  });
});

describe('what a restore leaves behind on this machine', () => {
  it('holds no secret: saved plan, journal, events, differences, reports, debug log', async () => {
    const saved = path.join(folder, 'plan.json');
    const events = path.join(folder, 'events.jsonl');
    const planned = await run('plan', NEWEST, ...GIVEN, ...target(), '--unmapped', 'keep', '--out', saved);
    expect(planned, planned.stderr).toMatchObject({ exitCode: 0 });
    const unnamed = await run('restore', '--plan', saved, ...GIVEN, '--yes', '--json');
    expect(readEnvelope(unnamed.stdout).error).toMatchObject({
      code: 'CONFIRMATION_REQUIRED',
      details: { missingFlag: '--target' },
    });
    const restored = await run(
      'restore',
      '--plan',
      saved,
      ...GIVEN,
      ...target(),
      '--yes',
      '--json',
      '--events',
      events,
    );
    expect(restored, restored.stderr).toMatchObject({ exitCode: 0 });
    expect(restored.stderr).toMatch(/^debug: PUT https:\/\/adminmanagement\S+ 20\d .*x-ms-request-id=/m);
    expect(restored.stderr).toMatch(/^debug: POST https:\/\/\S+\/oauth2\/\S+ 200/m);
    for (const argv of [
      ['runs', 'list'],
      ['runs', 'show', 'latest', '--json'],
      ['diff', NEWEST, ...GIVEN, ...target()],
      ['diff', NEWEST, ...GIVEN, ...target(), '--json'],
    ]) {
      const end = await run(...argv);
      expect(end, end.stderr).toMatchObject({ exitCode: 0 });
    }
    await expectNoSecretIn(folder, ['plan.json', 'events.jsonl', 'journal.jsonl', 'result.json']);
  });

  it('and a second restore writes nothing at all: what it may not see, the first run has read back', async () => {
    const before = listContents(controller);
    controller.control.clearCounts();
    const end = await restore('--allow-not-fresh');
    expect(end, end.stderr).toMatchObject({ exitCode: 0 });
    expect(controller.control.counts().calls).toBeGreaterThan(50);
    expect(listWrites(controller.control.counts())).toEqual([]);
    expect(listContents(controller)).toEqual(before);
    expect(readEnvelope(end.stdout).result).toMatchObject({
      state: 'completed',
      conservation: { created: 0, updated: 0, failed: 0 },
    });
  });

  it('and where no run is known, a restore looks into the vaults that it may not see, and changes nothing', async () => {
    const before = listContents(controller);
    controller.control.clearCounts();
    const end = await restore('--allow-not-fresh', '--run-dir', path.join(folder, 'other-runs'));
    expect(end, end.stderr).toMatchObject({ exitCode: 0 });
    const writes = listWrites(controller.control.counts());
    expect(writes.length).toBeGreaterThan(0);
    expect(writes.filter((route) => !/\/accessPolicies\//.test(route))).toEqual([]);
    expect(listContents(controller)).toEqual(before);
  });

  it('nor when it is interrupted and taken up again', async () => {
    controller.control.reset();
    const runs = ['--run-dir', path.join(folder, 'stopped-runs')];
    const events = path.join(folder, 'resumed.jsonl');
    const flags = [...GIVEN, ...target(), '--unmapped', 'keep', '--yes', '--json', ...runs];
    let isStopped = false;
    const report = path.join(folder, 'stopped.json');
    const stopped = await runWith(['restore', NEWEST, ...flags, '--report', report], {
      onOutput: (child, output) => {
        if (isStopped || !/^debug: PUT \S+\/vaults\/\S+ 20/m.test(output)) return;
        isStopped = child.kill('SIGINT');
      },
    });
    expect(stopped, stopped.stderr).toMatchObject({ exitCode: 130 });
    const told: unknown = JSON.parse(await readFile(report, 'utf8'));
    expect(told).toMatchObject({
      run: { state: 'interrupted' },
      outcome: { code: 'INTERRUPTED', exitCode: 130 },
      conservation: { pending: expect.any(Number) as unknown },
      timeline: expect.arrayContaining([
        expect.objectContaining({ name: 'plans', state: 'done' }),
      ]) as unknown,
    });
    const resumed = await run(
      'runs',
      'resume',
      'latest',
      ...GIVEN.slice(SHARE.length),
      ...target(),
      ...runs,
      '--yes',
      '--json',
      '--events',
      events,
    );
    expect(resumed, resumed.stderr).toMatchObject({ exitCode: 0 });
    expect(readEnvelope(resumed.stdout).result).toMatchObject({ state: 'completed', attempts: 2 });
    await expectNoSecretIn(folder, ['resumed.jsonl', 'journal.jsonl', 'result.json']);
  });
});
