import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spawn } from 'node:child_process';
import { machineProcesses } from '../../../../src/adapters/disk/process/machine-processes.js';
import type { ProcessMark, ProcessStanding } from '../../../../src/core/process-mark.js';
import {
  acquireTargetLock,
  findLockOfRun,
  type LockOptions,
} from '../../../../src/adapters/journal/target-lock.js';
import { TARGET } from '../../../doubles/memory-target.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const NOW = new Date('2023-01-19T12:00:00.000Z');

/** Processes as a test wants them: numbered, each alive, dead or elsewhere. */
function createProcesses(standings: Map<number, ProcessStanding>) {
  let pid = 100;
  return {
    readSelf: (): Promise<ProcessMark> =>
      Promise.resolve({ pid: (pid += 1), host: 'jump01', space: null, started: 'then' }),
    readStanding: (mark: ProcessMark) => Promise.resolve(standings.get(mark.pid) ?? 'alive'),
    readMark: () => Promise.resolve(undefined),
  };
}

async function createWorld(standings = new Map<number, ProcessStanding>()) {
  const runsFolder = await makeTemporaryFolder();
  const processes = createProcesses(standings);
  const options = (runId: string): LockOptions => ({
    runsFolder,
    target: TARGET,
    runId,
    processes,
    now: NOW,
  });
  return { runsFolder, processes, options, standings };
}

describe('the lock of a target', () => {
  it('keeps a second run out, and says who holds it', async () => {
    const { options } = await createWorld();
    await acquireTargetLock(options('first'));
    const later = { ...options('second'), now: new Date(NOW.getTime() + 90_000) };
    await expect(acquireTargetLock(later)).rejects.toMatchObject({
      code: 'LOCKED',
      exitCode: 12,
      details: { runId: 'first', pid: 101, host: 'jump01', since: NOW.toISOString(), ageMs: 90_000 },
    });
  });

  it('is free again once it was released', async () => {
    const { options } = await createWorld();
    for (const run of ['first', 'second', 'third']) {
      const lock = await acquireTargetLock(options(run));
      await lock.release();
    }
    await acquireTargetLock(options('last'));
    await expect(acquireTargetLock(options('too late'))).rejects.toMatchObject({ code: 'LOCKED' });
  });

  it('is the same for any case of the endpoint, and another for another cloud', async () => {
    const { options } = await createWorld();
    await acquireTargetLock(options('first'));
    const target = { ...TARGET, adminEndpoint: TARGET.adminEndpoint.toUpperCase() };
    await expect(acquireTargetLock({ ...options('second'), target })).rejects.toMatchObject({
      code: 'LOCKED',
    });
    const other = { ...TARGET, providerSubscriptionId: '77777777-2222-4333-8444-555555555555' };
    await acquireTargetLock({ ...options('third'), target: other });
  });

  it('passes over a holder that died', async () => {
    const { options, standings } = await createWorld();
    await acquireTargetLock(options('first'));
    standings.set(101, 'dead');
    await acquireTargetLock(options('second'));
    await expect(acquireTargetLock(options('third'))).rejects.toMatchObject({ details: { runId: 'second' } });
  });

  it('clears away what a holder left that died while it took it', async () => {
    const { runsFolder, options } = await createWorld();
    const lock = await acquireTargetLock(options('first'));
    await lock.release();
    const [name = ''] = await readdir(join(runsFolder, '.locks'));
    const place = join(runsFolder, '.locks', name);
    await writeFile(join(place, '.new-5b1f00aa'), '{"runId":');
    await acquireTargetLock(options('second'));
    expect(await readdir(place)).toEqual(['00000002.held']);
  });

  it('goes to exactly one of many that find a dead holder together', async () => {
    const { options, standings, runsFolder, processes } = await createWorld();
    await acquireTargetLock(options('dead'));
    standings.set(101, 'dead');
    const names = Array.from({ length: 20 }, (_, index) => `run-${index}`);
    const results = await Promise.allSettled(names.map((name) => acquireTargetLock(options(name))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'LOCKED' });
    }
    const held = await Promise.all(names.map((name) => findLockOfRun(runsFolder, name, processes)));
    expect(held.filter((lock) => lock !== undefined)).toHaveLength(1);
  });

  it('is never taken from another machine unless somebody says so', async () => {
    const { options, standings } = await createWorld();
    await acquireTargetLock(options('first'));
    standings.set(101, 'elsewhere');
    await expect(acquireTargetLock(options('second'))).rejects.toMatchObject({
      code: 'LOCKED',
      hints: [expect.stringContaining('restack runs abandon first')],
    });
    const asked: string[] = [];
    const mayTakeOver = (answer: boolean) => (holder: { readonly runId: string }) => {
      asked.push(holder.runId);
      return Promise.resolve(answer);
    };
    const refused = acquireTargetLock({ ...options('third'), mayTakeOver: mayTakeOver(false) });
    await expect(refused).rejects.toMatchObject({ code: 'LOCKED' });
    await acquireTargetLock({ ...options('fourth'), mayTakeOver: mayTakeOver(true) });
    expect(asked).toEqual(['first', 'first']);
  });

  it('is not asked away from a holder that lives', async () => {
    const { options } = await createWorld();
    await acquireTargetLock(options('first'));
    const mayTakeOver = () => Promise.reject(new Error('must not be asked'));
    await expect(acquireTargetLock({ ...options('second'), mayTakeOver })).rejects.toMatchObject({
      code: 'LOCKED',
    });
  });

  it('is held by something unreadable until somebody looks', async () => {
    const { options, runsFolder } = await createWorld();
    await acquireTargetLock(options('first'));
    const [name = ''] = await readdir(join(runsFolder, '.locks'));
    await writeFile(join(runsFolder, '.locks', name, '00000001.held'), '{"runId"');
    await expect(acquireTargetLock(options('second'))).rejects.toMatchObject({ code: 'LOCKED' });
  });

  it('can be released by whoever finds it, once', async () => {
    const { options, runsFolder, processes } = await createWorld();
    const own = await acquireTargetLock(options('first'));
    const found = await findLockOfRun(runsFolder, 'first', processes);
    expect(found).toMatchObject({ standing: 'alive', holder: { runId: 'first' } });
    await found?.release();
    await acquireTargetLock(options('second'));
    await own.release();
    await expect(acquireTargetLock(options('third'))).rejects.toMatchObject({ details: { runId: 'second' } });
    expect(await findLockOfRun(runsFolder, 'first', processes)).toBeUndefined();
  });
});

describe('machineProcesses', () => {
  it('knows itself, and tells it from an older process of the same number', async () => {
    const self = await machineProcesses.readSelf();
    expect(self.pid).toBe(process.pid);
    expect(await machineProcesses.readStanding(self)).toBe('alive');
    expect(await machineProcesses.readStanding({ ...self, started: 'long ago' })).toBe(
      self.started === null ? 'alive' : 'dead',
    );
    expect(await machineProcesses.readStanding({ ...self, host: 'another' })).toBe('elsewhere');
    expect(await machineProcesses.readStanding({ ...self, space: 'another' })).toBe('elsewhere');
  });

  it('sees that a process has died', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const mark = { ...(await machineProcesses.readSelf()), pid: child.pid ?? 0, started: null };
    expect(await machineProcesses.readStanding(mark)).toBe('alive');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(await machineProcesses.readStanding(mark)).toBe('dead');
  });
});
