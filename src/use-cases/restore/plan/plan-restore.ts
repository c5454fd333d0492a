import pLimit from 'p-limit';
import type { SetRecords, Untold } from '../../../backup-set/content/records.js';
import type { EarlierRuns } from '../earlier-runs.js';
import { createRecordNames } from '../ids/record-names.js';
import { type CheckedPlan, type CheckGround, checkPlan, explainStranger } from './check/check-plan.js';
import { decideEntry } from './decide-entry.js';
import { type DescribedRecord, describeRecords, listKinds, rewriteRecords } from './describe-records.js';
import { createExistingLookup, type FindExisting } from './existing-objects.js';
import { createKindAccess } from '../kinds/kind-access.js';
import { describeLeftTask } from './left-tasks.js';
import { createRuleSelector, KINDS } from '../kinds/kind-registry.js';
import { assertMappingFits, type Mapping } from '../ids/mapping.js';
import { CALLS_AT_A_TIME, type RestoreTarget } from '../../../cloud/cloud-port.js';
import {
  isPlayed,
  isPlayedAction,
  type PlanEntry,
  type PlannedStage,
  type RestorePlan,
} from './restore-plan.js';
import { DEFAULT_POLICY, type RestorePolicy, selectExistingPolicy } from './restore-policy.js';
import { createIdMap } from '../ids/rewrite-ids.js';
import { type Selection, selectRecords } from './select-records.js';
import { detectSourceCloud } from '../ids/source-cloud.js';
import { STAGES } from '../stage-order.js';
import { dropPolicies, listUnmappedPrincipals } from '../ids/unmapped-principals.js';

/** The set, the target and the decisions that a plan is made of. */
export interface PlanOptions {
  readonly records: SetRecords;
  /** The things that the set does not tell about its records; default: none. */
  readonly untold?: readonly Untold[] | undefined;
  readonly target: RestoreTarget;
  /**
   * The decisions of a person. Default: equal objects are adopted, different ones block the plan, everything comes
   * back, principals stay as they are.
   */
  readonly policy?: Partial<RestorePolicy>;
  /** The names that differ on the target. */
  readonly mapping?: Mapping;
  /**
   * True to ask the target for objects that the set refers to and does not have, and for names that are taken there.
   */
  readonly closed?: boolean;
  /** Reads at a time. Default 8. */
  readonly concurrency?: number;
  /** The completed runs, which tell about objects that the plan may not look at. */
  readonly earlierRuns?: EarlierRuns | undefined;
  /** The earlier decisions, for a run that is taken up again: the target is not read then. */
  readonly decided?: FindDecision | undefined;
}

/**
 * Decides about every record of a set, with real reads of the target and no write.
 *
 * @throws PLAN_BLOCKED when the records come from more than one cloud, CONFIG when the mapping is meant for another
 * target, NOT_FOUND when the policy names a record that the set does not hold.
 */
export async function planRestore(options: PlanOptions): Promise<RestorePlan> {
  const { target, mapping = {}, untold = [] } = options;
  const policy = { ...DEFAULT_POLICY, ...options.policy };
  assertMappingFits(mapping, target.identity);
  const source = detectSourceCloud(options.records, mapping);
  const map = createIdMap(source, target.identity, mapping);
  const strangers = listUnmappedPrincipals(options.records, { map, target: target.identity });
  const dropped =
    policy.unmapped === 'manual' ? strangers.map(({ principal }) => principal.toLowerCase()) : [];
  const records = rewriteRecords(dropPolicies(options.records, new Set(dropped)), map);
  const context = { target: target.identity, records, untold };
  const described = describeRecords(KINDS, context);
  const ground: CheckGround = {
    described,
    context,
    unmapped: strangers,
    unmappedPolicy: policy.unmapped,
    unmetPolicy: policy.unmet,
    captured: options.records,
  };
  const names = createRecordNames(records, target.identity.providerSubscriptionId);
  const rulesOf = createRuleSelector(untold);
  const checked =
    options.decided === undefined
      ? await decideAnew(ground, { ...options, policy, rulesOf })
      : repeatAll(ground, options.decided);
  const { blockers, unmapped, notes } = checked;
  const whole = dropped.length === 0 ? records : rewriteRecords(options.records, map);
  const tasks = { records: whole, names, target: target.identity, unmapped: strangers };
  const entries = checked.entries.map((entry) => {
    const left = describeLeftTask(entry, tasks);
    return left === undefined ? entry : { ...entry, left };
  });
  return {
    source,
    target: target.identity,
    entries,
    names,
    stages: planStages(entries),
    read: new Map(listKinds(records).map((kind) => [kind, records[kind].length])),
    rulesOf,
    untold,
    blockers,
    unmapped,
    notes,
  };
}

