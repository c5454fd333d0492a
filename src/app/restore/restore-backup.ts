import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { BackupSet } from '../../backup-set/catalog.js';
import { selectBackupSet } from '../../backup-set/catalog/select-set.js';
import { computeSetDigest } from '../../backup-set/content/set-digest.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { RunReport } from '../../schema/results.js';
import type { RunGround } from '../../use-cases/restore/runs/run-archive.js';
import { startRun, withTargetLock } from '../../use-cases/restore/runs/start-run.js';
import type { AppContext, KeyOptions, Outcome, ShareOptions } from '../app.js';
import {
  connectGivenTarget,
  type GivenTarget,
  selectGivenTarget,
  type TargetOptions,
} from '../connect-given-target.js';
import { readVersion } from '../read-version.js';
import { countActions } from './describe-plan.js';
import { type OpenSets, withOpenSets } from '../share/open-sets.js';
import {
  assertSameBackup,
  assertSameDecisions,
  assertSamePlannedTarget,
  readPlanFile,
  type SavedPlan,
} from './plan-file.js';
import { CONCURRENCY, type PreparedRestore, prepareRestore, selectObstacleCode } from './prepare-restore.js';
import { readRestoreSettings, type RestoreSettings, type SettingsOptions } from './restore-settings.js';
import { createRunDialogue, openRunGround, type RunPlaceOptions } from '../runs/run-place.js';

/** The restore that is asked for: a backup with the decisions of the flags, or a saved plan with its own. */
export interface RestoreBackupOptions
  extends ShareOptions, KeyOptions, TargetOptions, RunPlaceOptions, SettingsOptions {
  readonly backup?: string | undefined;
  readonly deployment?: string | undefined;
  /** Saved plan. */
  readonly plan?: string | undefined;
  /** Stops at the first object that fails. */
  readonly failFast?: boolean | undefined;
}

/** The facts that a restore needs before its first look at share or target. */
interface Order {
  readonly share: string | undefined;
  readonly backup: string;
  readonly deployment: string | undefined;
  readonly given: GivenTarget;
  readonly settings: RestoreSettings;
  readonly saved: SavedPlan | undefined;
  readonly failFast: boolean;
}

/**
 * Replays a backup into a target: proves it, plans, asks, and carries the plan out with a journal.
 *
 * @throws PLAN_STALE when a saved plan does not hold any more; PLAN_BLOCKED, TARGET_NOT_FRESH, VERSION_DISTANCE or
 * PERMISSION_MISSING when an obstacle is found, CANCELLED or CONFIRMATION_REQUIRED when nobody says yes, LOCKED when
 * another run holds the target: nothing was written then. The errors of proving, connecting and carrying out.
 */
export async function restoreBackup(
  options: RestoreBackupOptions,
  context: AppContext,
): Promise<Outcome<RunReport>> {
  const order = await readOrder(options);
  return withOpenSets({ ...options, share: order.share }, context, async (sets) => {
    const set = selectBackupSet(sets.catalog, order.backup, { deploymentId: order.deployment });
    if (order.saved !== undefined) {
      assertSameBackup(order.saved, await computeSetDigest(set, sets.contextOf(set).store));
    }
    return restoreSet({ set, sets, order, ground: openRunGround(options) }, context);
  });
}

async function readOrder(options: RestoreBackupOptions): Promise<Order> {
  const { plan, backup, deployment, share, failFast = false } = options;
  if (plan === undefined) {
    if (backup === undefined) throw createNothingError();
    const given = selectGivenTarget(options);
    const settings = await readRestoreSettings(options);
    return { share, backup, deployment, given, settings, saved: undefined, failFast };
  }
  assertNothingDecided(options);
  const saved = await readPlanFile(plan);
  const { adminEndpoint, userEndpoint } = saved.target;
  const { backupId, deploymentId } = saved.backup;
  const caFile = options.caFile === undefined ? (saved.caFile ?? undefined) : resolve(options.caFile);
  return {
    share: share ?? saved.share,
    backup: backupId,
    deployment: deploymentId,
    given: { adminEndpoint, userEndpoint, caFile },
    settings: saved.settings,
    saved,
    failFast,
  };
}

