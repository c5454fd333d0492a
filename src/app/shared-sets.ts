import type { SharedSet } from '../service/old-key.js';
import type { AppContext, ShareOptions } from './app.js';
import { readEnvironment } from './environment.js';
import { withShare } from './share.js';

/** The share that a person names; undefined when neither the flag nor `RESTACK_SHARE` does. */
export function selectShare({ share }: ShareOptions): string | undefined {
  return share ?? readEnvironment().share;
}

/** The sets on a share, from metadata alone. Errors as {@link withShare}. */
export function readSharedSets(share: string, context: AppContext): Promise<readonly SharedSet[]> {
  return withShare({ share }, context, ({ catalog }) =>
    Promise.resolve(
      catalog.sets.map(({ backupId, deploymentId, createdAt, status, cloudRecoveryReady, encryption }) => ({
        backupId: backupId.toLowerCase(),
        deploymentId: deploymentId.toLowerCase(),
        createdAt,
        status,
        cloudRecoveryReady,
        thumbprint: encryption.thumbprint,
      })),
    ),
  );
}
