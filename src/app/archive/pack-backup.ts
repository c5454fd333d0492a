import { resolve } from 'node:path';
import type { ArchiveContent } from '../../adapters/store/archive/write-archive.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { hasErrors } from '../../core/errors/finding.js';
import { countBytes, followStep } from '../../core/progress.js';
import type { ArchivePackResult } from '../../schema/results.js';
import type { AppContext, PackBackup, ShareOptions } from '../app.js';
import type { SigningKey } from '../../crypto/signature-keys.js';
import { assertNoUserInUrl, isReached, placeOnNetwork, reachGivenShare } from '../share/network-access.js';
import { requireShare } from '../share/select-share.js';
import { type ReadShare, withShare } from '../share/share.js';

/**
 * Writes the files of one set, as they lie and encrypted as they are, into one new archive. It has its name only when
 * all of it is on the disk, which may be that of a file server.
 *
 * @throws USAGE when the name is taken or does not say what it is; NOT_FOUND for an unknown set; INCOMPLETE for one
 * without a usable snapshot.
 */
export const packBackup: PackBackup = async (options, context) => {
  const { assertArchiveName } = await import('../../adapters/store/archive/write-archive-file.js');
  assertArchiveName(options.out);
  assertNoUserInUrl(options.out);
  // Whoever may write the archive is of no use for a share that is a folder.
  const isForArchive = isReached(options.out) && !isReached(requireShare(options));
  const reading = isForArchive ? { ...options, ...NO_ACCESS } : options;
  return withShare(reading, context, async (share): Promise<ArchivePackResult> => {
    const [{ readGivenSigningKey }, { chooseSet }, { listSetFiles }] = await Promise.all([
      import('../keys/signing-files.js'),
      import('../share/choose-set.js'),
      import('../../backup-set/content/list-set-files.js'),
    ]);
    const signingKey = await readGivenSigningKey(options, context);
    const { set } = await chooseSet(share, options, context);
    const { backupId } = set;
    if (hasErrors([...set.findings, ...set.foundations])) {
      context.warn(
        `set ${backupId} has faults and is packed with them; see them: restack verify ${backupId}`,
      );
    }
    const store = share.storeOf(set);
    const files = await listSetFiles(set, { store, all: share.catalog.sets });
    const contentBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const { progress, signal } = context;
    const about = { title: 'Packing', unit: 'bytes', total: contentBytes } as const;
    const { out, manifest, archiveBytes } = await followStep(progress, about, (step) => {
      const content = { store, backupId, files, signingKey, onBytes: countBytes(step, signal) };
      return writeGiven(content, { ...options, network: share.network }, context);
    });
    const signature = signingKey === undefined ? null : describeKey(signingKey);
    return { backupId, out, archiveBytes, contentBytes, signature, files: [...manifest.files] };
  });
};

const NO_ACCESS = { shareUser: undefined, sharePasswordFile: undefined, shareEncrypts: undefined };

/** Writes the archive to its place, over the connection that the set is read by where there is one. */
async function writeGiven(
  content: ArchiveContent,
  options: ShareOptions & Pick<ReadShare, 'network'> & { readonly out: string },
  context: AppContext,
) {
  const { writeArchiveFile, writeSharedArchive } =
    await import('../../adapters/store/archive/write-archive-file.js');
  const { signal } = context;
  const { network, out: given } = options;
  if (!isReached(given)) {
    const out = resolve(given);
    return { out, ...(await writeArchiveFile(out, content, signal)) };
  }
  const connection = network ?? (await reachGivenShare(given, options, context));
  const write = async () => {
    const place = connection && placeOnNetwork(given, connection);
    if (place === undefined) throw new RestackError('INTERNAL', `${given} is no place on a file server`);
    const { location: out, disk } = place;
    return { out, ...(await writeSharedArchive(out, content, { disk, signal })) };
  };
  return endAfter(write, async () => (network === undefined ? connection?.close() : undefined));
}

function describeKey({ algorithm, keyDigest }: SigningKey): NonNullable<ArchivePackResult['signature']> {
  return { algorithm, keyDigest };
}
