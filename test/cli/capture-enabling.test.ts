import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatProcessTag, machineProcesses } from '../../src/adapters/disk/process/machine-processes.js';
import type { FaultCall } from '../../src/controller/index.js';
import { type CaptureCloud, startCaptureCloud } from './capture-cloud.js';
import { captureKilledWhileEnabling, listEnabled, readNotes } from './killed-enabling.js';
import { readEnvelope, runRestack } from './run-restack.js';

let cloud: CaptureCloud;
let before: readonly string[] = [];
/** Hears of every call before the cloud answers it. */
let onCall: (call: FaultCall) => undefined = () => undefined;

beforeAll(async () => {
  cloud = await startCaptureCloud({ faults: (call) => onCall(call) });
  before = listEnabled(cloud.controller);
});
afterEach(() => {
  onCall = () => undefined;
});
afterAll(() => cloud.close());

/** Calls `then` when the value of the version that was just enabled is asked for. */
function whenEnabled(then: () => void): void {
  let isEnabled = false;
  onCall = ({ method, url }) => {
    if (method === 'GET' && isEnabled && url.includes('/secrets/payment-api/')) then();
    if (method === 'PATCH') isEnabled = true;
    return undefined;
  };
}

// Around the requests. The sweep over all steps is in test/slow.
describe('a capture that is killed while a disabled secret is enabled', () => {
  it.each([
    [10, 0],
    [11, 1],
    [13, 0],
  ])('at step %i: the next one disables it again, and says so', async (killAt, enabled) => {
    expect(await captureKilledWhileEnabling(cloud, killAt)).toEqual({ isKilled: true, enabled });
  });
});

describe('a capture that is interrupted while a disabled secret is enabled', () => {
  it('disables it again at the first signal, and writes no set', async () => {
    const share = await cloud.makeShare();
    const run = await runRestack(cloud.argv(share, '--enable-disabled'), {
      environment: cloud.environment,
      onStart: (child) => whenEnabled(() => child.kill('SIGINT')),
    });
    expect(run).toMatchObject({ exitCode: 130, signal: null, stdout: '' });
    expect(listEnabled(cloud.controller)).toEqual(before);
    expect(await readNotes(cloud.runDir)).toEqual([]);
    expect(await readdir(share)).toEqual([]);
  });

  it('leaves it to the next capture at the second signal', async () => {
    const share = await cloud.makeShare();
    const { environment } = cloud;
    const run = await runRestack(cloud.argv(share, '--enable-disabled'), {
      environment,
      onStart: (child) =>
        whenEnabled(() => {
          child.kill('SIGINT');
          child.kill('SIGTERM');
        }),
    });
    expect(run).toMatchObject({ exitCode: null });
    expect(await readdir(share)).toEqual([]);
    const next = await runRestack(cloud.argv(share, '--enable-disabled', '--json'), { environment });
    expect(next).toMatchObject({ exitCode: 0 });
    expect(listEnabled(cloud.controller)).toEqual(before);
    expect(await readNotes(cloud.runDir)).toEqual([]);
  });
});

describe('a capture beside one that enables disabled secrets', () => {
  it.each([[[]], [['--enable-disabled']]])('is refused, with %j', async (more) => {
    const { environment, runDir } = cloud;
    const notes = path.join(runDir, '.enabled-secrets');
    const [name = ''] = await readdir(notes);
    // Of this very process: it is there, and is not what captures.
    const tag = formatProcessTag(await machineProcesses.readSelf());
    const note = path.join(notes, name, `${tag}-00000000.enabled`);
    await writeFile(note, '');
    const share = await cloud.makeShare();
    const run = await runRestack(cloud.argv(share, ...more, '--json'), { environment });
    expect(run).toMatchObject({ exitCode: 12, leftBehind: [] });
    expect(readEnvelope(run.stdout).error).toMatchObject({ code: 'LOCKED', details: { pid: process.pid } });
    expect(await readdir(share)).toEqual([]);
    expect(await readNotes(runDir)).toEqual(['']);
    expect(listEnabled(cloud.controller)).toEqual(before);
    await rm(note);
  });

  it('enables nothing where that cannot be noted', async () => {
    const share = await cloud.makeShare();
    const runDir = path.join(cloud.folder, 'a-file');
    await writeFile(runDir, '');
    let patched = 0;
    onCall = ({ method }) => {
      patched += Number(method === 'PATCH');
      return undefined;
    };
    const run = await runRestack(cloud.argv(share, '--enable-disabled', '--run-dir', runDir), {
      environment: cloud.environment,
    });
    expect(run).toMatchObject({ exitCode: 2, stdout: '', leftBehind: [] });
    expect(run.stderr).toContain('--run-dir');
    expect(await readdir(share)).toEqual([]);
    expect(patched).toBe(0);
  });
});
