import * as fc from 'fast-check';
import { expect } from 'vitest';
import { TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { fabrikamRecordsAt } from '../../samples/generator/fabrikam-company.js';
import type { SetRecord, SetRecords, Untold } from '../../src/backup-set/content/records.js';
import { SUBSCRIPTIONS_DATABASE } from '../../src/backup-set/names/portable-repositories.js';
import type { PayloadKind } from '../../src/schema/payloads.js';
import { selectDecidingWords } from '../../src/report/restore/next-plan.js';
import { quoteWord } from '../../src/report/layout/typed-command.js';
import type { PlanResult } from '../../src/schema/results.js';
import { listKinds } from '../../src/use-cases/restore/plan/describe-records.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import type { PlannedBucket, RestorePlan } from '../../src/use-cases/restore/plan/restore-plan.js';
import { estimateCost, readRegistered } from '../../src/use-cases/restore/preflight/estimate-duration.js';
import { describePlan } from '../../src/use-cases/restore/prepare/plan-result.js';
import { listUntold } from '../../src/use-cases/verify/database/list-untold.js';
import {
  DEFAULT_POLICY,
  parseExistingPolicies,
  parseRecordSelector,
  type RestorePolicy,
} from '../../src/use-cases/restore/plan/restore-policy.js';
import { type RestoreResult, runRestore } from '../../src/use-cases/restore/run/run-restore.js';
import { createFixedClock } from '../doubles/app-context.js';
import { CHANGES, StrictTarget } from '../doubles/strict-target.js';
import { recordSets } from './random-records.js';

const clock = createFixedClock();

/** What somebody did to a target after an earlier restore: one object is gone, or changed. */
const deeds = fc.record({ at: fc.nat(), deed: fc.constantFrom('removed', ...Object.keys(CHANGES)) });

const existing = fc.constantFrom<RestorePolicy['existing'][]>('adopt', 'update', 'update', 'skip', 'skip');

/** The decisions of a person. */
const policies = fc.record({
  existing,
  existingByKind: fc.dictionary(fc.constantFrom<PayloadKind[]>('offer', 'subscription', 'vault'), existing, {
    maxKeys: 1,
    noNullPrototype: true,
  }),
  except: fc.array(
    fc
      .constantFrom<PayloadKind[]>(
        'plan',
        'offer',
        'directoryTenant',
        'vault',
        'roleDefinition',
        'networkQuota',
      )
      .map((kind) => ({ kind })),
    { maxLength: 1 },
  ),
  unmapped: fc.constantFrom<RestorePolicy['unmapped'][]>('keep', 'manual', 'block'),
  unmet: fc.constantFrom<RestorePolicy['unmet'][]>('skip', 'skip', 'skip', 'block'),
});

/** The choice of the command that a blocked plan suggests. */
const SUGGESTED = 3;

/** A set, a target as an earlier restore and somebody left it, and the decisions. */
const cases = fc.record({
  records: fc.oneof(
    recordSets,
    fc.constantFrom(...Object.values(TIMES)).map((at) => contosoRecordsAt(new Date(at))),
    // Its principals are SIDs.
    fc.constant(fabrikamRecordsAt(new Date('2024-10-07T00:00:00.000Z'))),
  ),
  /** True for a set whose offers and subscriptions lie in a database, which does not tell all of them. */
  isNative: fc.constantFrom(false, false, true),
  identitySystem: fc.constantFrom('aad' as const, 'adfs' as const),
  /** The part of the set that was there before; of 0 nothing is. */
  before: fc.constantFrom(0, 0, 1, 2),
  deeds: fc.array(deeds, { maxLength: 3 }),
  policy: policies,
  /** Which of the ways out is taken. */
  choice: fc.nat(SUGGESTED),
});

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** Counts of what the cases came to, so that a test can see that they are not all alike. */
export interface LawTally {
  blocked: number;
  carriedOut: number;
  adopted: number;
  updated: number;
  unmet: number;
  /** Cases in which something was made and a step of it left to a person. */
  followed: number;
  native: number;
}

/**
 * The law: in fair weather each record ends in the bucket that the plan said, and the run makes the number of writes
 * that it said; a plan that is blocked says what decides it, and writes nothing.
 */
export async function assertPlanLaw(numRuns: number): Promise<LawTally> {
  const tally: LawTally = {
    blocked: 0,
    carriedOut: 0,
    adopted: 0,
    updated: 0,
    unmet: 0,
    followed: 0,
    native: 0,
  };
  await fc.assert(
    fc.asyncProperty(cases, (one) => assertOne(one, tally)),
    { numRuns },
  );
  return tally;
}

async function assertOne({ records: whole, isNative, policy, choice, ...given }: Case, tally: LawTally) {
  const { records, untold } = isNative ? leaveUntold(whole) : { records: whole, untold: [] };
  const target = await prepareTarget(whole, given);
  const except = policy.except.filter(({ kind }) => records[kind].length > 0);
  const first = await planRestore({
    records,
    untold,
    target,
    closed: true,
    policy: { ...policy, except },
  });
  if (first.blockers.length > 0) {
    tally.blocked += 1;
    await expect(runRestore({ plan: first, target, clock })).rejects.toMatchObject({ code: 'PLAN_BLOCKED' });
    expect(target.calls).toBe(0);
  }
  const plan = await planOut({ records, untold, target, policy: { only: [], ...policy, except }, choice });
  const told = await tellPlan(plan, { records, target });
  const { writes, unseen } = told.estimate;
  const result = await runRestore({ plan, target, clock });
  expect(result.problems.filter(({ bucket }) => bucket === 'failed' || bucket === 'readBack')).toEqual([]);
  expect(result.outcome).toBeUndefined();
  expectToldBuckets(told, plan, result);
  const said = writes.admin + writes.user + writes.vault;
  expect(target.calls).toBeLessThanOrEqual(said);
  expect(target.calls).toBeGreaterThanOrEqual(said - unseen);
  tally.carriedOut += 1;
  const { adopted, updated } = result.conservation.total;
  tally.adopted += Math.sign(adopted);
  tally.updated += Math.sign(updated);
  tally.unmet += plan.entries.some(({ reason }) => reason.startsWith('--unmet skip')) ? 1 : 0;
  tally.followed += told.actions.some(({ action, bucket }) => action === 'create' && bucket === 'manual')
    ? 1
    : 0;
  tally.native += untold.length > 0 ? 1 : 0;
}

/** The records as a database has them, and what it does not tell of them. */
function leaveUntold(whole: SetRecords): {
  readonly records: SetRecords;
  readonly untold: readonly Untold[];
} {
  const records: SetRecords = {
    ...whole,
    directoryTenant: [],
    acquiredPlan: [],
    offerDelegation: [],
    offer: whole.offer.map(({ properties, ...offer }) => {
      const { name, displayName, basePlanIds, addonPlans } = properties;
      const addons = (addonPlans ?? []).map(({ planId }) => ({ planId }));
      return { ...offer, properties: { name, displayName, basePlanIds, addonPlans: addons } };
    }),
  };
  const located = (['plan', 'offer', 'subscription'] as const).flatMap((kind) =>
    records[kind].map((value, index) => {
      const record: SetRecord = { kind, repositoryName: SUBSCRIPTIONS_DATABASE, index, value };
      return { record, place: {} };
    }),
  );
  return { records, untold: listUntold({ located, portableKinds: new Set(), records: [] }) };
}

/** The plan as its command tells it. */
async function tellPlan(
  plan: RestorePlan,
  { records, target }: { readonly records: SetRecords; readonly target: StrictTarget },
): Promise<PlanResult> {
  const registered = await readRegistered(plan, target);
  const estimate = estimateCost(plan, { latencyMs: 1, concurrency: 8, registered });
  const set = {
    backupId: '',
    deploymentId: '',
    createdAt: clock.now(),
    stampVersion: '',
    status: 'Succeeded',
  } as const;
  return describePlan(
    { set, findings: [], records, plan, preflight: { checks: [], estimate } },
    { passedOver: [], backupDigest: '', file: null, textFile: null, mapTemplate: null },
  );
}

/** Plans, and takes a way out of each blocker until there is none. */
async function planOut({
  records,
  untold,
  target,
  policy,
  choice,
}: Pick<Case, 'records' | 'choice'> & {
  readonly untold?: readonly Untold[];
  readonly target: StrictTarget;
  readonly policy: RestorePolicy;
}): Promise<RestorePlan> {
  let decided = policy;
  for (let round = 1; ; round++) {
    const plan = await planRestore({ records, untold, target, closed: true, policy: decided });
    if (plan.blockers.length === 0) return plan;
    // One decision may uncover what the next one is about.
    expect(round > 6 ? plan.blockers : []).toEqual([]);
    const suggested =
      choice === SUGGESTED ? selectDecidingWords({ blockers: plan.blockers, preflight: [] }) : undefined;
    if (suggested !== undefined) decided = takeFlags(decided, suggested.map(quoteWord).join(' '));
    else for (const { decide } of plan.blockers) decided = takeWayOut(decided, decide, choice);
  }
}

/** The policy after one of the ways out was typed as it stands there. */
function takeWayOut(policy: RestorePolicy, decide: readonly string[], choice: number): RestorePolicy {
  const flags = decide.filter((one) => !one.startsWith('--map'));
  const typed = flags[choice % flags.length];
  expect(typed).toBeDefined();
  return takeFlags(policy, typed ?? '');
}

function takeFlags(policy: RestorePolicy, typed: string): RestorePolicy {
  let next = policy;
  for (const [, flag = '', quoted, plain = ''] of typed.matchAll(/(--\w+) (?:"([^"]*)"|(\S+))/g)) {
    const value = quoted ?? plain;
    if (flag === '--existing') {
      const { existingByKind } = parseExistingPolicies([value]);
      next = { ...next, existingByKind: { ...next.existingByKind, ...existingByKind } };
    } else if (flag === '--except') next = { ...next, except: [...next.except, parseRecordSelector(value)] };
    else if (flag === '--unmet') next = { ...next, unmet: 'skip' };
    else if (flag === '--unmapped') next = { ...next, unmapped: value === 'keep' ? 'keep' : 'manual' };
    else throw new Error(`${flag} decides nothing`);
  }
  return next;
}

/** Secrets that the plan could not look at may be there: these are counted as one with those that are. */
function expectToldBuckets(
  { summary, actions }: PlanResult,
  plan: RestorePlan,
  { conservation, problems }: RestoreResult,
): void {
  const hasUnseen = plan.entries.some(({ unseen }) => unseen === true);
  const merge = (counts: Readonly<Record<PlannedBucket, number>>) =>
    hasUnseen ? { ...counts, created: counts.created + counts.adopted, adopted: 0 } : counts;
  const nothing = { created: 0, adopted: 0, updated: 0, skipped: 0, manual: 0, outOfScope: 0 };
  for (const { kind, read, ...ended } of conservation.byKind) {
    const ofKind = actions.filter((action) => action.kind === kind);
    const said = { ...nothing };
    for (const { bucket } of ofKind) if (bucket !== null) said[bucket] += 1;
    expect(ofKind).toHaveLength(read);
    const count = kind === 'secret' ? merge : (counts: typeof said) => counts;
    expect([kind, count(ended)]).toMatchObject([kind, count(said)]);
  }
  const { read, create, adopt, update, skip, manual, blocked, outOfScope } = summary;
  expect(blocked).toBe(0);
  expect(read).toBe(conservation.total.read);
  const total = { created: create, adopted: adopt, updated: update, skipped: skip, manual, outOfScope };
  expect(merge(conservation.total)).toMatchObject(merge(total));
  const known = problems.map(({ kind, id, bucket }) => [kind, id, bucket].join(' '));
  for (const { kind, id, bucket } of actions) {
    if (bucket === 'skipped' || bucket === 'manual') expect(known).toContain([kind, id, bucket].join(' '));
  }
}

type Before = Pick<Case, 'identitySystem' | 'before' | 'deeds'>;

/** A target into which a part of the set was restored, and in which somebody did something since. */
async function prepareTarget(records: SetRecords, { identitySystem, before, deeds: done }: Before) {
  const target = new StrictTarget(identitySystem);
  if (before === 0) return target;
  const part = selectEvery(records, before);
  const plan = await planOut({ records: part, target, policy: DEFAULT_POLICY, choice: 0 });
  await runRestore({ plan, target, clock });
  for (const { at, deed } of done) {
    const ids = [...target.objects.keys()].filter(
      (id) => id.startsWith('/') && !id.endsWith('microsoft.keyvault'),
    );
    const id = ids[at % Math.max(1, ids.length)];
    if (id === undefined) continue;
    if (deed === 'removed') target.remove(id);
    else target.place(id, (object) => CHANGES[deed]?.(object) ?? object);
  }
  target.calls = 0;
  return target;
}

/** Every nth record of each kind. */
function selectEvery(records: SetRecords, nth: number): SetRecords {
  const part = Object.fromEntries(
    listKinds(records).map((kind) => [kind, records[kind].filter((_, index) => index % nth === 0)]),
  );
  return { ...records, ...part };
}
