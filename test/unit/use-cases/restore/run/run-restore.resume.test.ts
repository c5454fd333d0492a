import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import type { SetRecords } from '../../../../../src/backup-set/content/records.js';
import type { JsonObject } from '../../../../../src/cloud/json-value.js';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import type { ResourceAddress } from '../../../../../src/cloud/cloud-port.js';
import {
  type DecidedRecord,
  listDecisions,
  rebuildPlan,
} from '../../../../../src/use-cases/restore/plan/resume-plan.js';
import { runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import { createFixedClock } from '../../../../doubles/app-context.js';
import { SHARE_TRIED } from '../../../../mutation/areas.js';
import { MemoryJournal } from '../../../../doubles/memory-journal.js';
import { MemoryTarget, refused, TARGET } from '../../../../doubles/memory-target.js';

const records = openVaults(contosoRecordsAt(new Date(TIMES.wednesdayNoon)));

/** Vaults that let the run in by themselves: the access that a run gives itself would be opened anew by each attempt. */
function openVaults(all: SetRecords): SetRecords {
  const policy = {
    tenantId: TARGET.homeTenantId,
    objectId: TARGET.principalId ?? '',
    permissions: { secrets: ['get', 'list', 'set'] },
  };
  const open = ({ properties, ...rest }: SetRecords['vault'][number]) => ({
    ...rest,
    properties: { ...properties, accessPolicies: [...(properties.accessPolicies ?? []), policy] },
  });
  return { ...all, vault: all.vault.map(open) };
}

/** The end of a process, which no code catches. */
class Crash extends Error {}

class CrashingTarget extends MemoryTarget {
  step: (name: string) => void = () => undefined;

  override async write(address: ResourceAddress, body: JsonObject) {
    this.step('before call');
    const reply = await super.write(address, body);
    this.step('after call');
    return reply;
  }

  override async append(address: ResourceAddress, body: JsonObject) {
    this.step('before call');
    const reply = await super.append(address, body);
    this.step('after call');
    return reply;
  }
}

async function plan(target: MemoryTarget) {
  return planRestore({ records, target });
}

/** Attempts a run once, and again until it is not killed any more, each time with nothing but what was kept. */
async function runWithCrashes(target: CrashingTarget, crashes: (step: number) => boolean) {
  let step = 0;
  const count = (): void => {
    step += 1;
    if (crashes(step)) throw new Crash();
  };
  target.step = count;
  const decisions = listDecisions(await plan(target));
  let journal = new MemoryJournal(count);
  for (let attempt = 1; ; attempt++) {
    const clock = createFixedClock();
    try {
      const rebuilt = await rebuildPlan({ records, target }, decisions);
      const result = await runRestore({ plan: rebuilt, target, clock, journal, concurrency: 3 });
      return { result, attempts: attempt, steps: step };
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      journal = journal.reopen(count);
    }
  }
}

/** Writes as they took effect, without repeats of what was already there. */
function listObjects(target: MemoryTarget) {
  return [...target.objects].toSorted(([left], [right]) => (left < right ? -1 : 1));
}

describe('a run that is killed and resumed', () => {
  it('ends like an undisturbed one, wherever it was killed', async () => {
    const undisturbed = new CrashingTarget();
    const whole = await runWithCrashes(undisturbed, () => false);
    expect(whole.attempts).toBe(1);
    // Every step would take long for what the sweep in test/slow proves anyway; a prime stride meets all kinds of them.
    for (let at = 1; at <= whole.steps; at += 7 / SHARE_TRIED) {
      const target = new CrashingTarget();
      const { result, attempts } = await runWithCrashes(target, (step) => step === at);
      expect(attempts, `killed at step ${at}`).toBe(2);
      expect(listObjects(target)).toEqual(listObjects(undisturbed));
      expect(target.writes.length, `killed at step ${at}`).toBe(undisturbed.writes.length);
      expect(result.conservation).toEqual(whole.result.conservation);
      expect(result.outcome).toBeUndefined();
    }
    // Dozens of whole runs, on a machine that may do other things.
  }, 60_000);

  it('comes to its end although every attempt is killed', async () => {
    const undisturbed = new CrashingTarget();
    const whole = await runWithCrashes(undisturbed, () => false);
    const target = new CrashingTarget();
    // Three calls at a time take six steps to their intents: an attempt must come further than that.
    const { result, attempts } = await runWithCrashes(target, (step) => step % 11 === 0);
    expect(attempts).toBeGreaterThan(20);
    expect(listObjects(target)).toEqual(listObjects(undisturbed));
    expect(result.conservation).toEqual(whole.result.conservation);
  });
});

describe('a partial run', () => {
  it('is completed by a resume that writes only what is missing', async () => {
    const isRefusing = { now: true };
    const target = new MemoryTarget({
      failWrite: (path) => (isRefusing.now && path.endsWith('/plans/plan-gold') ? refused() : undefined),
    });
    const first = await plan(target);
    const decisions = listDecisions(first);
    const journal = new MemoryJournal();
    const clock = createFixedClock();
    const partial = await runRestore({ plan: first, target, clock, journal });
    expect(partial.outcome).toBe('PARTIAL');
    const writesBefore = target.writes.length;
    isRefusing.now = false;
    const again = await rebuildPlan({ records, target }, decisions);
    const resumed = await runRestore({ plan: again, target, clock, journal: journal.reopen() });
    expect(resumed.outcome).toBeUndefined();
    expect(resumed.conservation.total.failed).toBe(0);
    const written = target.writes.slice(writesBefore).map(({ path }) => path);
    expect(written.some((path) => path.endsWith('/plans/plan-gold'))).toBe(true);
    expect(written.some((path) => path.includes('/quotas/'))).toBe(false);
    const whole = new MemoryTarget();
    await runRestore({ plan: await plan(whole), target: whole, clock });
    expect(listObjects(target)).toEqual(listObjects(whole));
  });
});

/** A run of which one object is refused, then the same run taken up without that. */
async function refuseOnce(all: SetRecords, isRefused: (path: string, body: JsonObject) => boolean) {
  const isRefusing = { now: true };
  const target = new MemoryTarget({
    failWrite: (path, body) => (isRefusing.now && isRefused(path, body) ? refused() : undefined),
  });
  const clock = createFixedClock();
  const ground = { records: all, target, clock };
  const first = await planRestore(ground);
  const journal = new MemoryJournal();
  const partial = await runRestore({ plan: first, target, clock, journal });
  const objects = new Map(target.objects);
  isRefusing.now = false;
  const again = await rebuildPlan(ground, listDecisions(first));
  const resumed = await runRestore({ plan: again, target, clock, journal: journal.reopen() });
  const whole = new MemoryTarget();
  await runRestore({ plan: await planRestore({ ...ground, target: whole }), target: whole, clock });
  expect(listObjects(target)).toEqual(listObjects(whole));
  return { partial, objects, resumed };
}

describe('a step after which nothing more can be made', () => {
  const web = records.vault.find(({ id }) => id.endsWith('/kv-web'));
  const webSubscription = /^\/subscriptions\/([^/]+)/.exec(web?.id ?? '')?.[1] ?? '';
  /** The subscription of a vault is disabled: nobody gets into that vault after the last stage. */
  const withDisabled = {
    ...records,
    subscription: records.subscription.map((one) =>
      one.subscriptionId === webSubscription ? { ...one, state: 'Disabled' as const } : one,
    ),
  };

  it('waits, at an offer, for every subscription of it', async () => {
    const offer = records.offer.find(({ properties }) => properties.state === 'Decommissioned');
    const customer = records.subscription.find(({ offerId }) => offerId === offer?.id);
    const { partial, objects, resumed } = await refuseOnce(records, (path) =>
      path.endsWith(customer?.subscriptionId ?? '?'),
    );
    const waiting = partial.problems.find(({ kind, bucket }) => kind === 'offer' && bucket === 'skipped');
    expect(waiting?.id).toMatch(/\/offers\/offer-bronze$/);
    expect(waiting?.reason).toContain(customer?.subscriptionId);
    const offers = [...objects].filter(([id]) => /\/offers\/[^/]+$/.test(id));
    expect(offers.length).toBeGreaterThan(2);
    expect(JSON.stringify(offers)).not.toContain('Decommissioned');
    expect(resumed).toMatchObject({ outcome: undefined, conservation: { total: { failed: 0 } } });
  });

  it('waits, at a subscription, for everything in it, its secrets included', async () => {
    const { partial, objects, resumed } = await refuseOnce(withDisabled, (path) =>
      path.startsWith('/secrets/payment-api'),
    );
    const waiting = partial.problems.find(({ id }) => id.endsWith(`/subscriptions/${webSubscription}`));
    expect(waiting?.bucket).toBe('skipped');
    expect(waiting?.reason).toContain('/secrets/payment-api');
    const stored = [...objects].find(([id]) => id.endsWith(`/subscriptions/${webSubscription}`));
    expect(stored?.[1]).toMatchObject({ state: 'Enabled' });
    expect(resumed).toMatchObject({ outcome: undefined, conservation: { total: { failed: 0 } } });
  });

  it('is not followed by a write into what it closed, not even to look at it', async () => {
    const target = new MemoryTarget();
    const clock = createFixedClock();
    const closedVaults = contosoRecordsAt(new Date(TIMES.wednesdayNoon)).vault;
    const ground = { records: { ...withDisabled, vault: closedVaults }, target, clock };
    const first = await planRestore(ground);
    const journal = new MemoryJournal();
    const whole = await runRestore({ plan: first, target, clock, journal });
    const into = () => target.writes.filter(({ path }) => path.includes(webSubscription)).length;
    const before = into();
    expect(before).toBeGreaterThan(3);
    const again = await rebuildPlan(ground, listDecisions(first));
    const { outcome, readBack } = await runRestore({ plan: again, target, clock, journal: journal.reopen() });
    expect(outcome).toBeUndefined();
    expect(into()).toBe(before);
    // All else is looked at again, also what stands in the subscription.
    const inside = again.entries.filter(
      ({ kind, replay }) => kind === 'secret' && replay?.inside === web?.id.toLowerCase(),
    );
    expect(inside.length).toBeGreaterThan(0);
    expect(readBack.compared).toBe(whole.readBack.compared - inside.length);
  });
});

describe('rebuildPlan', () => {
  it('makes the same plan without asking the target', async () => {
    const target = new MemoryTarget();
    const first = await plan(target);
    const decisions = listDecisions(first);
    target.read = () => Promise.reject(new Error('must not be asked'));
    target.list = () => Promise.reject(new Error('must not be asked'));
    const again = await rebuildPlan({ records, target }, decisions);
    expect(listDecisions(again)).toEqual(decisions);
    expect(JSON.stringify(again.entries)).toBe(JSON.stringify(first.entries));
  });

  type Decisions = readonly DecidedRecord[];
  const CHANGES: readonly (readonly [string, (decisions: Decisions) => Decisions])[] = [
    ['a record was not planned', (decisions) => decisions.slice(1)],
    [
      'a planned record is gone',
      (decisions) => [...decisions, ...decisions.slice(0, 1).map((one) => ({ ...one, recordIndex: 999 }))],
    ],
    [
      'a record takes other steps',
      (decisions) =>
        decisions.map((one) =>
          one.kind === 'offer' ? { ...one, stages: ['offers', 'subscriptions'] } : one,
        ),
    ],
  ];

  it.each(CHANGES)('refuses when %s', async (_name, change) => {
    const target = new MemoryTarget();
    const decisions = change(listDecisions(await plan(target)));
    const rebuilt = rebuildPlan({ records, target }, decisions);
    await expect(rebuilt).rejects.toThrow(RestackError);
    await expect(rebuilt).rejects.toMatchObject({ code: 'PLAN_STALE' });
    expect(target.writes).toEqual([]);
  });

  it('keeps no body, and so no secret', async () => {
    const decisions = JSON.stringify(listDecisions(await plan(new MemoryTarget())));
    const values = records.secret.flatMap((secret) => ('value' in secret ? [secret.value] : []));
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) expect(decisions).not.toContain(JSON.stringify(value).slice(1, -1));
  });
});
