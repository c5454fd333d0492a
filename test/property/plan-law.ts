import * as fc from 'fast-check';
import { expect } from 'vitest';
import { TIMES } from '../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import type { PayloadKind } from '../../src/schema/payloads.js';
import { selectDecidingWords } from '../../src/report/restore/next-plan.js';
import { quoteWord } from '../../src/report/layout/typed-command.js';
import { listKinds } from '../../src/use-cases/restore/plan/describe-records.js';
import { planRestore } from '../../src/use-cases/restore/plan/plan-restore.js';
import { type RestorePlan, selectPlannedBucket } from '../../src/use-cases/restore/plan/restore-plan.js';
import { estimateCost, readRegistered } from '../../src/use-cases/restore/preflight/estimate-duration.js';
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
  ),
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
}

/**
 * The law: in fair weather each record ends in the bucket that the plan said, and the run makes the number of writes
 * that it said; a plan that is blocked says what decides it, and writes nothing.
 */
export async function assertPlanLaw(numRuns: number): Promise<LawTally> {
  const tally: LawTally = { blocked: 0, carriedOut: 0, adopted: 0, updated: 0, unmet: 0 };
  await fc.assert(
    fc.asyncProperty(cases, (one) => assertOne(one, tally)),
    { numRuns },
  );
  return tally;
}

async function assertOne({ records, policy, choice, ...given }: Case, tally: LawTally): Promise<void> {
  const target = await prepareTarget(records, given);
  const except = policy.except.filter(({ kind }) => records[kind].length > 0);
  const first = await planRestore({ records, target, closed: true, policy: { ...policy, except } });
  if (first.blockers.length > 0) {
    tally.blocked += 1;
    await expect(runRestore({ plan: first, target, clock })).rejects.toMatchObject({ code: 'PLAN_BLOCKED' });
    expect(target.calls).toBe(0);
  }
  const plan = await planOut({ records, target, policy: { only: [], ...policy, except }, choice });
  const registered = await readRegistered(plan, target);
  const { writes, unseen } = estimateCost(plan, { latencyMs: 1, concurrency: 8, registered });
  const result = await runRestore({ plan, target, clock });
  expect(result.problems.filter(({ bucket }) => bucket === 'failed' || bucket === 'readBack')).toEqual([]);
  expect(result.outcome).toBeUndefined();
  expectPlannedBuckets(plan, result);
  const said = writes.admin + writes.user + writes.vault;
  expect(target.calls).toBeLessThanOrEqual(said);
  expect(target.calls).toBeGreaterThanOrEqual(said - unseen);
  tally.carriedOut += 1;
  const { adopted, updated } = result.conservation.total;
  tally.adopted += Math.sign(adopted);
  tally.updated += Math.sign(updated);
  tally.unmet += plan.entries.some(({ reason }) => reason.startsWith('--unmet skip')) ? 1 : 0;
}

/** Plans, and takes a way out of each blocker until there is none. */
async function planOut({
  records,
  target,
  policy,
  choice,
}: Pick<Case, 'records' | 'choice'> & {
  readonly target: StrictTarget;
  readonly policy: RestorePolicy;
}): Promise<RestorePlan> {
  let decided = policy;
  for (let round = 1; ; round++) {
    const plan = await planRestore({ records, target, closed: true, policy: decided });
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
function expectPlannedBuckets(plan: RestorePlan, { conservation, problems }: RestoreResult): void {
  const hasUnseen = plan.entries.some(({ unseen }) => unseen === true);
  for (const { kind, read, created, adopted, updated, skipped, manual, outOfScope } of conservation.byKind) {
    const said = { created: 0, adopted: 0, updated: 0, skipped: 0, manual: 0, outOfScope: 0 };
    const entries = plan.entries.filter((entry) => entry.kind === kind);
    for (const { action, replay } of entries) {
      const bucket = selectPlannedBucket(action, replay?.followUp);
      if (bucket !== undefined) said[bucket] += 1;
    }
    expect(entries).toHaveLength(read);
    const merge = (counts: typeof said) =>
      hasUnseen && kind === 'secret'
        ? { ...counts, created: counts.created + counts.adopted, adopted: 0 }
        : counts;
    expect([kind, merge({ created, adopted, updated, skipped, manual, outOfScope })]).toEqual([
      kind,
      merge(said),
    ]);
  }
  const left = plan.entries.filter(({ action }) => action === 'skip' || action === 'manual');
  const told = problems.map(({ kind, id, bucket }) => [kind, id, bucket].join(' '));
  for (const { kind, id, action } of left) {
    expect(told).toContain([kind, id, action === 'skip' ? 'skipped' : 'manual'].join(' '));
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
