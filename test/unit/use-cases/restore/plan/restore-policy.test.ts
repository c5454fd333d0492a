import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import type { PlannedAction, RestorePlan } from '../../../../../src/use-cases/restore/plan/restore-plan.js';
import { planRestore, type PlanOptions } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { runRestore } from '../../../../../src/use-cases/restore/run/run-restore.js';
import {
  parseExistingPolicies,
  parseRecordSelector,
} from '../../../../../src/use-cases/restore/plan/restore-policy.js';
import { createFixedClock } from '../../../../doubles/app-context.js';
import { MemoryTarget, withProperty } from '../../../../doubles/memory-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const clock = createFixedClock();

const planFor = (target: MemoryTarget, policy: PlanOptions['policy'] = {}) =>
  planRestore({ records, target, policy });

/** A target that has everything, with one plan and one offer changed. */
async function createChangedTarget(): Promise<MemoryTarget> {
  const target = new MemoryTarget();
  await runRestore({ plan: await planFor(target), target, clock });
  target.writes.length = 0;
  for (const [id, body] of target.objects) {
    if (/\/plans\/plan-gold$|\/offers\/offer-gold$/.test(id)) {
      target.objects.set(id, withProperty(body, 'displayName', 'Changed'));
    }
  }
  return target;
}

function actionsOf(plan: RestorePlan, pattern: RegExp): readonly PlannedAction[] {
  return plan.entries.filter(({ id }) => pattern.test(id)).map(({ action }) => action);
}

const PLAN = /\/plans\/plan-gold$/;
const OFFER = /\/offers\/offer-gold$/;

describe('objects that the target has otherwise', () => {
  it.each([
    [[], 'blocked', 'blocked'],
    [['adopt'], 'blocked', 'blocked'],
    [['update'], 'update', 'update'],
    [['skip'], 'skip', 'skip'],
    [['update', 'plan=skip'], 'skip', 'update'],
    [['offer=update'], 'blocked', 'update'],
  ] as const)('--existing %j: plan %s, offer %s', async (texts, planned, offered) => {
    const target = await createChangedTarget();
    const plan = await planFor(target, parseExistingPolicies(texts));
    expect(actionsOf(plan, PLAN)).toEqual([planned]);
    expect(actionsOf(plan, OFFER)).toEqual([offered]);
    const blocked = plan.entries.filter(({ action }) => action === 'blocked');
    expect(plan.blockers.map(({ code, id }) => [code, id])).toEqual(
      blocked.map(({ id }) => ['conflict', id]),
    );
    expect(target.writes).toEqual([]);
  });

  it('block with --existing fail even when equal, and nothing is written then', async () => {
    const target = await createChangedTarget();
    const plan = await planFor(target, parseExistingPolicies(['fail']));
    expect(plan.entries.some(({ action }) => action === 'adopt' || action === 'update')).toBe(false);
    await expect(runRestore({ plan, target, clock })).rejects.toMatchObject({ code: 'PLAN_BLOCKED' });
    expect(target.writes).toEqual([]);
  });

  it('name the members that differ', async () => {
    const plan = await planFor(await createChangedTarget(), parseExistingPolicies(['update']));
    const entry = plan.entries.find(({ id }) => PLAN.test(id));
    expect(entry?.differing).toEqual(['properties.displayName']);
  });
});

describe('parseExistingPolicies', () => {
  it('takes kinds in both spellings', () => {
    expect(parseExistingPolicies(['compute-quota=fail', 'roleDefinition=skip', 'update'])).toEqual({
      existing: 'update',
      existingByKind: { computeQuota: 'fail', roleDefinition: 'skip' },
    });
  });

  it.each([[['replace']], [['plan=']], [['plans=skip']], [['skip', 'adopt']], [['plan=skip', 'Plan=adopt']]])(
    'refuses %j',
    (texts) => {
      expect(() => parseExistingPolicies(texts)).toThrow(expect.objectContaining({ code: 'USAGE' }));
    },
  );
});

describe('a selection', () => {
  const select = (only: readonly string[], except: readonly string[] = []) => ({
    only: only.map(parseRecordSelector),
    except: except.map(parseRecordSelector),
  });

  it('takes along what it needs, and shows it', async () => {
    const plan = await planFor(new MemoryTarget(), select(['offer/OFFER-gold']));
    const created = plan.entries.filter(({ action }) => action === 'create' || action === 'update');
    const kinds = new Set(created.map(({ kind }) => kind));
    expect(kinds.has('plan') && kinds.has('resourceGroup') && kinds.has('computeQuota')).toBe(true);
    expect(kinds.has('subscription')).toBe(false);
    const named = created.filter(({ reason }) => !reason.includes('needed by'));
    expect(named.map(({ id }) => OFFER.test(id))).toEqual([true]);
    expect(plan.entries.filter(({ action }) => action === 'blocked')).toEqual([]);
  });

  it('leaves nothing of the rest undecided', async () => {
    const target = new MemoryTarget();
    const plan = await planFor(target, select(['computeQuota']));
    const result = await runRestore({ plan, target, clock });
    expect(result.conservation.unaccounted).toEqual([]);
    expect(target.writes.every(({ path }) => path.includes('Microsoft.Compute.Admin'))).toBe(true);
    expect(result.conservation.total.skipped).toBe(plan.entries.length - records.computeQuota.length);
  });

  it('finds subscriptions by what people call them', async () => {
    const [first] = records.subscription;
    const plan = await planFor(new MemoryTarget(), select([`subscription/${first?.displayName ?? ''}`]));
    const created = plan.entries.filter(({ kind, action }) => kind === 'subscription' && action === 'create');
    expect(created.map(({ id }) => id.split('/').at(-1))).toEqual([first?.subscriptionId.toLowerCase()]);
  });

  it('leaves out what is excepted; what needs it must find it on the target', async () => {
    const options = { records, clock, policy: select([], ['plan/plan-gold']), closed: true };
    const fresh = await planRestore({ ...options, target: new MemoryTarget() });
    expect(actionsOf(fresh, PLAN)).toEqual(['skip']);
    expect(actionsOf(fresh, OFFER)).toEqual(['blocked']);
    const missing = fresh.blockers.filter(
      ({ code, reason }) => code === 'unmet' && reason.includes('/plans/plan-gold'),
    );
    expect(missing).toHaveLength(1);
    expect(missing[0]?.subscriptions).toBeGreaterThan(0);
    const there = await planRestore({
      ...options,
      target: await createChangedTarget(),
      policy: { ...options.policy, existing: 'update' },
    });
    expect(actionsOf(there, OFFER)).toEqual(['update']);
  });

  it.each([
    [['plan/no-such-plan'], []],
    [[], ['secret/no-such-secret']],
  ])('that names nothing is refused: only %j, except %j', async (only, except) => {
    const target = new MemoryTarget();
    await expect(planFor(target, select(only, except))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(target.writes).toEqual([]);
  });

  it.each(['', 'plans', 'plan/', '/x'])('refuses the selector %j', (text) => {
    expect(() => parseRecordSelector(text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});
