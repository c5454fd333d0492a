import { resolve } from 'node:path';
import { machineDisk } from '../../adapters/disk/machine-share-files.js';
import { nameSmbPath } from '../../adapters/store/network/calls/smb-url.js';
import type { NetworkShare } from '../../adapters/store/network/share/network-store.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { countBytes, followStep } from '../../core/progress.js';
import type { ArchiveUnpackResult } from '../../schema/results.js';
import type { AppContext, UnpackArchive } from '../app.js';
import { readPoolThreads } from '../environment.js';
import { isReached, placeOnNetwork, reachGivenShare } from '../share/network-access.js';
import { requireShare } from '../share/select-share.js';
import { readShareKey } from '../share/share.js';

/**
 * Places the files of an archive into a share, whole or not at all. Every file is compared with the manifest first. A
 * file that lies there already stays as it is, and must be the same, byte by byte.
 *
 * @throws NOT_FOUND when there is no such archive; INTEGRITY when it is damaged or was altered; USAGE when a file of
 * another content stands in its way, or the share holds several stores; SHARE_UNREACHABLE when the share is not there,
 * or a file server fails.
 */
export const unpackArchive: UnpackArchive = async ({ file, ...options }, context) => {
  const share = requireShare(options);
  const reached = isReached(share) || !isReached(file) ? share : file;
  const connection = await reachGivenShare(reached, options, context);
  const placeOf = (path: string) => connection && placeOnNetwork(path, connection);
  return endAfter(
    async () => {
      const { verifyKeyFile } = options;
      const places = { file, share, verifyKeyFile, archiveAt: placeOf(file), shareAt: placeOf(share) };
      return unpackInto(places, context);
    },
    async () => connection?.close(),
  );
};

interface UnpackPlaces {
  readonly file: string;
  readonly share: string;
  readonly verifyKeyFile?: string | undefined;
  /** The places on file servers; undefined for those of this machine. */
  readonly archiveAt: NetworkShare | undefined;
  readonly shareAt: NetworkShare | undefined;
}

async function unpackInto(places: UnpackPlaces, context: AppContext): Promise<ArchiveUnpackResult> {
  const { progress, signal } = context;
  const { file, share, archiveAt, shareAt } = places;
  const [{ openGivenArchive }, { findStoreRoot }, { placeArchive }] = await Promise.all([
    import('../../adapters/store/archive/open-archive.js'),
    import('../../adapters/store/unpack/find-store-root.js'),
    import('../../adapters/store/unpack/place-archive.js'),
  ]);
  const root = await findStoreRoot(resolve(share), { poolThreads: readPoolThreads(), network: shareAt });
  const verifyingKey = await readShareKey(places, context);
  const reading = archiveAt === undefined ? {} : { fileSystem: archiveAt.fileSystem };
  const archive = await openGivenArchive(archiveAt?.location ?? file, {
    ...reading,
    progress,
    signal,
    verifyingKey,
  });
  const unpack = async () => {
    const { files } = await archive.list();
    const contentBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const about = { title: 'Unpacking', unit: 'bytes', total: contentBytes } as const;
    const disk = shareAt?.disk ?? machineDisk;
    const counts = await followStep(progress, about, (step) =>
      placeArchive({ archive, files, root, disk, onBytes: countBytes(step, signal) }),
    );
    const backupId = archive.packedBackupId ?? '';
    const signature = archive.signature ?? null;
    return { backupId, archive: file, store: nameSmbPath(root), ...counts, contentBytes, signature };
  };
  return endAfter(unpack, () => archive.close?.());
}