function createNothingError(): RestackError {
  return new RestackError('USAGE', 'restack restore needs a BACKUP, or a saved plan: --plan FILE', {
    hints: ['restack restore --help'],
  });
}

/**
 * Asserts that no flag decides anything beside a saved plan, which holds the decisions. Others would be silently lost,
 * or silently win.
 */
function assertNothingDecided(options: RestoreBackupOptions): void {
  const given = [
    ['BACKUP', options.backup],
    ['--deployment', options.deployment],
    ['--target', options.target],
    ['--user-target', options.userTarget],
    ['--map', options.map],
    ['--existing', options.existing[0]],
    ['--only', options.only[0]],
    ['--except', options.except[0]],
    ['--unmapped', options.unmapped],
    ['--target-version', options.targetVersion],
    ['--allow-not-fresh', options.allowNotFresh || undefined],
    ['--allow-version-distance', options.allowVersionDistance || undefined],
  ] as const;
  const names = given.filter(([, value]) => value !== undefined).map(([name]) => name);
  if (names.length === 0) return;
  throw new RestackError('USAGE', `--plan brings its own decisions: leave out ${names.join(', ')}`, {
    hints: ['decide when planning: restack plan BACKUP --out FILE'],
  });
}

interface SetToRestore {
  readonly set: BackupSet;
  readonly sets: OpenSets;
  readonly order: Order;
  readonly ground: RunGround;
}

async function restoreSet(
  { set, sets, order, ground }: SetToRestore,
  context: AppContext,
): Promise<Outcome<RunReport>> {
  const { given, settings, saved } = order;
  const target = await connectGivenTarget(given, context);
  const runId = randomUUID();
  try {
    if (saved !== undefined) assertSamePlannedTarget(saved, target.identity);
    return await withTargetLock(ground.archive, { target: target.identity, runId }, async () => {
      const prepared = await prepareRestore({ set, sets, target, settings, ground }, context);
      if (saved !== undefined) assertSameDecisions(saved, prepared.plan);
      assertUnobstructed(prepared);
      await context.prompts.confirm({ message: describeQuestion(prepared) });
      const { plan, records } = prepared;
      return startRun(
        {
          runId,
          restackVersion: await readVersion(),
          share: resolve(sets.path),
          set,
          records,
          caFile: given.caFile,
          settings: { mapping: settings.mapping, policy: settings.policy },
          plan,
          target,
          concurrency: CONCURRENCY,
          failFast: order.failFast,
        },
        ground,
        createRunDialogue(context),
      );
    });
  } finally {
    target.close();
  }
}

const TOLD = 5;

function assertUnobstructed(prepared: PreparedRestore): void {
  const code = selectObstacleCode(prepared);
  if (code === undefined) return;
  const { plan, preflight, set } = prepared;
  const failed = preflight.checks.filter(({ state }) => state === 'failed');
  const reasons = [
    ...failed.map(({ message }) => message),
    ...plan.blockers
      .slice(0, TOLD)
      .map(
        ({ kind, id, reason, subscriptions }) =>
          `${kind} ${id}: ${reason} (${subscriptions} subscriptions could not be used)`,
      ),
    ...(plan.blockers.length > TOLD ? [`and ${plan.blockers.length - TOLD} more blockers`] : []),
  ];
  throw new RestackError(code, `nothing was written: ${reasons.join('; ')}`, {
    details: { blockers: plan.blockers, preflight: failed },
    hints: [`see all of it: restack plan ${set.backupId}`],
  });
}

/** Describes the target and the counts for the question, before anything is written. */
function describeQuestion({ set, plan }: PreparedRestore): string {
  const { adminEndpoint, region, providerSubscriptionId, identitySystem } = plan.target;
  const counts = countActions(plan.entries);
  const actions = [
    `create ${counts.create}`,
    `update ${counts.update}`,
    `adopt ${counts.adopt}`,
    `skip ${counts.skip}`,
    `leave ${counts.manual} to you`,
  ];
  const system = identitySystem === 'adfs' ? 'AD FS' : 'Azure AD';
  return (
    `Restore backup ${set.backupId} of ${set.createdAt.toISOString()} into ${adminEndpoint} ` +
    `(region ${region}, provider subscription ${providerSubscriptionId}, ${system}): ${actions.join(', ')}. Go on?`
  );
}
