import { randomUUID } from 'node:crypto';
import type { BackupSet } from '../../backup-set/catalog.js';
import { computeSetDigest } from '../../backup-set/content/set-digest.js';
import { createSecretDigest } from '../../adapters/disk/file-digest.js';
import { type Clock, formatMinute, systemClock } from '../../core/clock.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { DrillResult } from '../../schema/results.js';
import { describeDiff } from '../../use-cases/restore/diff/diff-result.js';
import { compareSets } from '../../use-cases/restore/diff/diff-sets.js';
import type { ProvedRecords } from '../../use-cases/verify/require-records.js';
import type { DrillCloud, ProvedSet } from '../../use-cases/drill/drill-report.js';
import type { ControllerOptions } from '../../controller/index.js';
import { keepUnproved, replayKept } from '../../use-cases/drill/keep-drill.js';
import { runDrill as rehearse } from '../../use-cases/drill/run-drill.js';
import type { AppContext, DrillBackup } from '../app.js';
import { assertKeyGiven } from '../keys/keyring.js';
import { readVersion } from '../read-version.js';
import { createRunDialogue, openRunGround } from '../runs/run-place.js';
import { type OpenSets, withOpenSets } from '../share/open-sets.js';
import { chooseSet } from '../share/choose-set.js';
import { fillInSampleShare } from '../sample-share.js';
import { nameShare } from '../share/select-share.js';
import { proveRecords } from '../share/prove-records.js';
import { verifyOne } from '../share/verify-backups.js';

/**
 * Rehearses a recovery: proves a set to `content`, starts an embedded controller in this process, replays the set into
 * it over HTTPS and reads everything back. All that tells of it is kept as a run.
 *
 * @throws NOT_FOUND or USAGE when the selector names no set, or not one; NO_KEY when no key was given;
 * PERMISSION_MISSING or CONFIG when it cannot be kept. A set that fails its proof is an outcome.
 */
export const drillBackup: DrillBackup = async (asked, context) => {
  const options = fillInSampleShare(asked);
  const weather = await readWeather(options.weather, context);
  return withOpenSets(options, context, async (sets) => {
    const { backup = 'latest' } = options;
    const { set, passedOver } = await chooseSet(sets, { ...options, backup }, context);
    assertKeyGiven(options, set.encryption);
    warnOfLateSet(set, options.objectives?.incidentAt, context);
    const newer =
      options.newer === undefined ? undefined : await proveNewer(options.newer, set, { sets, context });
    const ground = openRunGround(options);
    // Before a proof that can take hours.
    await ground.archive.assertWritable();
    const drill = {
      runId: randomUUID(),
      restackVersion: await readVersion(),
      share: nameShare(sets.path),
      incidentAt: options.objectives?.incidentAt,
    };
    const place = { ground, dialogue: createRunDialogue(context) };
    let proved: ProvedSet | undefined;
    const { result, outcome } = await rehearse(
      {
        readSet: async () => (proved = await proveSet(set, sets, context)),
        startCloud: (clock) => startEmbeddedCloud(weather, clock, context),
        replay: (work) => replayKept(work, drill, place),
        keepUnproved: (unproved, startedAt) => keepUnproved(unproved, { drill, startedAt }, ground),
      },
      {
        runId: drill.runId,
        clock: systemClock,
        progress: context.progress,
        signal: context.signal,
        settleMs: options.settleMs,
        objectives: options.objectives ?? {},
      },
    );
    return { result: { ...result, passedOver, lost: measureLost(proved, newer) }, outcome };
  });
};

type Weather = NonNullable<ControllerOptions['weather']>;

/** A set that was taken after the incident may hold what the incident did. */
function warnOfLateSet({ createdAt }: BackupSet, incidentAt: Date | undefined, context: AppContext): void {
  if (incidentAt === undefined || createdAt <= incidentAt) return;
  context.warn(
    `the set of ${formatMinute(createdAt)} was taken after the incident of ${formatMinute(incidentAt)}`,
  );
}

/** A set that is newer than the drilled one, and its records. */
interface NewerSet extends ProvedRecords {
  readonly set: BackupSet;
}

/** @throws NOT_FOUND or USAGE when the selector names no newer set; the errors of proving it. */
async function proveNewer(
  selector: string,
  { backupId, createdAt }: BackupSet,
  { sets, context }: { readonly sets: OpenSets; readonly context: AppContext },
): Promise<NewerSet> {
  const { set } = await chooseSet(sets, { backup: selector }, context);
  if (set.createdAt > createdAt) {
    const consequence = 'what the older set would lose is not known';
    return { set, ...(await proveRecords(set, { sets, context, consequence })) };
  }
  throw new RestackError('USAGE', `--newer ${set.backupId}: it is not newer than ${backupId}`, {
    hints: ['look which sets there are: restack list'],
  });
}

/** Counts what the newer set has and the drilled one has not; null where no newer one was named, or nothing was read. */
function measureLost(proved: ProvedSet | undefined, newer: NewerSet | undefined): DrillResult['lost'] {
  if (proved?.records === undefined || newer === undefined) return null;
  const { set, records, untold } = newer;
  const objects = compareSets([proved.records, records], {
    mapping: {},
    digest: createSecretDigest(),
    untold: [...(proved.untold ?? []), ...untold],
  });
  const sides = [
    { type: 'backup', name: proved.backupId },
    { type: 'backup', name: set.backupId },
  ] as const;
  const { summary, kinds, differences } = describeDiff(objects, sides);
  return {
    newer: set.backupId,
    createdAt: set.createdAt.toISOString(),
    counts: summary,
    kinds,
    objects: differences.map(({ kind, id, name, state }) => ({ kind, id, name, state })),
  };
}

async function proveSet(set: BackupSet, sets: OpenSets, context: AppContext): Promise<ProvedSet> {
  const level = 'content';
  const { verdict, complete, findings, records, untold } = await verifyOne(set, { level, sets, context });
  return {
    backupId: set.backupId,
    createdAt: set.createdAt,
    deploymentId: set.deploymentId,
    stampVersion: set.stampVersion,
    digest: await computeSetDigest(set, sets.contextOf(set).store),
    verification: { level, verdict, complete, findings },
    records,
    untold,
  };
}

/** The weather that was asked for, before a proof that can take hours; undefined where none was. */
async function readWeather(named: string | undefined, context: AppContext): Promise<Weather | undefined> {
  if (named === undefined) return undefined;
  const { readProfile } = await import('./controller-inputs.js');
  return readProfile(named, context);
}

async function startEmbeddedCloud(
  weather: Weather | undefined,
  clock: Clock,
  context: AppContext,
): Promise<DrillCloud> {
  const [{ startController }, { BOUNDLESS }, { connectTarget }] = await Promise.all([
    import('./controller-package.js'),
    import('../../controller/server/weather/named-profiles.js'),
    import('../../adapters/azure/connect-target.js'),
  ]);
  const controller = await startController({ weather: weather ?? BOUNDLESS });
  const { adminEndpoint, userEndpoint, tenantId, clientId, clientSecret, caCertificate } = controller;
  try {
    const target = await connectTarget({
      adminEndpoint,
      userEndpoint,
      credential: { kind: 'secret', tenantId, clientId, clientSecret },
      caCertificate,
      clock,
      signal: context.signal,
      note: context.note,
      log: context.debug,
    });
    return {
      target,
      close: async () => {
        target.close();
        await controller.close();
      },
    };
  } catch (error) {
    await controller.close();
    throw error;
  }
}