async function decideAnew(
  ground: CheckGround,
  options: PlanOptions & Pick<Ground, 'policy' | 'rulesOf'>,
): Promise<CheckedPlan> {
  const { target, policy, rulesOf, concurrency = CALLS_AT_A_TIME } = options;
  const { described, context } = ground;
  const selection = selectRecords({ described, records: context.records, policy });
  const lookUp = createExistingLookup(KINDS, context, createKindAccess(target, options));
  const limit = pLimit(concurrency);
  const find: FindExisting = (record, replay) => limit(lookUp, record, replay);
  const decided = await decideAll(described, { find, policy, selection, rulesOf });
  const ask = options.closed === true ? { target, concurrency } : undefined;
  return checkPlan({ ...ground, decided, ask });
}

function repeatAll(ground: CheckGround, find: FindDecision): CheckedPlan {
  const entries = ground.described.map((record) => explainStranger(repeatDecision(record, find), ground));
  return { entries, blockers: [], unmapped: [], notes: [] };
}

/** The facts on which all decisions rest. */
interface Ground {
  readonly find: FindExisting;
  readonly policy: RestorePolicy;
  readonly selection: Selection;
  readonly rulesOf: RestorePlan['rulesOf'];
}

/** Decides from the outside in: an object inside something that is not there costs no read. */
function decideAll(
  described: readonly DescribedRecord[],
  { find, policy, selection, rulesOf }: Ground,
): Promise<readonly PlanEntry[]> {
  const byId = new Map(described.map((record) => [record.id, record]));
  const decided = new Map<DescribedRecord, Promise<PlanEntry>>();
  const decide = async (record: DescribedRecord): Promise<PlanEntry> => {
    const inside = record.disposition.action === 'replay' ? record.disposition.replay.inside : undefined;
    const outer = inside === undefined ? undefined : byId.get(inside);
    const entry = await decideEntry(record, {
      find,
      policy: selectExistingPolicy(policy, record.kind),
      rules: rulesOf(record.kind),
      outer: outer === undefined || outer === record ? undefined : await decideOnce(outer),
      leftOutBy: selection.leftOutBy(record),
    });
    return selection.isNeeded(record)
      ? { ...entry, reason: `${entry.reason} (needed by what --only names)` }
      : entry;
  };
  const decideOnce = (record: DescribedRecord): Promise<PlanEntry> => {
    const decision = decided.get(record) ?? decide(record);
    decided.set(record, decision);
    return decision;
  };
  return Promise.all(described.map(decideOnce));
}

/**
 * Sorts the entries into the stages of their steps. An adopted object takes part only in the stage of its last step.
 */
export function planStages(entries: readonly PlanEntry[]): readonly PlannedStage[] {
  return STAGES.map((stage) => ({
    stage,
    entries: entries.filter(isPlayed).filter(({ replay, action }) => {
      const steps = action === 'adopt' ? replay.steps.slice(-1) : replay.steps;
      return steps.some((step) => step.stage === stage.name);
    }),
  }));
}

/** The decision about a record when its run was planned. */
export type Decision = Pick<PlanEntry, 'action' | 'reason' | 'foundAt'>;

/** Finds the earlier decision about a record. */
export type FindDecision = (record: Pick<PlanEntry, 'kind' | 'recordIndex' | 'id'>) => Decision;

/** Makes the entry of a record from an earlier decision, with bodies made anew. */
function repeatDecision(record: DescribedRecord, find: FindDecision): PlanEntry {
  const { kind, recordIndex, id, disposition } = record;
  const entry = { kind, recordIndex, id, ...find(record) };
  return isPlayedAction(entry.action) && disposition.action === 'replay'
    ? { ...entry, replay: disposition.replay }
    : entry;
}
