import type { BackupSet } from '../../backup-set/catalog.js';
import { selectDeployment } from '../../backup-set/catalog/select-set.js';
import { systemClock } from '../../core/clock.js';
import { type Finding, selectOutcome } from '../../core/errors/finding.js';
import { checkAge } from '../../use-cases/verify/share/backup-age.js';
import type { ListBackups, ListOptions } from '../app.js';
import { withShare } from './share.js';
import type { ListedBackup } from '../../schema/results.js';

/**
 * The sets of a share, newest first, from metadata alone. With a greatest age the outcome is INCOMPLETE where the newest
 * set that is ready is older, in any deployment. Errors as {@link withShare}.
 */
export const listBackups: ListBackups = (options, context) =>
  withShare(options, context, async ({ catalog }) => {
    const sets = selectDeployment(catalog, options.deployment);
    const old = judgeAge(sets, options);
    const backups = sets.map((set) => ({ ...describeBackup(set), problems: set.findings }));
    return { result: { backups, findings: [...catalog.findings, ...old] }, outcome: selectOutcome(old) };
  });

function judgeAge(sets: readonly BackupSet[], { maxAgeMs }: ListOptions): readonly Finding[] {
  if (maxAgeMs === undefined) return [];
  const aged = sets.map((set) => ({ ...set, isGood: set.cloudRecoveryReady }));
  return checkAge(aged, { maxAgeMs, now: systemClock.now() });
}

/** Describes a set for the results of `list` and `show`. */
export function describeBackup(set: BackupSet): Omit<ListedBackup, 'problems'> {
  return {
    backupId: set.backupId,
    createdAt: set.createdAt.toISOString(),
    stampVersion: set.stampVersion,
    oemVersion: set.oemVersion,
    deploymentId: set.deploymentId,
    status: set.status,
    automatic: set.automatic,
    encryption: set.encryption,
    cloudRecoveryReady: set.cloudRecoveryReady,
    layout: set.layout,
    repositories: set.chains.length,
    sizeBytes: set.sizeBytes,
    store: set.store,
  };
}
