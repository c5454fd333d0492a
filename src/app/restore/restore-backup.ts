import { randomUUID } from 'node:crypto';
import type { BackupSet } from '../../backup-set/catalog.js';
import { computeSetDigest } from '../../backup-set/content/set-digest.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { RunReport } from '../../schema/results.js';
import type { RestoreSettings } from '../../use-cases/restore/prepare/restore-settings.js';
import {
  assertNotSavedBlocked,
  assertSameBackup,
  type SavedPlan,
} from '../../use-cases/restore/prepare/saved-plan.js';
import type { RunGround } from '../../use-cases/restore/runs/kept/run-archive.js';
import { restoreSet } from '../../use-cases/restore/runs/restore-set.js';
import type { AppContext, KeyOptions, Outcome, SelectionOptions, ShareOptions } from '../app.js';
import {
  acceptRecordedTarget,
  connectGivenTarget,
  type GivenTarget,
  selectGivenTarget,
  type TargetOptions,
} from '../connect-given-target.js';
import { assertKeyGiven } from '../keys/keyring.js';
import { readVersion } from '../read-version.js';
import { selectSignIn } from '../sign-in.js';
import { type OpenSets, withOpenSets } from '../share/open-sets.js';
import { chooseSet } from '../share/choose-set.js';
import { nameShare } from '../share/select-share.js';
import { proveRecords } from '../share/prove-records.js';
import { readPlanFile } from './plan-file.js';
import { type DecidedSettings, readRestoreSettings, type SettingsOptions } from './settings-options.js';
import { createRunDialogue, openRunGround } from '../runs/run-place.js';
import { type RunPlaceOptions } from '../runs/runs-folder.js';

/** The restore that is asked for: a backup with the decisions of the flags, or a saved plan with its own. */
export interface RestoreBackupOptions
  extends ShareOptions, KeyOptions, SelectionOptions, TargetOptions, RunPlaceOptions, SettingsOptions {
  readonly backup?: string | undefined;
  /** Saved plan. */
  readonly plan?: string | undefined;
  /** Stops at the first object that fails. */
  readonly failFast?: boolean | undefined;
  /** The time that an object which was accepted may take to show, in milliseconds. Default 10 minutes. */
  readonly settleMs?: number | undefined;
  /** The time of the incident that the restore answers, for its reports. Default: the start of the run. */
  readonly incidentAt?: Date | undefined;
}

/** The facts that a restore needs before its first look at share or target. */
interface Order {
  readonly share: string | undefined;
  readonly backup: string;
  readonly deployment: string | undefined;
  readonly given: GivenTarget;
  readonly settings: RestoreSettings;
  readonly placeOf: DecidedSettings['placeOf'];
  readonly saved: SavedPlan | undefined;
  readonly failFast: boolean;
  readonly settleMs: number | undefined;
}

/**
 * Replays a backup into a target: proves it, plans, asks, and carries the plan out with a journal.
 *
 * @throws NO_KEY when no key was given; PLAN_STALE when a saved plan does not hold any more; PLAN_BLOCKED,
 * TARGET_NOT_FRESH, VERSION_DISTANCE or PERMISSION_MISSING when an obstacle is found, CANCELLED or CONFIRMATION_REQUIRED when nobody says yes (to a target
 * that only a saved plan names, before anybody signs in), LOCKED when
 * another run holds the target: nothing was written then. The errors of proving, connecting and carrying out.
 */
export async function restoreBackup(
  options: RestoreBackupOptions,
  context: AppContext,
): Promise<Outcome<RunReport>> {
  const order = await readOrder(options, context);
  return withOpenSets({ ...options, share: order.share }, context, async (sets) => {
    const { backup, deployment } = order;
    const { set } = await chooseSet(sets, { ...options, backup, deployment }, context);
    assertKeyGiven(options, set.encryption);
    const setDigest = await computeSetDigest(set, sets.contextOf(set).store);
    if (order.saved !== undefined) assertSameBackup(order.saved, setDigest);
    const { incidentAt } = options;
    const ground = openRunGround(options);
    return restoreInto(set, { sets, order, setDigest, incidentAt, ground }, context);
  });
}

async function readOrder(options: RestoreBackupOptions, context: AppContext): Promise<Order> {
  const { plan, backup, deployment, share, failFast = false, settleMs } = options;
  if (plan === undefined) {
    if (backup === undefined) throw createNothingError();
    const given = selectGivenTarget(options, context);
    const decided = await readRestoreSettings(options, context);
    return { share, backup, deployment, given, ...decided, saved: undefined, failFast, settleMs };
  }
  assertNothingDecided(options);
  const saved = await readPlanFile(plan, context);
  assertNotSavedBlocked(saved, plan);
  const { backupId, deploymentId } = saved.backup;
  const { given, instead } = acceptRecordedTarget(saved.target, options, `the plan ${plan}`);
  selectSignIn(options, context);
  // Nobody signs in to a cloud that only a file has named.
  if (instead !== undefined) {
    const message = `The plan ${plan} names the target ${given.adminEndpoint}. Sign in there?`;
    await context.prompts.confirm({ message, instead });
  }
  return {
    share: share ?? saved.share,
    backup: backupId,
    deployment: deploymentId,
    given,
    settings: saved.settings,
    placeOf: () => plan,
    saved,
    failFast,
    settleMs,
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
    ['--map', options.map],
    ['--existing', options.existing[0]],
    ['--only', options.only[0]],
    ['--except', options.except[0]],
    ['--unmapped', options.unmapped],
    ['--unmet', options.unmet],
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

interface RestoreGround {
  readonly sets: OpenSets;
  readonly order: Order;
  readonly setDigest: string;
  readonly incidentAt: Date | undefined;
  readonly ground: RunGround;
}

async function restoreInto(
  set: BackupSet,
  { sets, order, setDigest, incidentAt, ground }: RestoreGround,
  context: AppContext,
): Promise<Outcome<RunReport>> {
  const { given, settings, placeOf, saved, failFast, settleMs } = order;
  const restackVersion = await readVersion();
  const target = await connectGivenTarget(given, context);
  try {
    const work = {
      set,
      target,
      settings,
      placeOf,
      saved,
      failFast,
      settleMs,
      incidentAt,
      restackVersion,
      prove: () => proveRecords(set, { sets, context }),
      runId: randomUUID(),
      share: nameShare(sets.path),
      setDigest,
      caFile: given.caFile,
    };
    return await restoreSet(work, ground, createRunDialogue(context));
  } finally {
    target.close();
  }
}
