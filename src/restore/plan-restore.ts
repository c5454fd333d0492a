import pLimit from 'p-limit';
import type { SetRecords } from '../backup-set/records.js';
import type { Clock } from '../core/clock.js';
import { decideEntry, type ExistingPolicy } from './decide-entry.js';
import { describeRecords, type DescribedRecord, listKinds, rewriteRecords } from './describe-records.js';
import { createExistingLookup, type FindExisting } from './existing-objects.js';
import { createKindAccess } from './kind-access.js';
import { KINDS } from './kinds/index.js';
import type { RestoreTarget } from './ports.js';
import { type FindDecision, repeatDecision } from './repeat-decision.js';
import type { PlanEntry, PlannedStage, RestorePlan } from './restore-plan.js';
import { createIdMap } from './rewrite-ids.js';
import { detectSourceCloud } from './source-cloud.js';
import { STAGES } from './stage-order.js';

/** What a plan is made of. */
export interface PlanOptions {
  readonly records: SetRecords;
  readonly target: RestoreTarget;
  readonly clock: Clock;
  /** Default `adopt`: what is equal is adopted, what differs blocks the plan. `fail` blocks on anything that is there. */
  readonly existing?: ExistingPolicy;
  /** Reads at a time. Default 8. */
  readonly concurrency?: number;
  /** What was decided before, for a run that is taken up again: the target is not read then. */
  readonly decided?: FindDecision | undefined;
}

/**
 * Decides about every record of a set, with real reads of the target and no write.
 *
 * @throws PLAN_BLOCKED when the records come from more than one cloud.
 */
export async function planRestore(options: PlanOptions): Promise<RestorePlan> {
  const source = detectSourceCloud(options.records);
  const { target, clock, existing = 'adopt', concurrency = 8 } = options;
  const records = rewriteRecords(options.records, createIdMap(source, target.identity));
  const context = { target: target.identity, records };
  const described = describeRecords(KINDS, context);
  const lookUp = createExistingLookup(KINDS, context, createKindAccess(target, clock));
  const limit = pLimit(concurrency);
  const find: FindExisting = (record, replay) => limit(lookUp, record, replay);
  const { decided } = options;
  const entries =
    decided === undefined
      ? await decideAll(described, find, existing)
      : described.map((record) => repeatDecision(record, decided));
  return {
    source,
    target: target.identity,
    entries,
    stages: planStages(entries),
    read: new Map(listKinds(records).map((kind) => [kind, records[kind].length])),
    rulesOf: new Map(Object.values(KINDS).map(({ kind, rules }) => [kind, rules])),
  };
}

/** Decides from the outside in: what is inside something that is not there costs no read. */
function decideAll(
  described: readonly DescribedRecord[],
  find: FindExisting,
  policy: ExistingPolicy,
): Promise<readonly PlanEntry[]> {
  const byId = new Map(described.map((record) => [record.id, record]));
  const decided = new Map<DescribedRecord, Promise<PlanEntry>>();
  const decide = async (record: DescribedRecord): Promise<PlanEntry> => {
    const inside = record.disposition.action === 'replay' ? record.disposition.replay.inside : undefined;
    const outer = inside === undefined ? undefined : byId.get(inside);
    const rules = KINDS[record.kind]?.rules ?? { serverOwned: [] };
    return decideEntry(record, {
      find,
      policy,
      rules,
      outer: outer === undefined || outer === record ? undefined : await decideOnce(outer),
    });
  };
  const decideOnce = (record: DescribedRecord): Promise<PlanEntry> => {
    const decision = decided.get(record) ?? decide(record);
    decided.set(record, decision);
    return decision;
  };
  return Promise.all(described.map(decideOnce));
}

/** Sorts the entries into the stages they work in. What is adopted only takes part in the stage that would end it. */
export function planStages(entries: readonly PlanEntry[]): readonly PlannedStage[] {
  return STAGES.map((stage) => ({
    stage,
    entries: entries.filter(({ replay, action }) => {
      if (replay === undefined) return false;
      const steps = action === 'adopt' ? replay.steps.slice(-1) : replay.steps;
      return steps.some((step) => step.stage === stage.name);
    }),
  }));
}
