import type { BackupSet } from '../../backup-set/catalog.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { SharedSet } from '../../use-cases/service/backups/old-key.js';
import type { AppContext } from '../app.js';
import { withShare } from './share.js';

/**
 * Reads the sets on a share, from metadata alone. None, with a warning, on a share that the service has not written to
 * yet. Errors as {@link withShare}.
 */
export async function readSharedSets(share: string, context: AppContext): Promise<readonly SharedSet[]> {
  try {
    return await withShare({ share }, context, ({ catalog }) =>
      Promise.resolve(catalog.sets.map(describeSharedSet)),
    );
  } catch (error) {
    if (!(error instanceof RestackError) || error.code !== 'NOT_FOUND') throw error;
    context.warn(error.message);
    return [];
  }
}

function describeSharedSet(set: BackupSet): SharedSet {
  const { backupId, deploymentId, createdAt, status, cloudRecoveryReady, encryption } = set;
  return {
    backupId: backupId.toLowerCase(),
    deploymentId: deploymentId.toLowerCase(),
    createdAt,
    status,
    cloudRecoveryReady,
    thumbprint: encryption.thumbprint,
  };
}
