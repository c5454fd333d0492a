import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CANARY } from '../../../../samples/generator/stable-values.js';
import { TIMES } from '../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../samples/generator/contoso/company.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { machineProcesses } from '../../../../src/adapters/disk/process/machine-processes.js';
import { acquireTargetLock } from '../../../../src/adapters/journal/target-lock.js';
import { BUCKETS } from '../../../../src/use-cases/restore/run/conservation.js';
import { planRestore } from '../../../../src/use-cases/restore/plan/plan-restore.js';
import { findRun, listRuns, selectRun } from '../../../../src/use-cases/restore/runs/find-run.js';
import { giveUpRun } from '../../../../src/use-cases/restore/runs/give-up-run.js';
import { reportRun } from '../../../../src/use-cases/restore/runs/run-report.js';
import { startRun, withTargetLock } from '../../../../src/use-cases/restore/runs/start-run.js';
import { takeUpRun, type TakeUpPorts } from '../../../../src/use-cases/restore/runs/take-up-run.js';
import { createStart, createTestDialogue, openTestGround } from '../../../fixtures/restore-run.js';
import { resultSchema } from '../../../fixtures/result-schemas.js';
import { MemoryTarget, type Misbehaviour, refused, TARGET } from '../../../doubles/memory-target.js';

const listSchema = resultSchema('runs-list');
const showSchema = resultSchema('runs-show');

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const STOPPED = new RestackError('INTERRUPTED', 'stopped by SIGTERM', { exitCode: 143 });

let runDir: string;
beforeEach(async () => {
  runDir = await mkdtemp(join(tmpdir(), 'restack-runs-'));
});
afterEach(() => rm(runDir, { recursive: true, force: true }));

const ground = () => openTestGround(runDir);
const dialogue = (signal?: AbortSignal) => createTestDialogue(signal).dialogue;
const list = () => listRuns(ground(), dialogue());
const giveUp = (run: string) => giveUpRun(run, ground(), dialogue());

/** Starts a run as the command does. */
async function start(target: MemoryTarget, signal?: AbortSignal) {
  const runId = randomUUID();
  const { archive } = ground();
  return withTargetLock(archive, { runId, target: target.identity }, async () => {
    const plan = await planRestore({ records, target });
    return startRun(createStart({ runId, plan, target, records }), ground(), dialogue(signal));
  });
}

/** A run that is interrupted by the write of an object. */
async function startInterrupted(at = '/plans/plan-gold') {
  const interruption = new AbortController();
  const target = new MemoryTarget({
    store: (path, body) => {
      if (path.endsWith(at)) interruption.abort(STOPPED);
      return body;
    },
  });
  const error: unknown = await start(target, interruption.signal).catch((reason: unknown) => reason);
  const runs = await list();
  return { target, error, runId: runs[0]?.runId ?? '' };
}

async function resume(runId: string, target: MemoryTarget, ports: Partial<TakeUpPorts> = {}) {
  const connected = Object.assign(target, { close: () => undefined });
  const own = {
    readRecords: () => Promise.resolve(records),
    acceptTarget: () => Promise.resolve(undefined),
    connect: () => Promise.resolve(connected),
  };
  const run = await findRun(ground().archive, runId);
  return takeUpRun({ run, ports: { ...own, ...ports } }, ground(), dialogue());
}

async function show(selector?: string) {
  const run = await selectRun({ selector, isMeant: () => true }, ground(), dialogue());
  const report = await reportRun(run, machineProcesses);
  expect(showSchema.validate(report), JSON.stringify(showSchema.validate.errors)).toBe(true);
  const { conservation } = report;
  for (const counts of [conservation, ...conservation.byKind]) {
    expect(BUCKETS.reduce((sum, bucket) => sum + counts[bucket], counts.pending)).toBe(counts.read);
  }
  return report;
}

describe('a run that comes to its end', () => {
  it('is completed and terminal, and its report is what it returned', async () => {
    const { result, outcome } = await start(new MemoryTarget());
    expect(outcome).toBeUndefined();
    expect(result).toMatchObject({ state: 'completed', terminal: true, attempts: 1, inDoubt: 0 });
    expect(result.conservation.pending).toBe(0);
    expect(await show()).toEqual(result);
    const runs = await list();
    expect(listSchema.validate({ runs })).toBe(true);
    expect(runs).toMatchObject([{ runId: result.runId, state: 'completed', target: TARGET.adminEndpoint }]);
  });

  it('is reported again, and not run again, by a resume', async () => {
    const target = new MemoryTarget();
    const { result } = await start(target);
    const writes = target.writes.length;
    expect((await resume(result.runId, target)).result).toEqual(result);
    expect(target.writes.length).toBe(writes);
  });

  it('lets go of the target', async () => {
    await start(new MemoryTarget());
    await start(new MemoryTarget());
    expect(await list()).toHaveLength(2);
  });
});

