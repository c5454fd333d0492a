import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../samples/generator/contoso/company.js';
import type { SetRecords } from '../../../../src/backup-set/content/records.js';
import { createFinding, type Finding } from '../../../../src/core/errors/finding.js';
import { runDrill } from '../../../../src/use-cases/drill/run-drill.js';
import { emptyRecords } from '../../../fixtures/valid-records.js';
import { createFixedClock } from '../../../doubles/app-context.js';
import { MemoryTarget } from '../../../doubles/memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

interface Given {
  readonly records?: SetRecords | undefined;
  readonly findings?: readonly Finding[];
  readonly objectives?: { readonly rtoMs?: number; readonly rpoMs?: number };
}

async function drill(given: Given) {
  const target = new MemoryTarget();
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
  };
  const outcome = await runDrill(ports, {
    runId: 'r',
    clock: createFixedClock(),
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
