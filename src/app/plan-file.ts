import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { GIB } from '../core/sizes.js';
import { RestackError } from '../core/restack-error.js';
import { systemClock } from '../core/system-clock.js';
import type { TargetIdentity } from '../restore/ports.js';
import type { PlanEntry, RestorePlan } from '../restore/restore-plan.js';
import { schema } from '../schema/generated/plan-file.js';
import type { PlanFile } from '../schema/generated/types.js';
import { validateAgainst } from '../schema/schema-violations.js';
import { describeTarget } from './describe-plan.js';
import type { PreparedRestore } from './prepare-restore.js';
import { readGivenFile } from './read-given-file.js';
import { readVersion } from './read-version.js';
import { parseRestoreSettings, type RestoreSettings } from './restore-settings.js';

const LIMIT_BYTES = GIB / 2;

/** A saved plan. */
export type SavedPlan = Omit<PlanFile, 'settings'> & { readonly settings: RestoreSettings };

type Decision = PlanFile['decisions'][number];

/** What a plan rests on, besides what it decided. */
export interface PlanRoots {
  /** Absolute path. */
  readonly share: string;
  readonly backupDigest: string;
  readonly caFile: string | undefined;
  readonly settings: RestoreSettings;
}

/**
 * Saves a plan, under a temporary name first, readable for its owner only.
 *
 * @returns its absolute path. @throws PERMISSION_MISSING when it cannot be written; nothing remains then.
 */
export async function writePlanFile(
  path: string,
  { set, plan }: PreparedRestore,
  roots: PlanRoots,
): Promise<string> {
  const file: SavedPlan = {
    schema: 'restack/plan-file/v1',
    restackVersion: await readVersion(),
    plannedAt: systemClock.now().toISOString(),
    share: roots.share,
    backup: { backupId: set.backupId, deploymentId: set.deploymentId, digest: roots.backupDigest },
    target: describeTarget(plan.target),
    caFile: roots.caFile ?? null,
    settings: roots.settings,
    decisions: plan.entries.map(describeDecision),
  };
  const target = resolve(path);
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(file, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new RestackError('PERMISSION_MISSING', `the plan cannot be written to ${target}`, { cause: error });
  }
  return target;
}

/**
 * Reads a saved plan.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read, CONFIG when it is no plan.
 */
export async function readPlanFile(path: string): Promise<SavedPlan> {
  const bytes = await readGivenFile(path, { what: 'plan file', limitBytes: LIMIT_BYTES });
  const validation = validateAgainst(schema, parseJson(Buffer.from(bytes).toString('utf8')));
  if (!validation.valid) {
    const [first] = validation.violations;
    throw new RestackError(
      'CONFIG',
      `${path} is no plan of this restack: ${first?.pointer ?? ''} ${first?.message ?? ''}`,
      {
        hints: ['make a plan: restack plan BACKUP --out FILE'],
        details: { violations: validation.violations },
      },
    );
  }
  return { ...validation.value, settings: parseRestoreSettings(validation.value.settings, path) };
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function describeDecision(entry: PlanEntry): Decision {
  const { kind, recordIndex, id, action, replay, differing, foundAt } = entry;
  return {
    kind,
    recordIndex,
    id,
    action,
    stages: replay?.steps.map(({ stage }) => stage) ?? [],
    differing: [...(differing ?? [])],
    at: foundAt?.path ?? null,
  };
}

/** @throws PLAN_STALE when the set is not the one that was planned with. */
export function assertSameBackup(saved: SavedPlan, digest: string): void {
  if (digest === saved.backup.digest) return;
  throw createStaleError(`backup set ${saved.backup.backupId} is not what it was`, {
    backupId: saved.backup.backupId,
  });
}

/** @throws PLAN_STALE when the target is another one. */
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

/** @throws PLAN_STALE when anything is decided otherwise now. */
export function assertSameDecisions({ decisions }: SavedPlan, plan: RestorePlan): void {
  const changed = plan.entries.filter(
    (entry, index) => JSON.stringify(describeDecision(entry)) !== JSON.stringify(decisions[index]),
  );
  if (changed.length === 0 && plan.entries.length === decisions.length) return;
  const [first] = changed;
  const what =
    first === undefined
      ? `it has ${decisions.length} records, and now there are ${plan.entries.length}`
      : `${changed.length} records would be treated otherwise now, first ${first.kind} ${first.id}: ${first.action}, ${first.reason}`;
  throw createStaleError(what, { changed: changed.length });
}

function createStaleError(what: string, details: Readonly<Record<string, unknown>>): RestackError {
  return new RestackError('PLAN_STALE', `the plan is stale: ${what}`, {
    hints: ['plan anew: restack plan BACKUP --out FILE'],
    details,
  });
}
