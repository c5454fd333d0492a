import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../samples/generator/contoso/company.js';
import type { SetRecords } from '../../../src/backup-set/records.js';
import { RestackError } from '../../../src/core/restack-error.js';
import type { JsonObject } from '../../../src/restore/json-value.js';
import { planRestore } from '../../../src/restore/plan-restore.js';
import type { ResourceAddress } from '../../../src/restore/ports.js';
import { type DecidedRecord, listDecisions, rebuildPlan } from '../../../src/restore/resume-plan.js';
import { runRestore } from '../../../src/restore/run-restore.js';
import { createFixedClock } from './fixed-clock.js';
import { MemoryJournal } from './memory-journal.js';
import { MemoryTarget, refused, TARGET } from './memory-target.js';

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

/** What no code catches: the process is gone. */
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
  return planRestore({ records, target, clock: createFixedClock() });
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
      const rebuilt = await rebuildPlan({ records, target, clock }, decisions);
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
    for (let at = 1; at <= whole.steps; at += 7) {
      const target = new CrashingTarget();
      const { result, attempts } = await runWithCrashes(target, (step) => step === at);
      expect(attempts, `killed at step ${at}`).toBe(2);
      expect(listObjects(target)).toEqual(listObjects(undisturbed));
      expect(target.writes.length, `killed at step ${at}`).toBe(undisturbed.writes.length);
      expect(result.conservation).toEqual(whole.result.conservation);
      expect(result.outcome).toBeUndefined();
    }
  });

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
    const again = await rebuildPlan({ records, target, clock }, decisions);
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

describe('rebuildPlan', () => {
  it('makes the same plan without asking the target', async () => {
    const target = new MemoryTarget();
    const first = await plan(target);
    const decisions = listDecisions(first);
    target.read = () => Promise.reject(new Error('must not be asked'));
    target.list = () => Promise.reject(new Error('must not be asked'));
    const again = await rebuildPlan({ records, target, clock: createFixedClock() }, decisions);
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
    const rebuilt = rebuildPlan({ records, target, clock: createFixedClock() }, decisions);
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
