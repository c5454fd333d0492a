import { formatCount } from '../../../core/sizes.js';
import { parseJson } from '../../../cloud/json-value.js';
import { processRedactor } from '../../../core/redaction/redactor.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { TargetIdentity } from '../../../cloud/cloud-port.js';
import type { PlanEntry, RestorePlan } from '../plan/restore-plan.js';
import { planFile } from '../../../schema/generated/restore-files.js';
import type { PlanFile } from '../../../schema/generated/types.js';
import { describeFault, validateAgainst, type Violation } from '../../../schema/schema-violations.js';
import { listIllFormed } from '../../../schema/well-formed.js';
import { describeObstruction, type Obstacles } from './obstacles.js';
import { describeTarget } from './plan-result.js';
import type { PreparedRestore } from './prepare-restore.js';
import { parseRestoreSettings, type RestoreSettings } from './restore-settings.js';

/** A saved plan. */
export type SavedPlan = Omit<PlanFile, 'settings'> & { readonly settings: RestoreSettings };

type Decision = PlanFile['decisions'][number];

/** The facts that a plan rests on, besides its decisions. */
export interface PlanRoots {
  /** Absolute path. */
  readonly share: string;
  readonly backupDigest: string;
  readonly caFile: string | undefined;
  readonly settings: RestoreSettings;
  readonly restackVersion: string;
  readonly plannedAt: Date;
}

/** The parts of a set and of its plan that the file of the plan is made of. */
interface PlannedSet {
  readonly set: Pick<PreparedRestore['set'], 'backupId' | 'deploymentId'>;
  readonly plan: Pick<RestorePlan, 'target' | 'entries'> & Obstacles['plan'];
  readonly preflight: Obstacles['preflight'];
}

/** Makes the file of a plan. */
export function createSavedPlan(prepared: PlannedSet, roots: PlanRoots): SavedPlan {
  const { set, plan } = prepared;
  const obstruction = describeObstruction(prepared);
  return {
    schema: 'restack/plan-file/v1',
    restackVersion: roots.restackVersion,
    plannedAt: roots.plannedAt.toISOString(),
    share: roots.share,
    backup: { backupId: set.backupId, deploymentId: set.deploymentId, digest: roots.backupDigest },
    target: describeTarget(plan.target),
    caFile: roots.caFile ?? null,
    blocked:
      obstruction === undefined
        ? null
        : { ...obstruction, reason: processRedactor.redact(obstruction.reason) },
    settings: roots.settings,
    decisions: plan.entries.map(describeDecision),
  };
}

/**
 * Parses a saved plan.
 *
 * @param path names the file in errors
 * @throws CONFIG when it is no plan; UNSUPPORTED when another version wrote its settings.
 */
export function parseSavedPlan(text: string, path: string): SavedPlan {
  const document = parseJson(text);
  // The file may be another one, with secrets: its values are not repeated.
  const validation = validateAgainst(planFile, document, 'size-only');
  const [illFormed] = listIllFormed(document);
  if (!validation.valid) throw createNoPlanError(path, document, validation.violations);
  if (illFormed !== undefined) throw createNoPlanError(path, document, [illFormed]);
  return { ...validation.value, settings: parseRestoreSettings(validation.value.settings, path) };
}

function createNoPlanError(path: string, document: unknown, violations: readonly Violation[]): RestackError {
  const message = `${path} is no plan of this restack: ${describeFault(document, violations)}`;
  return new RestackError('CONFIG', message, {
    hints: ['make a plan: restack plan BACKUP --out FILE'],
    details: { violations },
  });
}

function describeDecision(entry: PlanEntry): Decision {
  const { kind, recordIndex, id, action, replay, differing, foundAt } = entry;
  return {
    kind,
    recordIndex,
    id,
    action,
    stages: replay?.steps.map(({ stage }) => stage) ?? [],
    differing: (differing ?? []).map((member) => processRedactor.redact(member)),
    at: foundAt === undefined ? null : (processRedactor.dropEcho(foundAt.path, id) ?? null),
  };
}

/** Asserts that nothing keeps a saved plan from being carried out. @throws PLAN_BLOCKED with the reason otherwise. */
export function assertNotSavedBlocked({ blocked, backup }: SavedPlan, path: string): void {
  if (blocked === undefined || blocked === null) return;
  throw new RestackError(
    'PLAN_BLOCKED',
    `nothing was written: the plan ${path} is blocked: ${blocked.reason}`,
    { hints: [`restack plan ${backup.backupId.slice(0, 8)} --out "${path}"`], details: { blocked } },
  );
}

/** Asserts that the set is the one of the plan. @throws PLAN_STALE when it is not. */
export function assertSameBackup(saved: SavedPlan, digest: string): void {
  if (digest === saved.backup.digest) return;
  throw createStaleError(`backup set ${saved.backup.backupId} is not what it was`, {
    backupId: saved.backup.backupId,
  });
}

/** Asserts that the target is the one of the plan. @throws PLAN_STALE when it is not. */
export function assertSamePlannedTarget({ target }: SavedPlan, found: TargetIdentity): void {
  const other = Object.entries(describeTarget(found)).filter(
    ([member, value]) => Reflect.get(target, member) !== value,
  );
  const members = other.map(([member]) => member);
  if (members.length === 0) return;
  throw createStaleError(
    `${found.adminEndpoint} is not the cloud that was planned for: it has another ${members.join(', ')}`,
    { members },
  );
}

/**
 * Asserts that every decision is as it was. @throws PLAN_STALE when one is not; says so when that is because the plan
 * was carried out.
 */
export function assertSameDecisions({ decisions, backup, target }: SavedPlan, plan: RestorePlan): void {
  const changed = plan.entries.filter(
    (entry, index) => JSON.stringify(describeDecision(entry)) !== JSON.stringify(decisions[index]),
  );
  if (changed.length === 0 && plan.entries.length === decisions.length) return;
  const [first] = changed;
  if (first === undefined) {
    const what = `it has ${formatCount(decisions.length, 'record')}, and now there are ${plan.entries.length}`;
    throw createStaleError(what, {});
  }
  if (changed.every(({ action }) => action === 'adopt') && hasNothingToWrite(plan)) {
    const what = `the target has everything that it would write (${formatCount(changed.length, 'record')}), as if it had been carried out`;
    throw createStaleError(what, { changed: changed.length }, [
      'see what was carried out: restack runs list',
      `compare: restack diff ${backup.backupId} --target ${target.adminEndpoint}`,
    ]);
  }
  const { kind, id, action, reason } = first;
  const what = `${formatCount(changed.length, 'record')} would be treated otherwise now, first ${kind} ${id}: ${action}, ${reason}`;
  throw createStaleError(what, { changed: changed.length });
}

function hasNothingToWrite({ entries }: RestorePlan): boolean {
  return entries.every(({ action }) => action !== 'create' && action !== 'update' && action !== 'blocked');
}

const PLAN_ANEW = ['plan anew: restack plan BACKUP --out FILE'];

function createStaleError(
  what: string,
  details: Readonly<Record<string, unknown>>,
  hints: readonly string[] = PLAN_ANEW,
): RestackError {
  return new RestackError('PLAN_STALE', `the plan is stale: ${what}`, { hints, details });
}
