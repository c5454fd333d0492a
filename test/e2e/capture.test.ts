import { readdir, rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTOSO } from '../../samples/generator/contoso/cloud.js';
import { captureFrom } from '../../src/app/capture/capture-set.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import { type RunningController, startController } from '../../src/controller/index.js';
import { runDrill } from '../../src/use-cases/drill/run-drill.js';
import {
  captureOptions,
  company,
  context,
  DEPLOYMENT,
  describeDifferences,
  makeShare,
  PORTS,
  readCaptured,
} from './captured-cloud.js';
import { connectController } from './controller-cloud.js';
import { systemClock } from '../../src/core/clock.js';

let share = '';
const clouds: RunningController[] = [];

beforeEach(async () => {
  share = await makeShare();
});

afterEach(async () => {
  await Promise.all(clouds.splice(0).map((cloud) => cloud.close()));
  await rm(share, { recursive: true, force: true });
});

async function startCloud(options: Parameters<typeof startController>[0] = {}): Promise<RunningController> {
  const cloud = await startController({ deployment: DEPLOYMENT, ...options });
  clouds.push(cloud);
  return cloud;
}

async function capture(cloud: RunningController, more: Parameters<typeof captureOptions>[1] = {}) {
  const target = await connectController(cloud);
  try {
    return await captureFrom({ source: target, ...PORTS }, await captureOptions(share, more), context);
  } finally {
    target.close();
  }
}

async function captureRecords(cloud: RunningController): Promise<SetRecords> {
  const { result } = await capture(cloud);
  const { records } = await readCaptured(share, result.backupId);
  if (records === undefined) throw new Error('the captured set does not verify');
  return records;
}

describe('a capture of a live cloud', () => {
  it('is listed as ready, and verifies to its last record', async () => {
    const { result, outcome } = await capture(await startCloud({ seed: company }));
    expect({ outcome, omissions: result.omissions }).toEqual({ outcome: undefined, omissions: [] });
    const { catalog, records, problems } = await readCaptured(share, result.backupId);
    expect(problems).toEqual([]);
    expect(catalog.findings).toEqual([]);
    expect(catalog.sets).toMatchObject([
      { backupId: result.backupId, cloudRecoveryReady: true, status: 'Succeeded', findings: [] },
    ]);
    expect(new Set(result.repositories.map(({ type }) => type))).toEqual(new Set(['Full']));
    expect(records?.secret).toHaveLength(company.secret?.length ?? 0);
    expect(records?.vault).toHaveLength(company.vault?.length ?? 0);
    expect(records?.plan).toHaveLength(company.plan?.length ?? 0);
  });

  it('of what was restored from a capture is that capture', async () => {
    const captured = await captureRecords(await startCloud({ seed: company }));
    for (const [kind, list] of Object.entries(captured)) expect(list, kind).not.toEqual([]);
    const fresh = await startCloud();
    const target = await connectController(fresh);
    try {
      const { result } = await runDrill(
        {
          startCloud: () => Promise.resolve({ target, close: () => Promise.resolve() }),
          readSet: () =>
            Promise.resolve({
              backupId: '00000000-0000-4000-8000-000000000001',
              createdAt: new Date(),
              verification: { level: 'content', verdict: 'passed', complete: true, findings: [] },
              records: captured,
            }),
        },
        { runId: 'drill-1', clock: systemClock },
      );
      expect(result.conservation.failed).toBe(0);
    } finally {
      target.close();
    }
    expect(describeDifferences(captured, await captureRecords(fresh), CONTOSO.homeTenantId)).toEqual([]);
  });

  it('leaves no plaintext and no temporary name behind', async () => {
    const { result } = await capture(await startCloud({ seed: company }));
    const names = await readdir(share, { recursive: true });
    expect(names.filter((name) => /restack|tmp/i.test(name))).toEqual([]);
    expect(names.filter((name) => name.endsWith('.zip'))).toHaveLength(result.repositories.length);
  });
});
