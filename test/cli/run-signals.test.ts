import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withTargetLock } from '../../src/use-cases/restore/runs/start-run.js';
import { openTestGround } from '../fixtures/restore-run.js';
import { resultSchema } from '../fixtures/result-schemas.js';
import {
  type Fault,
  type FaultCall,
  type RunningController,
  startController,
} from '../../src/controller/index.js';
import { systemClock } from '../../src/core/clock.js';
import type { TargetIdentity } from '../../src/cloud/cloud-port.js';
import { listContents } from '../e2e/controller-cloud.js';
import {
  CERTIFICATE_2023,
  NEWEST,
  PASSWORD,
  readEnvelope,
  type RunOptions,
  runRestack,
  SHARE,
} from './run-restack.js';

const list = resultSchema('runs-list');

const KEYS = [...CERTIFICATE_2023, ...PASSWORD];

let folder: string;
let controller: RunningController;
let fault: (call: FaultCall) => Fault | undefined;
/** Lets the answers go that a fault holds back. */
let openGate: () => void;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-signals-'));
  const gate = new Promise<void>((resolve) => {
    openGate = resolve;
  });
  fault = () => undefined;
  controller = await startController({
    clock: { ...systemClock, wait: () => gate },
    faults: (call) => fault(call),
  });
  await writeFile(path.join(folder, 'ca.pem'), controller.caCertificate);
}, 60_000);
afterEach(async () => {
  openGate();
  await controller.close();
  await rm(folder, { recursive: true });
});

const runsFolder = () => path.join(folder, 'runs');

function run(argv: readonly string[], options: RunOptions = {}) {
  return runRestack([...argv, ...KEYS, '--json'], {
    environment: {
      AZURE_TENANT_ID: controller.tenantId,
      AZURE_CLIENT_ID: controller.clientId,
      AZURE_CLIENT_SECRET: controller.clientSecret,
      RESTACK_RUN_DIR: runsFolder(),
    },
    ...options,
  });
}

function restore(options: RunOptions = {}, ...flags: readonly string[]) {
  const target = ['--target', controller.adminEndpoint, '--ca-file', path.join(folder, 'ca.pem')];
  // Without vaults, whose provider takes a while to be registered.
  const only = ['--only', 'plan', '--only', 'offer'];
  return run(
    ['restore', NEWEST, ...SHARE, ...target, ...only, '--unmapped', 'keep', '--yes', ...flags],
    options,
  );
}

/** Trust roots come from the caller, not from the run. */
const resume = (...flags: readonly string[]) => [
  'runs',
  'resume',
  '--ca-file',
  path.join(folder, 'ca.pem'),
  '--yes',
  ...flags,
];

const isPlanWrite = ({ method, url }: FaultCall) => method === 'PUT' && url.includes('/plans/plan-gold');

async function listStates() {
  const { stdout } = await runRestack(['runs', 'list', '--run-dir', runsFolder(), '--json']);
  const { result } = readEnvelope(stdout);
  if (!list.validate(result)) throw new Error(JSON.stringify(list.validate.errors));
  return result.runs.map(({ state }) => state);
}

describe('a restore that is stopped twice', () => {
  it('ends at once, with a call under way, and can be taken up all the same', async () => {
    let child: ChildProcess | undefined;
    let signals = 0;
    fault = (call) => {
      if (!isPlanWrite(call) || signals > 0) return undefined;
      signals = 1;
      child?.kill('SIGINT');
      return { kind: 'delay', delayMs: 1 };
    };
    const stopped = await restore({
      onStart: (started) => {
        child = started;
      },
      onOutput: (started, output) => {
        if (signals !== 1 || !output.includes('stopping')) return;
        signals = 2;
        started.kill('SIGINT');
      },
    });
    expect(signals).toBe(2);
    expect(stopped).toMatchObject({ exitCode: null, signal: 'SIGINT', stdout: '' });
    expect(await listStates()).toEqual(['interrupted']);
    openGate();
    const resumed = await run(resume());
    expect(resumed, resumed.stderr).toMatchObject({ exitCode: 0 });
    expect(await listStates()).toEqual(['completed']);
  });
});

describe('a restore into a target that another run holds', () => {
  it('ends with exit 12, says who holds it, and writes nothing', async () => {
    const { adminEndpoint, userEndpoint, providerSubscriptionId, tenantId, principalId } = controller;
    const { region, domain } = controller;
    const cloud = { adminEndpoint, userEndpoint, providerSubscriptionId, region, domain, principalId };
    const target: TargetIdentity = { ...cloud, identitySystem: 'aad', homeTenantId: tenantId };
    const before = listContents(controller);
    const { archive } = openTestGround(runsFolder());
    const end = await withTargetLock(archive, { target, runId: 'another' }, () => restore());
    expect(end).toMatchObject({ exitCode: 12 });
    expect(readEnvelope(end.stdout).error).toMatchObject({
      code: 'LOCKED',
      details: { runId: 'another', pid: process.pid },
    });
    expect(listContents(controller)).toEqual(before);
    expect((await restore()).exitCode).toBe(0);
  });
});

describe('--fail-fast', () => {
  it('stops a restore at the first object that fails, and so does a resume; without it all is completed', async () => {
    fault = (call) => (isPlanWrite(call) ? { kind: 'reply', status: 400 } : undefined);
    for (const end of [await restore({}, '--fail-fast'), await run(resume('--fail-fast'))]) {
      expect(end, end.stderr).toMatchObject({ exitCode: 40 });
      expect(readEnvelope(end.stdout).error).toMatchObject({ code: 'PARTIAL' });
      expect(JSON.stringify(listContents(controller)['offers'])).not.toContain('offer-bronze');
    }
    fault = () => undefined;
    const resumed = await run(resume());
    expect(resumed, resumed.stderr).toMatchObject({ exitCode: 0 });
    expect(JSON.stringify(listContents(controller)['offers'])).toContain('offer-bronze');
  });
});
