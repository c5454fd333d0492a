import type { DigestBackup } from '../app.js';
import { withShare } from './share.js';

/**
 * The digest of one set, which plans are bound to. Needs no key: it binds metadata files and the headers of data files,
 * whose tags stand for all the rest.
 *
 * @throws NOT_FOUND or USAGE when the selector names no set, or not one; SHARE_UNREACHABLE when a file cannot be read.
 */
export const digestBackup: DigestBackup = (options, context) =>
  withShare(options, context, async (share) => {
    const [{ chooseSet }, { computeSetDigest }] = await Promise.all([
      import('./choose-set.js'),
      import('../../backup-set/content/set-digest.js'),
    ]);
    const { set, passedOver } = await chooseSet(share, options, context);
    return {
      backupId: set.backupId,
      passedOver,
      createdAt: set.createdAt.toISOString(),
      deploymentId: set.deploymentId,
      store: set.store,
      snapshots: set.chains.reduce((sum, { snapshots }) => sum + snapshots.length, 0),
      digest: await computeSetDigest(set, share.storeOf(set)),
    };
  });