describe('a run that is interrupted', () => {
  it('says how it is taken up again, and keeps the exit code of its signal', async () => {
    const { error, runId } = await startInterrupted();
    expect(error).toMatchObject({
      code: 'INTERRUPTED',
      exitCode: 143,
      hints: [expect.stringContaining(`restack runs resume ${runId}`)],
      details: { runId },
    });
    expect(await show(runId)).toMatchObject({ state: 'interrupted', terminal: false, readBack: null });
    expect((await show(runId)).conservation.pending).toBeGreaterThan(0);
  });

  it('ends like an undisturbed one when it is resumed', async () => {
    const { target, runId } = await startInterrupted();
    const { result, outcome } = await resume(runId.slice(0, 8), target);
    expect(outcome).toBeUndefined();
    const undisturbed = new MemoryTarget();
    const whole = await start(undisturbed);
    expect(result).toMatchObject({ state: 'completed', terminal: true, attempts: 2 });
    expect(result.conservation).toEqual(whole.result.conservation);
    expect(target.writes.length).toBe(undisturbed.writes.length);
    const sorted = ({ objects }: MemoryTarget) => [...objects].toSorted(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(target)).toEqual(sorted(undisturbed));
  });

  it('is not resumed with other records, and nothing is written', async () => {
    const { target, runId } = await startInterrupted();
    const writes = target.writes.length;
    const other = { ...records, plan: records.plan.slice(1) };
    const resumed = resume(runId, target, { readRecords: () => Promise.resolve(other) });
    await expect(resumed).rejects.toMatchObject({ code: 'PLAN_STALE' });
    expect(target.writes.length).toBe(writes);
    expect(await show(runId)).toMatchObject({ state: 'interrupted' });
  });

  it('is not resumed on another cloud', async () => {
    const { runId } = await startInterrupted();
    const other = new MemoryTarget();
    Object.assign(other, { identity: { ...TARGET, providerSubscriptionId: randomUUID() } });
    await expect(resume(runId, other)).rejects.toMatchObject({ code: 'PLAN_STALE' });
    expect(other.writes).toEqual([]);
  });

  it('is not resumed while another run holds the target', async () => {
    const { target, runId } = await startInterrupted();
    const now = new Date();
    const lock = {
      runsFolder: runDir,
      target: TARGET,
      processes: machineProcesses,
      now,
    };
    await acquireTargetLock({ ...lock, runId: 'another' });
    await expect(resume(runId, target)).rejects.toMatchObject({
      code: 'LOCKED',
      details: { runId: 'another' },
    });
  });

  it('is not resumed from a damaged journal', async () => {
    const { target, runId } = await startInterrupted();
    const path = join(runDir, runId, 'journal.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"stage":"computeQuotas"', '"stage":"networkQuotas"'));
    const writes = target.writes.length;
    await expect(resume(runId, target)).rejects.toMatchObject({ code: 'INTEGRITY' });
    expect(target.writes.length).toBe(writes);
  });

  it('leaves no secret in its folder', async () => {
    await startInterrupted('/plans/plan-gold');
    await start(new MemoryTarget());
    const names = await readdir(runDir, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(10);
    const values = records.secret.flatMap(({ value }) => (value === undefined ? [] : [value, CANARY]));
    for (const file of files) {
      const text = await readFile(join(file.parentPath, file.name), 'utf8');
      for (const value of values) expect(text).not.toContain(JSON.stringify(value).slice(1, -1));
    }
  });
});

