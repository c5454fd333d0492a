import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import type { JsonObject } from '../../src/cloud/json-value.js';
import { type RunningController, startController, type StateDocument } from '../../src/controller/index.js';
import { CLEAR } from '../../src/controller/server/weather/named-profiles.js';
import { systemClock } from '../../src/core/clock.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import type { ResourceAddress, TargetIdentity } from '../../src/cloud/cloud-port.js';
import { runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import type { ConnectedTarget } from '../../src/adapters/azure/connect-target.js';
import { createEarlierRuns } from '../../src/use-cases/restore/runs/completed-runs.js';
import { startRun } from '../../src/use-cases/restore/runs/start-run.js';
import { createStart, createTestDialogue, letInto, openTestGround } from '../fixtures/restore-run.js';
import { connectController, listContents } from './controller-cloud.js';

describe('earlier runs', () => {
  const BACKUP = '00000000-0000-4000-8000-000000000001';
  const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
  const replayed = records.secret.filter(({ managed }) => managed !== true).length;

  let runsFolder = '';
  let runId = '';
  let controller: RunningController;
  let target: ConnectedTarget;
  let restored: StateDocument;

  /** A cloud that one run on this machine has restored into; its operator may not look into the vaults. */
  beforeAll(async () => {
    runsFolder = await mkdtemp(path.join(tmpdir(), 'restack-earlier-'));
    controller = await startController({
      weather: { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } },
    });
    target = await connectController(controller);
    runId = await restoreCompany();
    controller.control.advanceClock(60_000);
    restored = controller.control.dump();
  }, 60_000);

  afterAll(async () => {
    target.close();
    await controller.close();
    await rm(runsFolder, { recursive: true });
  });

  async function restoreCompany(): Promise<string> {
    const id = randomUUID();
    const plan = await planRestore({ records, target });
    const start = createStart({ runId: id, plan, target, records });
    const { result } = await startRun(start, openTestGround(runsFolder), createTestDialogue().dialogue);
    expect(result.state).toBe('completed');
    return id;
  }

  interface Ground {
    readonly records?: SetRecords;
    readonly identity?: TargetIdentity;
    readonly backupId?: string;
  }

  /** A second plan, as the app makes it. */
  function planAgain({
    records: some = records,
    identity = target.identity,
    backupId = BACKUP,
  }: Ground = {}) {
    const earlierRuns = createEarlierRuns(
      { target: identity, backupId, records: some },
      openTestGround(runsFolder),
    );
    return planRestore({ records: some, target, earlierRuns });
  }

  /** The number of secret versions that a second plan knows to be there, by the name of their secret. */
  async function countAdopted(ground?: Ground): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    for (const { kind, id, action } of (await planAgain(ground)).entries) {
      const name = new URL(id, 'https://none').pathname.split('/')[2] ?? '';
      if (kind === 'secret' && action === 'adopt') counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  const ALL = { 'sql-admin': 3, 'erp-licence': 1, 'session-key': 2, 'payment-api': 1, 'partner-token': 1 };

  describe('a second run where the vaults may not be looked into', () => {
    it('writes nothing, and names the run that has read the secrets back', async () => {
      const plan = await planAgain();
      const secrets = plan.entries.filter(({ kind, action }) => kind === 'secret' && action === 'adopt');
      expect(secrets).toHaveLength(replayed);
      for (const { reason } of secrets) expect(reason).toContain(runId);
      controller.control.clearCounts();
      const result = await runRestore({ plan, target, clock: systemClock });
      expect(result.outcome).toBeUndefined();
      expect(result.conservation.total).toMatchObject({ created: 0, updated: 0, failed: 0 });
      expect(controller.control.counts().calls).toBeGreaterThan(50);
      expect(controller.control.counts().writes).toBe(0);
    });

    it('tells when a secret got a version between plan and run', async () => {
      const plan = await planAgain();
      try {
        await target.write(secretAddress(), { properties: { value: 'somebody’s own' } });
        const result = await runRestore({ plan, target, clock: systemClock });
        expect(result.outcome).toBe('READ_BACK');
        expect(result.readBack.differences.map(({ kind, id }) => [kind, id.includes('erp-licence')])).toEqual(
          [['secret', true]],
        );
        expect(JSON.stringify(result.problems)).not.toContain('somebody');
      } finally {
        controller.control.load(restored);
      }
    });

    it.each<readonly [string, JsonObject, 'PUT' | 'PATCH']>([
      ['got a newer version', { properties: { value: 'somebody’s own' } }, 'PUT'],
      ['was written into', { properties: { value: 'somebody’s own' } }, 'PATCH'],
      ['got other tags', { tags: { app: 'other' } }, 'PATCH'],
    ])('knows nothing of a secret that %s', async (_, body, verb) => {
      try {
        await (verb === 'PUT' ? target.write(secretAddress(), body) : target.patch(secretAddress(), body));
        const { 'erp-licence': _licence, ...others } = ALL;
        expect(await countAdopted()).toEqual(others);
      } finally {
        controller.control.load(restored);
      }
    });

    it.each<readonly [string, () => Ground]>([
      ['another backup', () => ({ backupId: '00000000-0000-4000-8000-0000000000ff' })],
      ['another target', () => ({ identity: { ...target.identity, domain: 'other.example' } })],
      [
        'other records',
        () => ({
          records: { ...records, computeQuota: records.computeQuota.slice(0, -1), plan: [], offer: [] },
        }),
      ],
    ])('asks no run of %s', async (_, ground) => {
      expect(await countAdopted()).toEqual(ALL);
      expect(await countAdopted(ground())).toEqual({});
    });

    it('asks no run that is not complete, or whose journal is damaged', async () => {
      for (const [name, from, to] of [
        ['status.json', '"completed"', '"partial"'],
        ['journal.jsonl', '"intent"', '"content"'],
      ] as const) {
        const file = path.join(runsFolder, runId, name);
        const text = await readFile(file, 'utf8');
        expect(text).toContain(from);
        try {
          await writeFile(file, text.replace(from, to));
          expect(await countAdopted()).toEqual({});
        } finally {
          await writeFile(file, text);
        }
      }
      expect(await countAdopted()).toEqual(ALL);
    });
  });

  function secretAddress(): ResourceAddress {
    const finance = records.vault.find(({ id }) => id.endsWith('/kv-finance'))?.id ?? '';
    return { host: 'user', path: `${finance}/secrets/erp-licence`, apiVersion: '2016-10-01' };
  }
});

describe('a second run', () => {
  const PRINCIPAL = '0e55b5a5-0000-4000-8000-00000000000e';
  const company = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

  /** The sample company, whose vaults let the one who restores them see and set secrets. */
  const records = {
    ...company,
    vault: letInto(company.vault, PRINCIPAL),
  };

  /** The sample company as captured, but a subscription that holds a vault is disabled. */
  const withDisabled = {
    ...company,
    subscription: company.subscription.map((one) =>
      one.displayName === 'Website' ? { ...one, state: 'Disabled' as const } : one,
    ),
  };

  it('a second run leaves secrets to a person where a disabled subscription lets nobody look', async () => {
    const weather = { ...CLEAR, longRunning: { durationScale: 0, retryAfterScale: 0 } };
    const controller = await startController({ weather });
    const target = await connectController(controller);
    try {
      const restore = async () => {
        const plan = await planRestore({ records: withDisabled, target });
        return runRestore({ plan, target, clock: systemClock });
      };
      expect((await restore()).outcome).toBeUndefined();
      const before = listContents(controller);
      const second = await restore();
      expect(second.outcome).toBeUndefined();
      expect(second.conservation.total).toMatchObject({ created: 0, updated: 0, failed: 0 });
      const left = second.problems.filter(({ kind, bucket }) => kind === 'secret' && bucket === 'manual');
      expect(left.filter(({ reason }) => reason.includes('disabled')).length).toBeGreaterThan(1);
      expect(listContents(controller)).toEqual(before);
    } finally {
      target.close();
      await controller.close();
    }
  });

  it('a second run writes nothing at all where the vaults let themselves be seen', async () => {
    const controller = await startController({ deployment: { principalId: PRINCIPAL } });
    const target = await connectController(controller);
    try {
      const restore = async () => {
        const plan = await planRestore({ records, target });
        return runRestore({ plan, target, clock: systemClock });
      };
      const first = await restore();
      expect(first.outcome).toBeUndefined();
      controller.control.clearCounts();
      const second = await restore();
      expect(second.outcome).toBeUndefined();
      expect(second.conservation.total).toMatchObject({ created: 0, updated: 0, failed: 0 });
      const { calls, writes } = controller.control.counts();
      expect(calls).toBeGreaterThan(50);
      expect(writes).toBe(0);
    } finally {
      target.close();
      await controller.close();
    }
  });
});
