import { formatMinute } from '../../../core/clock.js';
import type { PlanResult } from '../../../schema/results.js';
import { normalizeArmId } from '../../../cloud/arm-id.js';
import type { TargetIdentity } from '../../../cloud/cloud-port.js';
import { type PlanEntry, type PlannedBucket, selectPlannedBucket } from '../plan/restore-plan.js';
import type { PreparedRestore } from './prepare-restore.js';

/** Describes a plan for the result. Ids, actions and reasons; never a record. */
export function describePlan(
  { set, findings, plan, preflight }: PreparedRestore,
  given: Pick<PlanResult, 'passedOver' | 'backupDigest' | 'file' | 'textFile' | 'mapTemplate'>,
): PlanResult {
  const idOf = new Map(plan.entries.map(({ kind, recordIndex, id }) => [`${kind} ${recordIndex}`, id]));
  const stageOf = listFirstStages(plan.stages);
  return {
    backupId: set.backupId,
    passedOver: given.passedOver,
    createdAt: set.createdAt.toISOString(),
    backupDigest: given.backupDigest,
    target: describeTarget(plan.target),
    file: given.file,
    textFile: given.textFile,
    mapTemplate: given.mapTemplate,
    verification: { level: 'content', verdict: 'passed', complete: set.status === 'Succeeded', findings },
    summary: countEnds(plan.entries),
    actions: plan.entries.map((entry) => {
      const { kind, id, action } = entry;
      const name = plan.names.nameRecord(kind, entry.recordIndex);
      const bucket = selectBucket(entry) ?? null;
      return { kind, id, name, action, bucket, reason: explain(entry), stage: stageOf.get(entry) ?? null };
    }),
    blockers: plan.blockers,
    unmapped: plan.unmapped.map(({ principal, reason, uses }) => ({
      principal,
      reason,
      uses: uses.map(({ kind, recordIndex }) => ({
        kind,
        id: normalizeArmId(idOf.get(`${kind} ${recordIndex}`) ?? ''),
      })),
    })),
    untold: plan.untold.map(({ kind, what, consequence, task, note }) => ({
      kind,
      what,
      consequence,
      task,
      note,
    })),
    preflight: preflight.checks,
    estimate: preflight.estimate,
  };
}

/** Describes a target, without the facts that only this sign-in knows of it. */
export function describeTarget(target: TargetIdentity): PlanResult['target'] {
  const {
    adminEndpoint,
    userEndpoint,
    region,
    domain,
    providerSubscriptionId,
    identitySystem,
    homeTenantId,
  } = target;
  return {
    adminEndpoint,
    userEndpoint,
    region,
    domain,
    providerSubscriptionId,
    identitySystem,
    homeTenantId,
  };
}

function listFirstStages(stages: PreparedRestore['plan']['stages']): ReadonlyMap<PlanEntry, string> {
  const first = new Map<PlanEntry, string>();
  for (const { stage, entries } of stages) {
    for (const entry of entries) if (!first.has(entry)) first.set(entry, stage.name);
  }
  return first;
}

function selectBucket({ action, replay }: PlanEntry): PlannedBucket | undefined {
  return selectPlannedBucket(action, replay?.followUp);
}

/** The reason of an action, and the step that is left to a person once the object is made. */
function explain({ action, reason, replay, left }: PlanEntry): string {
  const isMade = action === 'create' || action === 'update';
  return isMade && left !== undefined ? `${reason}; ${replay?.followUp ?? left.task}` : reason;
}

type Counted = Exclude<keyof PlanResult['summary'], 'read'>;

const COUNTED: Readonly<Record<PlannedBucket, Counted>> = {
  created: 'create',
  adopted: 'adopt',
  updated: 'update',
  skipped: 'skip',
  manual: 'manual',
  outOfScope: 'outOfScope',
};

/** Counts the records by where the run ends them. */
function countEnds(entries: readonly PlanEntry[]): PlanResult['summary'] {
  const counts = { create: 0, adopt: 0, update: 0, skip: 0, manual: 0, blocked: 0, outOfScope: 0 };
  for (const entry of entries) {
    const bucket = selectBucket(entry);
    counts[bucket === undefined ? 'blocked' : COUNTED[bucket]] += 1;
  }
  return { read: entries.length, ...counts };
}

/** Asks whether a restore may begin: says where every record goes, before the first does. */
export function describeQuestion({ set, plan }: Pick<PreparedRestore, 'set' | 'plan'>): string {
  const { adminEndpoint, region, providerSubscriptionId, identitySystem } = plan.target;
  const counts = countEnds(plan.entries);
  const actions = [
    `create ${counts.create}`,
    `update ${counts.update}`,
    `adopt ${counts.adopt}`,
    `skip ${counts.skip}`,
    `leave ${counts.manual} to you`,
  ];
  const system = identitySystem === 'adfs' ? 'AD FS' : 'Azure AD';
  return (
    `${set.status === 'Succeeded' ? '' : 'The set is NOT COMPLETE. '}Restore backup ${set.backupId} of ${formatMinute(set.createdAt)} into ${adminEndpoint} ` +
    `(region ${region}, provider subscription ${providerSubscriptionId}, ${system}): ${actions.join(', ')}. Go on?`
  );
}