describe('a run that ends badly', () => {
  it.each<readonly [string, Misbehaviour, string]>([
    ['partial', { failWrite: (path) => (path.endsWith('/plan-gold') ? refused() : undefined) }, 'PARTIAL'],
    ['partial', { store: (path, body) => (path.endsWith('/nq-bronze') ? undefined : body) }, 'PARTIAL'],
  ])('is %s and can be resumed', async (state, misbehaviour, code) => {
    const broken = { now: true };
    const target = new MemoryTarget({
      failWrite: (path, body) => (broken.now ? misbehaviour.failWrite?.(path, body) : undefined),
      store: (path, body) =>
        broken.now && misbehaviour.store !== undefined ? misbehaviour.store(path, body) : body,
    });
    const { result, outcome } = await start(target);
    expect(outcome).toBe(code);
    expect(result).toMatchObject({ state, terminal: false });
    expect(await show(result.runId)).toEqual(result);
  });

  it('is blocked, terminal, and wrote nothing, when the plan has conflicts', async () => {
    const first = new MemoryTarget();
    await start(first);
    const target = new MemoryTarget();
    for (const [id, object] of first.objects) {
      target.objects.set(id, id.endsWith('/plan-gold') ? { ...object, properties: {} } : object);
    }
    await expect(start(target)).rejects.toMatchObject({ code: 'PLAN_BLOCKED' });
    expect(target.writes).toEqual([]);
    const runs = await list();
    expect(runs.find(({ state }) => state === 'blocked')).toMatchObject({ terminal: true });
  });

  it('is failed, with the command to go on, when something breaks that is no answer', async () => {
    const target = new MemoryTarget({
      failWrite: () => {
        throw new TypeError('a bug');
      },
    });
    await expect(start(target)).rejects.toThrow(TypeError);
    const report = await show();
    expect(report).toMatchObject({ state: 'failed', terminal: false });
    expect(report.inDoubt).toBeGreaterThan(0);
  });
});

describe('giveUpRun', () => {
  it('makes an interrupted run terminal, for good', async () => {
    const { target, runId } = await startInterrupted();
    const report = await giveUp(runId);
    expect(report).toMatchObject({ state: 'interrupted', terminal: true });
    expect(report.abandonedAt).not.toBeNull();
    await expect(resume(runId, target)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('takes latest for the newest run', async () => {
    const { runId } = await startInterrupted();
    const report = await giveUp('latest');
    expect(report).toMatchObject({ runId, terminal: true });
    await expect(
      giveUpRun('latest', openTestGround(join(runDir, 'nowhere')), dialogue()),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves a run alone whose process lives', async () => {
    const { runId } = await startInterrupted();
    const now = new Date();
    const lock = {
      runsFolder: runDir,
      target: TARGET,
      processes: machineProcesses,
      now,
    };
    await acquireTargetLock({ ...lock, runId });
    await expect(giveUp(runId)).rejects.toMatchObject({
      code: 'LOCKED',
    });
    expect(await show(runId)).toMatchObject({ abandonedAt: null });
  });

  it('frees a target that a process of another machine holds', async () => {
    const { runId } = await startInterrupted();
    const self = await machineProcesses.readSelf();
    const processes = { ...machineProcesses, readSelf: () => Promise.resolve({ ...self, host: 'gone' }) };
    const lock = { runsFolder: runDir, target: TARGET, now: new Date() };
    await acquireTargetLock({ ...lock, processes, runId });
    await expect(start(new MemoryTarget())).rejects.toMatchObject({ code: 'LOCKED' });
    await giveUp(runId);
    expect((await start(new MemoryTarget())).outcome).toBeUndefined();
  });
});

describe('a target that is held by a run without a folder', () => {
  it('is freed by giving that run up, although there is none', async () => {
    const self = await machineProcesses.readSelf();
    const processes = { ...machineProcesses, readSelf: () => Promise.resolve({ ...self, host: 'gone' }) };
    const runId = randomUUID();
    const lock = { runsFolder: runDir, target: TARGET, now: new Date() };
    await acquireTargetLock({ ...lock, processes, runId });
    await expect(start(new MemoryTarget())).rejects.toMatchObject({ code: 'LOCKED' });
    await expect(giveUp(runId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await start(new MemoryTarget())).outcome).toBeUndefined();
  });
});

describe('finding runs', () => {
  it('is NOT_FOUND where there is none', async () => {
    const nowhere = openTestGround(join(runDir, 'nowhere'));
    expect(await listRuns(nowhere, dialogue())).toEqual([]);
    await expect(show()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(findRun(nowhere.archive, 'abcd')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(findRun(nowhere.archive, 'abc')).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('warns of a folder that it cannot read, and goes on', async () => {
    const { result } = await start(new MemoryTarget());
    const damaged = await start(new MemoryTarget());
    await writeFile(join(runDir, damaged.result.runId, 'run.json'), '{');
    const { dialogue: voice, warnings } = createTestDialogue();
    const runs = await listRuns(ground(), voice);
    expect(runs.map(({ runId }) => runId)).toEqual([result.runId]);
    expect(warnings).toHaveLength(1);
  });
});
