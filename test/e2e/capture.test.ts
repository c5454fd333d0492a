import { readdir, rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTOSO } from '../../samples/generator/contoso/cloud.js';
import { captureFrom } from '../../src/app/capture/capture-set.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import {
  type RunningController,
  startController,
  type Fault,
  type FaultHook,
} from '../../src/controller/index.js';
import {
  captureOptions,
  company,
  context,
  DEPLOYMENT,
  describeDifferences,
  makeShare,
  PORTS,
  readCaptured,
  restoreInto,
  companyRecords,
} from './captured-cloud.js';
import { connectController } from './controller-cloud.js';
import { systemClock, type Clock } from '../../src/core/clock.js';
import type { AppContext } from '../../src/app/app.js';
import type { CaptureResult } from '../../src/schema/results.js';
import type { ConnectLimits } from '../../src/adapters/azure/connect-target.js';

describe('a capture', () => {
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
        const result = await restoreInto(target, captured);
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
});

describe('weather', () => {
  const ATTEMPT_LIMIT_MS = 30_000;

  /** Back-offs take no time; the limit of an attempt does. Attempts under way share one timer, which begins with all of it. */
  const createHastyClock = (attemptLimitMs: number): Clock => ({
    ...systemClock,
    wait: (delayMs, signal) => systemClock.wait(Math.abs(delayMs - attemptLimitMs) < 1 ? delayMs : 0, signal),
  });

  let share = '';
  let cloud: RunningController | undefined;
  let hook: FaultHook = () => undefined;

  beforeEach(async () => {
    share = await makeShare();
    hook = () => undefined;
  });
  afterEach(async () => {
    await cloud?.close();
    await rm(share, { recursive: true, force: true });
  });

  async function start(seed = company): Promise<RunningController> {
    cloud = await startController({ deployment: DEPLOYMENT, seed, faults: (call) => hook(call) });
    return cloud;
  }

  async function capture(
    more: {
      limits?: Partial<ConnectLimits>;
      clock?: Clock;
      context?: AppContext;
      onConnected?: () => void;
    } = {},
  ) {
    const limits = { attemptLimitMs: ATTEMPT_LIMIT_MS, ...more.limits };
    const clock = createHastyClock(limits.attemptLimitMs);
    const source = await connectController(cloud ?? (await start()), { clock, limits });
    more.onConnected?.();
    try {
      const ports = { ...PORTS, clock: more.clock ?? systemClock };
      return await captureFrom({ source, ...ports }, await captureOptions(share), more.context ?? context);
    } finally {
      source.close();
    }
  }

  const listFiles = async () =>
    (await readdir(share, { recursive: true })).filter((name) => !name.startsWith('.'));

  /** The n-th call, and every `every`-th from there on; each request once, so that its next attempt passes. */
  function fail(fault: Fault, every: number): FaultHook {
    const failed = new Set<string>();
    let count = 0;
    return ({ method, url }) => {
      count += 1;
      const key = `${method} ${url}`;
      if (count % every !== 0 || failed.has(key)) return undefined;
      failed.add(key);
      return fault;
    };
  }

  describe('a capture in bad weather', () => {
    it.each<readonly [string, Fault]>([
      ['throttling', { kind: 'reply', status: 429, retryAfterSeconds: 1 }],
      ['a gateway that fails', { kind: 'reply', status: 500 }],
      ['a service that is not there', { kind: 'reply', status: 503, retryAfterSeconds: 1 }],
      ['cut connections', { kind: 'reset' }],
      ['replies that are lost', { kind: 'lost-reply' }],
      ['replies that are cut short', { kind: 'truncate' }],
    ])('comes through %s, whole', async (_what, fault) => {
      await start();
      const undisturbed = await capture();
      let faults = 0;
      const { outcome, result } = await capture({
        onConnected: () => {
          const choose = fail(fault, 3);
          hook = (call) => {
            const chosen = choose(call);
            faults += Number(chosen !== undefined);
            return chosen;
          };
        },
      });
      expect(faults).toBeGreaterThan(20);
      expect({ outcome, omissions: result.omissions }).toEqual({ outcome: undefined, omissions: [] });
      const countOf = ({ repositories }: CaptureResult) => repositories.map(({ records }) => records);
      expect(countOf(result)).toEqual(countOf(undisturbed.result));
      expect((await readCaptured(share, result.backupId)).problems).toEqual([]);
    });

    it.each<readonly [string, Fault]>([
      ['that throttles without end', { kind: 'reply', status: 429 }],
      ['that fails without end', { kind: 'reply', status: 503 }],
      ['that vanishes', { kind: 'reset' }],
      ['that does not answer in time', { kind: 'delay', delayMs: 3000 }],
    ])('ends at a cloud %s, and leaves nothing', async (_what, fault) => {
      await start();
      let calls = 0;
      const limits = { maxRetries: 1, attemptLimitMs: 1000, throttleLimitMs: 0 };
      const capturing = capture({
        limits,
        onConnected: () => (hook = () => ((calls += 1) > 20 ? fault : undefined)),
      });
      await expect(capturing).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
      expect(calls).toBeGreaterThan(20);
      expect(await listFiles()).toEqual([]);
    });

    it('names a vault whose host is gone, and reads the rest', async () => {
      await start();
      hook = ({ url }) => (url.includes('//kv-web.vault.') ? { kind: 'reset' } : undefined);
      const { outcome, result } = await capture({ limits: { maxRetries: 1 } });
      expect(outcome).toBe('PARTIAL');
      expect(result.omissions).toMatchObject([{ kind: 'secret', reason: 'unreadable' }]);
      expect(result.omissions[0]?.id).toContain('kv-web');
      expect(result.roles.filter(({ status }) => status !== 'Succeeded')).toEqual([
        { role: 'KeyVaultDataPlane', status: 'PartialSucceeded' },
      ]);
    });
  });

  describe('a capture of more than a page', () => {
    it('has all secrets of a vault, and all versions of a secret', async () => {
      const [first] = companyRecords.secret;
      if (first === undefined) throw new Error('the company has no secrets');
      const base = first.id.slice(0, first.id.indexOf('/secrets/'));
      const make = (name: string, index: number) => ({
        ...first,
        id: `${base}/secrets/${name}/${index.toString(16).padStart(32, '0')}`,
        attributes: { ...first.attributes, created: 1_600_000_000 + index },
      });
      const many = Array.from({ length: 60 }, (_, index) => make(`many-${index}`, index));
      const old = Array.from({ length: 60 }, (_, index) => make('old', index));
      await start({ ...company, secret: [...many, ...old] });
      const { result } = await capture();
      const { records } = await readCaptured(share, result.backupId);
      expect(records?.secret).toHaveLength(120);
      const versions = records?.secret.filter(({ id }) => id.includes('/secrets/old/')) ?? [];
      expect(versions.map(({ id }) => id.split('/').at(-1))).toEqual(
        old.map(({ id }) => id.split('/').at(-1)),
      );
    });

    it('has all objects of a list of Resource Manager', async () => {
      const [quota] = companyRecords.computeQuota;
      if (quota === undefined) throw new Error('the company has no quota');
      const computeQuota = Array.from({ length: 250 }, (_, index) => {
        const name = `cq-${index}`;
        return { ...quota, name, id: quota.id.replace(/[^/]+$/, name) };
      });
      await start({ ...company, computeQuota: [...(company.computeQuota ?? []), ...computeQuota] });
      const { result } = await capture();
      const { records } = await readCaptured(share, result.backupId);
      expect(records?.computeQuota.filter(({ name }) => /cq-\d+$/.test(name ?? ''))).toHaveLength(250);
    });
  });

  describe('a clock that is behind the newest set of the share', () => {
    it('is said; the set is whole, begins chains of its own, and takes none away', async () => {
      await start();
      const ahead = await capture();
      const warnings: string[] = [];
      const clock = { ...systemClock, now: () => new Date(Date.now() - 86_400_000) };
      const behind = await capture({
        clock,
        context: { ...context, warn: (message) => warnings.push(message) },
      });
      expect(warnings).toMatchObject([expect.stringContaining(ahead.result.backupId)]);
      expect(new Set(behind.result.repositories.map(({ type }) => type))).toEqual(new Set(['Full']));
      const { catalog, problems } = await readCaptured(share, behind.result.backupId);
      expect(problems).toEqual([]);
      expect(catalog.findings).toEqual([]);
      expect(catalog.sets.map(({ backupId }) => backupId)).toEqual([
        ahead.result.backupId,
        behind.result.backupId,
      ]);
      // With the clock right again, the chain of before goes on.
      const again = await capture();
      expect(new Set(again.result.repositories.map(({ type }) => type))).toEqual(new Set(['Progressive']));
    });
  });
});
