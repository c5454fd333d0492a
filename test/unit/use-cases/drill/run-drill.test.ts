import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../samples/generator/contoso/company.js';
import type { SetRecords } from '../../../../src/backup-set/content/records.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { createFinding, type Finding } from '../../../../src/core/errors/finding.js';
import type { DrillPorts } from '../../../../src/use-cases/drill/drill-report.js';
import { keepUnproved, replayKept } from '../../../../src/use-cases/drill/keep-drill.js';
import { takeUpRun } from '../../../../src/use-cases/restore/runs/take-up-run.js';
import { listRuns } from '../../../../src/use-cases/restore/runs/find-run.js';
import { reportRun } from '../../../../src/use-cases/restore/runs/run-report.js';
import { runDrill } from '../../../../src/use-cases/drill/run-drill.js';
import { emptyRecords } from '../../../fixtures/valid-records.js';
import { createFixedClock } from '../../../doubles/app-context.js';
import { MemoryTarget } from '../../../doubles/memory-target.js';
import { createTestDialogue, openTestGround } from '../../../fixtures/restore-run.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

interface Given {
  /** The folder of the runs, where the drill is to be kept. */
  readonly runs?: string;
  readonly target?: MemoryTarget;
  readonly signal?: AbortSignal;
  readonly records?: SetRecords | undefined;
  readonly findings?: readonly Finding[];
  readonly objectives?: { readonly rtoMs?: number; readonly rpoMs?: number };
}

const RUN_ID = '5f0c2a61-0000-4000-8000-000000000001';

function keepIn({ runs, signal }: Given): Pick<DrillPorts, 'replay' | 'keepUnproved'> {
  if (runs === undefined) return {};
  const ground = openTestGround(runs);
  const drill = { runId: RUN_ID, restackVersion: '0.1.0', share: '/mnt/backup', incidentAt: undefined };
  const { dialogue } = createTestDialogue(signal);
  return {
    replay: (work) => replayKept(work, drill, { ground, dialogue }),
    keepUnproved: (set, startedAt) => keepUnproved(set, { drill, startedAt }, ground),
  };
}

async function drill(given: Given) {
  const target = given.target ?? new MemoryTarget();
  const cloud = { started: 0, closed: 0 };
  const failed = given.findings?.some(({ severity }) => severity === 'error') === true;
  const ports = {
    readSet: () =>
      Promise.resolve({
        backupId: 'b',
        createdAt: new Date(Date.UTC(2023, 0, 19, 11)),
        deploymentId: 'd',
        stampVersion: '1.2301.0.55',
        digest: 'a'.repeat(64),
        verification: {
          level: 'content',
          verdict: failed ? 'failed' : 'passed',
          complete: true,
          findings: given.findings ?? [],
        } as const,
        records: given.records,
      }),
    startCloud() {
      cloud.started += 1;
      return Promise.resolve({
        target,
        close() {
          cloud.closed += 1;
          return Promise.resolve();
        },
      });
    },
    ...keepIn(given),
  };
  const outcome = await runDrill(ports, {
    runId: 'r',
    clock: createFixedClock(),
    signal: given.signal,
    ...(given.objectives === undefined ? {} : { objectives: given.objectives }),
  });
  return { ...outcome, cloud, target };
}

describe('runDrill', () => {
  it('succeeds and closes what it started', async () => {
    const { outcome, result, cloud } = await drill({ records });
    expect(outcome).toBeUndefined();
    expect(result).toMatchObject({ state: 'completed', terminal: true, backupId: 'b', runId: 'r' });
    expect(result.objectives).toMatchObject({ rtoMs: null, rpoMs: null, achievedRpoMs: 3_600_000 });
    expect(cloud).toEqual({ started: 1, closed: 1 });
  });

  it('replays nothing of a set that is not proved, and says why', async () => {
    const findings = [createFinding('TAG_MISMATCH', 'x'), createFinding('REFERENCE_DANGLING', 'y')];
    const { outcome, result, cloud, target } = await drill({ findings });
    expect(outcome).toBe('INTEGRITY');
    expect(result.state).toBe('failed');
    expect(result.stages.every(({ state }) => state === 'pending')).toBe(true);
    expect(cloud.started).toBe(0);
    expect(target.writes).toEqual([]);
  });

  it('does not call it a success when there was nothing to replay', async () => {
    expect((await drill({ records: emptyRecords() })).outcome).toBe('NOTHING_CHECKED');
  });

  it.each([
    [{ rtoMs: 0 }, 'OBJECTIVE_MISSED'],
    [{ rpoMs: 3_599_999 }, 'OBJECTIVE_MISSED'],
    [{ rpoMs: 3_600_000, rtoMs: 100_000 }, undefined],
  ])('holds %j against what was achieved', async (objectives, expected) => {
    expect((await drill({ records, objectives })).outcome).toBe(expected);
  });
});

describe('a kept drill', () => {
  async function readKept(runs: string) {
    const ground = openTestGround(runs);
    const run = ground.archive.open(RUN_ID);
    const [listed] = await listRuns(ground, createTestDialogue().dialogue);
    return { ground, run, listed, report: await reportRun(run, ground.processes) };
  }

  it('has the plan, the calls and the result of its replay, and no target that could be gone on with', async () => {
    const runs = await makeTemporaryFolder();
    const { result } = await drill({ records, runs });
    const { ground, run, listed, report } = await readKept(runs);
    expect(listed).toMatchObject({ command: 'drill', state: 'completed', terminal: true, attempts: 1 });
    const { byKind: _, pending, ...counts } = report.conservation;
    expect({ ...counts, byKind: result.conservation.byKind }).toEqual(result.conservation);
    expect(pending).toBe(0);
    expect(report.readBack).toEqual(result.readBack);
    expect([...run.readDecisions()]).toHaveLength(result.conservation.read);
    expect(run.readCalls().list().length).toBeGreaterThan(20);
    const never = () => Promise.reject(new Error('nobody connects'));
    const ports = { readRecords: never, acceptTarget: never, connect: never };
    const resumed = takeUpRun({ run, ports }, ground, createTestDialogue().dialogue);
    await expect(resumed).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('that was interrupted says so, with all that it came to', async () => {
    const runs = await makeTemporaryFolder();
    const interruption = new AbortController();
    let left = 10;
    const target = new MemoryTarget({
      failWrite: () => {
        if ((left -= 1) === 0) interruption.abort(new RestackError('INTERRUPTED', 'x'));
        return undefined;
      },
    });
    const stopped = drill({ records, runs, target, signal: interruption.signal });
    await expect(stopped).rejects.toMatchObject({
      code: 'INTERRUPTED',
      details: { runId: RUN_ID, state: 'interrupted' },
    });
    const { listed, report } = await readKept(runs);
    expect(listed).toMatchObject({ command: 'drill', state: 'interrupted', terminal: true });
    expect(report.conservation.created).toBeGreaterThan(0);
    expect(report.conservation.pending).toBeGreaterThan(0);
  });

  it('whose set is not proved came to no cloud', async () => {
    const runs = await makeTemporaryFolder();
    await drill({ findings: [createFinding('TAG_MISMATCH', 'x')], runs });
    const { listed, run, report } = await readKept(runs);
    expect(listed).toMatchObject({ command: 'drill', state: 'failed', terminal: true });
    expect((await run.readInputs()).target).toBeNull();
    expect(report.conservation.read).toBe(0);
  });
});
