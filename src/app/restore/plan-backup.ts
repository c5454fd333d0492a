import { resolve } from 'node:path';
import { systemClock } from '../../core/clock.js';
import type { PlanResult } from '../../schema/results.js';
import { selectObstacleCode } from '../../use-cases/restore/prepare/obstacles.js';
import { prepareRestore, type PreparedRestore } from '../../use-cases/restore/prepare/prepare-restore.js';
import { createSavedPlan, type PlanRoots } from '../../use-cases/restore/prepare/saved-plan.js';
import type { RestoreSettings } from '../../use-cases/restore/prepare/restore-settings.js';
import { planEarlierRuns } from '../../use-cases/restore/runs/restore-set.js';
import type { AppContext, BackupOptions, KeyOptions, Outcome, ShareOptions } from '../app.js';
import { connectGivenTarget, selectGivenTarget, type TargetOptions } from '../connect-given-target.js';
import { assertKeyGiven } from '../keys/keyring.js';
import { describePlan } from '../../use-cases/restore/prepare/plan-result.js';
import { assertNewTexts, writeNewText } from '../new-text.js';
import { readVersion } from '../read-version.js';
import { withOpenSets } from '../share/open-sets.js';
import { nameShare } from '../share/select-share.js';
import { openRunGround } from '../runs/run-place.js';
import { type RunPlaceOptions } from '../runs/runs-folder.js';
import { proveRecords } from '../share/prove-records.js';
import { assertPlanPlace, writePlanFile } from './plan-file.js';
import { readRestoreSettings, type SettingsOptions } from './settings-options.js';

/** The backup to plan for, the target, and the decisions. */
export interface PlanBackupOptions
  extends ShareOptions, KeyOptions, BackupOptions, TargetOptions, RunPlaceOptions, SettingsOptions {
  /** File to save the plan to: a new one, or one that holds an earlier plan. One that is blocked is marked so, and cannot be carried out. */
  readonly out?: string | undefined;
  /** New file for a listing of the whole plan. */
  readonly outText?: string | undefined;
  /** New file for the template of a mapping. */
  readonly mapTemplate?: string | undefined;
}

/**
 * Plans a restore, object by object. Reads the target and writes nothing there.
 *
 * The outcome is the code that a restore would be refused with: PLAN_BLOCKED, TARGET_NOT_FRESH, VERSION_DISTANCE or
 * PERMISSION_MISSING.
 * @throws USAGE, CONFIG or NOT_FOUND for options that are wrong; NO_KEY when no key was given; the code of the worst
 * finding when the set fails its proof; TARGET_UNREACHABLE, TARGET_AUTH or PERMISSION_MISSING as the target answers.
 */
export async function planBackup(
  options: PlanBackupOptions,
  context: AppContext,
): Promise<Outcome<PlanResult>> {
  const given = selectGivenTarget(options, context);
  const { out, outText, mapTemplate } = options;
  await assertNewTexts({ '--out': out, '--out-text': outText, '--map-template': mapTemplate }, ['--out']);
  await assertPlanPlace(out, context);
  const { settings, placeOf } = await readRestoreSettings(options, context);
  return withOpenSets(options, context, async (sets) => {
    const [{ chooseSet }, { computeSetDigest }] = await Promise.all([
      import('../share/choose-set.js'),
      import('../../backup-set/content/set-digest.js'),
    ]);
    const { set, passedOver } = await chooseSet(sets, options, context);
    assertKeyGiven(options, set.encryption);
    const backupDigest = await computeSetDigest(set, sets.contextOf(set).store);
    const target = await connectGivenTarget(given, context);
    try {
      const ground = openRunGround(options);
      const earlierRuns = planEarlierRuns({ set, target }, ground);
      const prove = () => proveRecords(set, { sets, context });
      const intent = { set, prove, target, settings, placeOf, earlierRuns, clock: systemClock };
      const prepared = await prepareRestore(intent, context);
      const outcome = selectObstacleCode(prepared);
      const roots = { share: nameShare(sets.path), backupDigest, caFile: given.caFile, settings };
      const file = options.out === undefined ? null : await savePlan(options.out, prepared, roots);
      const mapTemplate = await writeTemplate(options.mapTemplate, prepared, settings);
      const textFile = options.outText === undefined ? null : resolve(options.outText);
      const result = describePlan(prepared, { passedOver, backupDigest, file, textFile, mapTemplate });
      if (textFile !== null) {
        const { renderWholePlan } = await import('../../report/restore/render-plan.js');
        await writeNewText(textFile, renderWholePlan(result, systemClock.now()));
      }
      return { result, outcome };
    } finally {
      target.close();
    }
  });
}

async function writeTemplate(
  path: string | undefined,
  { records, plan }: PreparedRestore,
  { mapping }: RestoreSettings,
): Promise<string | null> {
  if (path === undefined) return null;
  const { renderMappingTemplate } = await import('../../use-cases/restore/prepare/mapping-template.js');
  return writeNewText(path, renderMappingTemplate({ records, plan, mapping }));
}

async function savePlan(
  path: string,
  prepared: PreparedRestore,
  roots: Omit<PlanRoots, 'restackVersion' | 'plannedAt'>,
): Promise<string> {
  const made = { restackVersion: await readVersion(), plannedAt: systemClock.now() };
  return writePlanFile(path, createSavedPlan(prepared, { ...roots, ...made }));
}
