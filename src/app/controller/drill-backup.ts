import { randomUUID } from 'node:crypto';
import type { BackupSet } from '../../backup-set/catalog.js';
import { computeSetDigest } from '../../backup-set/content/set-digest.js';
import { type Clock, systemClock } from '../../core/clock.js';
import type { DrillCloud, ProvedSet } from '../../use-cases/drill/drill-report.js';
import { runDrill as rehearse } from '../../use-cases/drill/run-drill.js';
import type { AppContext, DrillBackup } from '../app.js';
import { assertKeyGiven } from '../keys/keyring.js';
import { type OpenSets, withOpenSets } from '../share/open-sets.js';
import { chooseSet } from '../share/choose-set.js';
import { fillInSampleShare } from '../sample-share.js';
import { verifyOne } from '../share/verify-backups.js';

/**
 * Rehearses a recovery: proves a set to `content`, starts an embedded controller in this process, replays the set into
 * it over HTTPS and reads everything back.
 *
 * @throws NOT_FOUND or USAGE when the selector names no set, or not one; NO_KEY when no key was given. A set that fails
 * its proof is an outcome.
 */
export const drillBackup: DrillBackup = (asked, context) => {
  const options = fillInSampleShare(asked);
  return withOpenSets(options, context, async (sets) => {
    const { backup = 'latest' } = options;
    const { set, passedOver } = await chooseSet(sets, { ...options, backup }, context);
    assertKeyGiven(options, set.encryption);
    const { result, outcome } = await rehearse(
      {
        readSet: () => proveSet(set, sets, context),
        startCloud: (clock) => startEmbeddedCloud(options.weather, clock, context),
      },
      {
        runId: randomUUID(),
        clock: systemClock,
        progress: context.progress,
        signal: context.signal,
        settleMs: options.settleMs,
        objectives: options.objectives ?? {},
      },
    );
    return { result: { ...result, passedOver, lost: null }, outcome };
  });
};

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

async function startEmbeddedCloud(
  weather: string | undefined,
  clock: Clock,
  context: AppContext,
): Promise<DrillCloud> {
  const [{ startController }, { BOUNDLESS }, { readProfile }, { connectTarget }] = await Promise.all([
    import('./controller-package.js'),
    import('../../controller/server/weather/named-profiles.js'),
    import('./controller-inputs.js'),
    import('../../adapters/azure/connect-target.js'),
  ]);
  const controller = await startController({
    weather: weather === undefined ? BOUNDLESS : await readProfile(weather, context),
  });
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
