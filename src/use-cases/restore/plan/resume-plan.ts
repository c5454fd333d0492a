import { RestackError } from '../../../core/errors/restack-error.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import { planRestore, type PlanOptions } from './plan-restore.js';
import type { ResourceAddress } from '../../../cloud/cloud-port.js';
import type { LeftTask, PlanEntry, PlannedAction, RestorePlan } from './restore-plan.js';

/** The decision of a plan about one record. It holds no body, and so no secret: it may be kept on disk. */
export interface DecidedRecord {
  readonly kind: PayloadKind;
  readonly recordIndex: number;
  /** Lower-case id in the target. */
  readonly id: string;
  readonly action: PlannedAction;
  readonly reason: string;
  /** The stages that its writes belong to, in order. */
  readonly stages: readonly string[];
  /** The address of an adopted object, when that is not the record's own. */
  readonly foundAt?: ResourceAddress;
  /** The step that is left to a person once the object was created. */
  readonly followUp?: string;
  /** The name by which people know the record. */
  readonly name?: string;
  /** The task that is left to a person about it. */
  readonly left?: LeftTask;
}

/** The decisions of a plan, in its order. */
export function listDecisions(plan: RestorePlan): readonly DecidedRecord[] {
  return plan.entries.map((entry) => {
    const { kind, recordIndex, id, action, reason, foundAt, replay, left } = entry;
    const followUp = action === 'create' ? replay?.followUp : undefined;
    return {
      kind,
      recordIndex,
      id,
      action,
      reason,
      stages: listStages(entry),
      ...(foundAt === undefined ? {} : { foundAt }),
      ...(followUp === undefined ? {} : { followUp }),
      name: plan.names.nameRecord(kind, recordIndex),
      ...(left === undefined ? {} : { left }),
    };
  });
}

/**
 * Makes the plan of an interrupted run again: bodies from the records, decisions as they were. The target is not asked,
 * because it holds some of the run's own work by now.
 *
 * Mapping and policy must be those of the run: they decide how ids are rewritten and which body is sent.
 *
 * @throws PLAN_STALE when the records or this version of restack make another plan of it.
 */
export async function rebuildPlan(
  options: Omit<PlanOptions, 'closed' | 'decided'>,
  decisions: readonly DecidedRecord[],
): Promise<RestorePlan> {
  const open = new Map(decisions.map((decision) => [keyOf(decision), decision]));
  const plan = await planRestore({
    ...options,
    decided: (record) => {
      const decision = open.get(keyOf(record));
      if (decision === undefined) throw createStaleError(record, 'it was not part of the plan');
      const { action, reason, foundAt } = decision;
      return { action, reason, ...(foundAt === undefined ? {} : { foundAt }) };
    },
  });
  for (const entry of plan.entries) {
    const decision = open.get(keyOf(entry));
    open.delete(keyOf(entry));
    if (decision?.stages.join(' ') !== listStages(entry).join(' ')) {
      throw createStaleError(entry, 'it would be replayed by other steps');
    }
  }
  const [missing] = open.values();
  if (missing !== undefined) throw createStaleError(missing, 'it is not there any more');
  return plan;
}

function keyOf({ kind, recordIndex, id }: Pick<PlanEntry, 'kind' | 'recordIndex' | 'id'>): string {
  return `${kind} ${recordIndex} ${id}`;
}

function listStages({ replay }: PlanEntry): readonly string[] {
  return replay?.steps.map(({ stage }) => stage) ?? [];
}

function createStaleError(record: Pick<PlanEntry, 'kind' | 'recordIndex' | 'id'>, why: string): RestackError {
  const { kind, recordIndex, id } = record;
  return new RestackError(
    'PLAN_STALE',
    `the plan of this run cannot be made again: ${kind} ${id} (record ${recordIndex}): ${why}`,
    { details: { kind, recordIndex, id } },
  );
}
