import pLimit from 'p-limit';
import type { SetRecords } from '../backup-set/records.js';
import type { ComparisonRules } from './comparison.js';
import { compareObjects } from './comparison.js';
import { describeRecords, listKinds, rewriteRecords, type DescribedRecord } from './describe-records.js';
import { indexExisting, type FindExisting } from './existing-objects.js';
import type { JsonObject } from './json-value.js';
import { KINDS } from './kinds/index.js';
import type { RestoreTarget } from './ports.js';
import type { Replay } from './resource-kind.js';
import type { PlanEntry, PlannedAction, PlannedStage, RestorePlan } from './restore-plan.js';
import { createIdMap } from './rewrite-ids.js';
import { detectSourceCloud } from './source-cloud.js';
import { STAGES } from './stage-order.js';

/** What to do with an object that the target already has and that differs. */
export type ExistingPolicy = 'adopt' | 'update' | 'skip' | 'fail';

/** What a plan is made of. */
export interface PlanOptions {
  readonly records: SetRecords;
  readonly target: RestoreTarget;
  /** Default `adopt`: what is equal is adopted, what differs blocks the plan. `fail` blocks on anything that is there. */
  readonly existing?: ExistingPolicy;
  /** Reads at a time. Default 8. */
  readonly concurrency?: number;
}

/**
 * Decides about every record of a set, with real reads of the target and no write.
 *
 * @throws PLAN_BLOCKED when the records come from more than one cloud.
 */
export async function planRestore(options: PlanOptions): Promise<RestorePlan> {
  const source = detectSourceCloud(options.records);
  const { identity } = options.target;
  const records = rewriteRecords(options.records, createIdMap(source, identity));
  const context = { target: identity, records };
  const described = describeRecords(KINDS, context);
  const limit = pLimit(options.concurrency ?? 8);
  const entries: PlanEntry[] = [];
  for (const kind of listKinds(records)) {
    const find = await indexExisting(kind, KINDS, { target: options.target, context, described });
    const ofKind = described.filter((record) => record.kind === kind);
    const decide = (record: DescribedRecord) => decideEntry(record, find, options.existing ?? 'adopt');
    entries.push(...(await Promise.all(ofKind.map((record) => limit(decide, record)))));
  }
  return {
    source,
    target: identity,
    entries,
    stages: planStages(entries),
    read: new Map(listKinds(records).map((kind) => [kind, records[kind].length])),
    rulesOf: indexRules(),
  };
}

function indexRules(): RestorePlan['rulesOf'] {
  return new Map(Object.values(KINDS).map(({ kind, rules }) => [kind, rules]));
}

async function decideEntry(
  record: DescribedRecord,
  find: FindExisting,
  policy: ExistingPolicy,
): Promise<PlanEntry> {
  const { kind, recordIndex, id, disposition } = record;
  if (disposition.action !== 'replay') {
    return { kind, recordIndex, id, action: disposition.action, reason: disposition.reason };
  }
  const { replay } = disposition;
  const existing = await find(id, replay);
  const rules: ComparisonRules = KINDS[kind]?.rules ?? { serverOwned: [] };
  const decision = decideAction({ replay, existing, rules, policy });
  const planned = { kind, recordIndex, id, ...decision };
  return decision.action === 'blocked' || decision.action === 'skip' ? planned : { ...planned, replay };
}

function decideAction(given: {
  readonly replay: Replay;
  readonly existing: JsonObject | undefined;
  readonly rules: ComparisonRules;
  readonly policy: ExistingPolicy;
}): { readonly action: PlannedAction; readonly reason: string } {
  const { replay, existing, rules, policy } = given;
  if (existing === undefined) return { action: 'create', reason: 'the target does not have it' };
  const differing = compareObjects(selectFinalBody(replay), existing, rules).map(({ path }) => path);
  if (policy === 'fail') return { action: 'blocked', reason: 'the target already has it' };
  if (differing.length === 0) return { action: 'adopt', reason: 'the target has it, and it is equal' };
  const difference = `the target has it with another ${differing.join(', ')}`;
  if (replay.shipped === true) return { action: 'update', reason: `every cloud ships it; ${difference}` };
  if (policy === 'update') return { action: 'update', reason: difference };
  return { action: policy === 'skip' ? 'skip' : 'blocked', reason: difference };
}

/** The captured state: what the resource shall be once all its steps are done. */
export function selectFinalBody(replay: Replay): JsonObject {
  return (replay.steps.at(-1) ?? replay.steps[0]).body;
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
