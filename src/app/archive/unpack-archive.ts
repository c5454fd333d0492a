import { resolve } from 'node:path';
import { parseNetworkPath } from '../../adapters/store/network-path.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { countBytes, followStep } from '../../core/progress.js';
import type { UnpackArchive } from '../app.js';
import { readPoolThreads } from '../environment.js';
import { requireShare } from '../share/select-share.js';
import { readShareKey } from '../share/share.js';

function assertMounted(share: string): void {
  const path = parseNetworkPath(share);
  if (path === undefined || process.platform === 'win32') return;
  throw new RestackError('USAGE', 'an archive is unpacked into a folder, or a share that is mounted', {
    hints: ['mount the share, and name the folder: restack archive unpack FILE --share DIR'],
  });
}

/**
 * Places the files of an archive into a share, whole or not at all. Every file is compared with the manifest first. A
 * file that lies there already stays as it is, and must be the same, byte by byte.
 *
 * @throws NOT_FOUND when there is no such archive; INTEGRITY when it is damaged or was altered; USAGE when a file of
 * another content stands in its way, or the share holds several stores.
 */
export const unpackArchive: UnpackArchive = async ({ file, verifyKeyFile, ...options }, context) => {
  const { progress, signal } = context;
  const share = requireShare(options);
  assertMounted(share);
  const [{ openGivenArchive }, { findStoreRoot }, { placeArchive }] = await Promise.all([
    import('../../adapters/store/archive/open-archive.js'),
    import('../../adapters/store/unpack/find-store-root.js'),
    import('../../adapters/store/unpack/place-archive.js'),
  ]);
  const verifyingKey = await readShareKey({ verifyKeyFile }, context);
  const archive = await openGivenArchive(file, { progress, signal, verifyingKey });
  const unpack = async () => {
    const { files } = await archive.list();
    const root = await findStoreRoot(resolve(share), { poolThreads: readPoolThreads() });
    const contentBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const about = { title: 'Unpacking', unit: 'bytes', total: contentBytes } as const;
    const counts = await followStep(progress, about, (step) =>
      placeArchive({ archive, files, root, onBytes: countBytes(step, signal) }),
    );
    const backupId = archive.packedBackupId ?? '';
    const signature = archive.signature ?? null;
    return { backupId, archive: file, store: root, ...counts, contentBytes, signature };
  };
  return endAfter(unpack, () => archive.close?.());
};
